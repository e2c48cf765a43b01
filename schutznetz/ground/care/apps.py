from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    """Notices and the escalation of timers: duties that rooms register."""

    name = "schutznetz.ground.care"
    label = "care"

    def ready(self) -> None:
        from schutznetz.ground.care.actions import MANY_OPENINGS
        from schutznetz.ground.care.messages import Message, register

        register(
            Message(
                MANY_OPENINGS,
                _(
                    "Jemand aus Ihrer Stelle hat in einer Stunde mehr als 30 Akten oder Mitteilungen geöffnet."
                ),
                _("Vielleicht gibt es einen guten Grund. Bitte fragen Sie nach."),
                about_member=True,
            )
        )
