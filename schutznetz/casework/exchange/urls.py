from django.urls import path

from schutznetz.casework.exchange import account_views, ledger_views, views

app_name = "exchange"
urlpatterns = [
    path("ledger/", ledger_views.ledger, name="ledger"),
    path("ledger/account/", account_views.account, name="account"),
    path("ledger/table/", ledger_views.ledger_table, name="ledger_table"),
    path("<uuid:transmission_id>/", views.received, name="received"),
    path("<uuid:transmission_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("sent/<uuid:transmission_id>/", views.sent, name="sent"),
]
