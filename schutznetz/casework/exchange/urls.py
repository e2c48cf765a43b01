from django.urls import path

from schutznetz.casework.exchange import account_views, ledger_views, views
from schutznetz.casework.exchange.views import following, handing_over, recalling, withdrawing

app_name = "exchange"
urlpatterns = [
    path("ledger/", ledger_views.ledger, name="ledger"),
    path("ledger/account/", account_views.account, name="account"),
    path("ledger/table/", ledger_views.ledger_table, name="ledger_table"),
    path("breaches/", recalling.breaches, name="breaches"),
    path("breaches/<uuid:breach_id>/", recalling.breach, name="breach"),
    path("withdrawals/<uuid:withdrawal_id>/", withdrawing.withdrawal, name="withdrawal"),
    path("withdrawals/<uuid:withdrawal_id>/take/", withdrawing.take, name="take_withdrawal"),
    path("<uuid:transmission_id>/", views.received, name="received"),
    path("<uuid:transmission_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    path(
        "<uuid:transmission_id>/withdraw/", withdrawing.withdraw_received, name="withdraw_received"
    ),
    path("<uuid:transmission_id>/hand-over/", handing_over.hand_over, name="hand_over"),
    path("<uuid:transmission_id>/answer/", handing_over.answer, name="answer"),
    path("sent/<uuid:transmission_id>/", views.sent, name="sent"),
    path("sent/<uuid:transmission_id>/supplement/", following.supplement, name="supplement"),
    path("sent/<uuid:transmission_id>/withdraw/", withdrawing.withdraw_sent, name="withdraw_sent"),
    path("sent/<uuid:transmission_id>/recall/", recalling.recall, name="recall"),
    path("sent/<uuid:transmission_id>/settle/", handing_over.settle, name="settle"),
]
