from django.apps import AppConfig


class CareConfig(AppConfig):
    """Notices and the escalation of timers: duties that rooms register."""

    name = "schutznetz.ground.care"
    label = "care"
