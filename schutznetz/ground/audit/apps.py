from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did or read what, when and why; append-only, chained."""

    name = "schutznetz.ground.audit"
    label = "audit"

    def ready(self) -> None:
        from schutznetz.ground.audit.actions import note_unheard_fact
        from schutznetz.ground.base import bus

        bus.tell_of_failures(note_unheard_fact)
