from django.urls import path

from schutznetz.overview.rehearsal import views

app_name = "rehearsal"
urlpatterns = [path("people/", views.people, name="people")]
