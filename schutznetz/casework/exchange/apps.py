from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Sealed transmissions between units."""

    name = "schutznetz.casework.exchange"
    label = "exchange"

    def ready(self) -> None:
        from schutznetz.casework.exchange.actions import CONFLICT, UNREAD
        from schutznetz.casework.exchange.duties import is_read, who_may_know
        from schutznetz.ground.base import navigation, waiting
        from schutznetz.ground.care import measure, messages
        from schutznetz.ground.care.duties import Duty, register
        from schutznetz.ground.organisations.access import works_on_cases

        waiting.may_wait("exchange", _("Mitteilung"))
        navigation.register(_("Weitergaben"), "exchange:ledger", 40, shown=works_on_cases)
        measure.count("read_transmission")
        messages.register(
            messages.Message(
                CONFLICT,
                _("Eine Mitteilung im Netzwerk betrifft jemanden, der Ihrer Stelle nahesteht."),
                _(
                    "Sie ist nur für wenige benannte Menschen lesbar. Mehr steht hier mit Absicht"
                    " nicht. Bitte sprechen Sie niemanden darauf an."
                ),
            )
        )
        register(
            Duty(
                code=UNREAD,
                words=_("Eine Mitteilung an Ihre Stelle ist noch von niemandem gelesen."),
                is_settled=is_read,
                may_be_told=who_may_know,
            )
        )
