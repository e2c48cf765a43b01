from django.urls import path
from django.views.i18n import set_language

from schutznetz.ground.base import views

app_name = "base"
urlpatterns = [
    path("leave/", views.leave, name="leave"),
    path("calendar/", views.calendar, name="calendar"),
    path("language/", set_language, name="language"),
    path("robots.txt", views.robots, name="robots"),
]
