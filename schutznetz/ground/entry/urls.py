from django.urls import path

from schutznetz.ground.entry import views

app_name = "entry"
urlpatterns = [
    path("", views.SignIn.as_view(), name="sign_in"),
    path("second-factor/", views.SecondFactor.as_view(), name="second_factor"),
    path("step-up/", views.step_up, name="step_up"),
    path("lock/", views.lock, name="lock"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("waiting/", views.waiting, name="waiting"),
    path("waiting/<uuid:input_id>/discard/", views.discard_waiting, name="discard_waiting"),
    path("unit/", views.choose_unit, name="choose_unit"),
]
