from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did or read what, when and why; append-only, chained."""

    name = "schutznetz.ground.audit"
    label = "audit"
