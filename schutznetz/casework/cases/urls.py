from django.urls import path

from schutznetz.casework.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.listed, name="listed"),
    path("absence/", views.absence, name="absence"),
    path("take/<uuid:transmission_id>/", views.take, name="take"),
    path("<uuid:case_id>/", views.opened, name="opened"),
    path("<uuid:case_id>/<slug:act>/", views.change, name="change"),
]
