from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """The invented network and its people."""

    name = "schutznetz.overview.rehearsal"
    label = "rehearsal"
