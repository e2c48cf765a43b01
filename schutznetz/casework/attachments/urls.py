from django.urls import path

from schutznetz.casework.attachments import views

app_name = "attachments"
urlpatterns = [
    path("<uuid:attachment_id>/", views.download, name="download"),
]
