from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Sealed transmissions between units."""

    name = "schutznetz.casework.exchange"
    label = "exchange"

    def ready(self) -> None:
        from django.core.signals import request_started

        from schutznetz.casework.exchange import followups, kinds
        from schutznetz.casework.exchange.access import is_to_be_settled
        from schutznetz.casework.exchange.actions.withdrawing import note_withdrawal
        from schutznetz.casework.exchange.duties import CONFLICTS, DUTIES
        from schutznetz.casework.exchange.notices import KINDS
        from schutznetz.casework.exchange.rules import Relation
        from schutznetz.casework.exchange.words import forget_bases
        from schutznetz.ground.base import navigation, waiting
        from schutznetz.ground.care import measure, messages
        from schutznetz.ground.care.duties import register
        from schutznetz.ground.organisations.access import works_on_cases

        request_started.connect(forget_bases)
        waiting.may_wait("exchange", _("Mitteilung"))
        for kind in KINDS:
            kinds.register(kind)
        followups.register_reading(Relation.CONSENT_WITHDRAWN, note_withdrawal)
        followups.register_settling(
            "transmission",
            followups.Settling(_("Als übergeben abschließen"), "exchange:settle", is_to_be_settled),
        )
        navigation.register(_("Weitergaben"), "exchange:ledger", 40, shown=works_on_cases)
        measure.count("read_transmission")
        navigation.register(_("Datenpannen"), "exchange:breaches", 45, shown=works_on_cases)
        messages.register(CONFLICTS)
        for duty in DUTIES:
            register(duty)
