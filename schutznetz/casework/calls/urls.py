from django.urls import path

from schutznetz.casework.calls import views

app_name = "calls"
urlpatterns = [
    path("", views.listed, name="listed"),
    path("new/", views.new, name="new"),
    path("known/<uuid:subject_id>/", views.known, name="known"),
    path("threats/new/", views.new_threat, name="new_threat"),
    path("threats/<uuid:threat_id>/", views.threat, name="threat"),
    path("threats/<uuid:threat_id>/<slug:act>/", views.change_threat, name="change_threat"),
    path("<uuid:call_id>/", views.opened, name="opened"),
    path("<uuid:call_id>/settle/", views.settle, name="settle"),
]
