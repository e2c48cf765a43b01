from django.urls import path

from schutznetz.casework.comparisons import views

app_name = "comparisons"
urlpatterns = [
    path("", views.listed, name="listed"),
    path("<uuid:week_id>/", views.week, name="week"),
    path("<uuid:week_id>/settle/", views.settle, name="settle"),
]
