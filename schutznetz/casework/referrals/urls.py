from django.urls import path

from schutznetz.casework.referrals import views

app_name = "referrals"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/", views.new, name="new"),
    path("drafts/<uuid:draft_id>/", views.edit, name="edit"),
    path("drafts/<uuid:draft_id>/review/", views.review, name="review"),
    path("drafts/<uuid:draft_id>/send/", views.send, name="send"),
    path("drafts/<uuid:draft_id>/sent/", views.sent, name="sent"),
    path("drafts/<uuid:draft_id>/discard/", views.discard, name="discard"),
]
