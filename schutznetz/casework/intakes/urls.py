from django.urls import path

from schutznetz.casework.intakes.views import filled, questions

app_name = "intakes"
urlpatterns = [
    path("blank/", filled.blank, name="blank"),
    path("upload/", filled.upload, name="upload"),
    path("new/", questions.new, name="new"),
    path("drafts/<uuid:intake_draft_id>/", questions.edit, name="edit"),
    path("drafts/<uuid:intake_draft_id>/discard/", questions.discard, name="discard"),
]
