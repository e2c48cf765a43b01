from django.urls import path

from schutznetz.overview.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.start, name="start"),
    path("inbox/", views.inbox, name="inbox"),
]
