from django.urls import path

from schutznetz.overview.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.start, name="start"),
    path("release/", views.release, name="release"),
    path("released/<uuid:release_id>/", views.released, name="released"),
    path("released/<uuid:release_id>/table/", views.released_table, name="released_table"),
    path("network/", views.network, name="network"),
    path("network/table/", views.network_table, name="network_table"),
]
