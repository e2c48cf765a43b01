from django.urls import path

from schutznetz.casework.exchange import views

app_name = "exchange"
urlpatterns = [
    path("<uuid:transmission_id>/", views.received, name="received"),
    path("<uuid:transmission_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("sent/<uuid:transmission_id>/", views.sent, name="sent"),
]
