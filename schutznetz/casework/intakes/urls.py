from django.urls import path

from schutznetz.casework.intakes import views

app_name = "intakes"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("drafts/<uuid:intake_draft_id>/", views.edit, name="edit"),
    path("drafts/<uuid:intake_draft_id>/discard/", views.discard, name="discard"),
]
