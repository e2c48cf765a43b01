from django.urls import path

from schutznetz.ground.care import views

app_name = "care"
urlpatterns = [path("messages/<uuid:notice_id>/", views.put_away, name="put_away")]
