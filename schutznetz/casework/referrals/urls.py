from django.urls import path

from schutznetz.casework.referrals import (
    feedback_views,
    paper_views,
    pending_views,
    step_views,
    views,
)

app_name = "referrals"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/", step_views.new, name="new"),
    path("answers/", feedback_views.answers, name="answers"),
    path("<uuid:transmission_id>/feedback/", feedback_views.give_feedback, name="give_feedback"),
    path("papers/", paper_views.papers, name="papers"),
    path("papers/sheet/", paper_views.sheet, name="sheet"),
    path("papers/card/", paper_views.card, name="card"),
    path("drafts/<uuid:draft_id>/papers/", paper_views.papers, name="draft_papers"),
    path("drafts/<uuid:draft_id>/papers/printout/", paper_views.printout, name="printout"),
    path("drafts/<uuid:draft_id>/papers/sheet/", paper_views.sheet, name="draft_sheet"),
    path("drafts/<uuid:draft_id>/", step_views.edit, name="edit"),
    path("drafts/<uuid:draft_id>/step/<slug:slug>/", step_views.step, name="step"),
    path("drafts/<uuid:draft_id>/review/", views.review, name="review"),
    path("drafts/<uuid:draft_id>/send/", views.send, name="send"),
    path("drafts/<uuid:draft_id>/answer-only/", views.answer_only, name="answer_only"),
    path("drafts/<uuid:draft_id>/sent/", views.sent, name="sent"),
    path("waiting/<uuid:pending_id>/", pending_views.pending, name="pending"),
    path("drafts/<uuid:draft_id>/discard/", views.discard, name="discard"),
]
