"""The names under which allauth looks for the two pages of signing in. No other page of it exists."""

from django.urls import path

from schutznetz.ground.entry import views

urlpatterns = [
    path("", views.SignIn.as_view(), name="account_login"),
    path("second-factor/", views.SecondFactor.as_view(), name="mfa_authenticate"),
]
