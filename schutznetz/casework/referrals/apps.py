from dataclasses import replace

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    """What comes in: police reports and their way to a centre."""

    name = "schutznetz.casework.referrals"
    label = "referrals"

    def ready(self) -> None:
        from schutznetz.casework.exchange import kinds
        from schutznetz.casework.referrals.access import may_report
        from schutznetz.casework.referrals.actions import PENDING
        from schutznetz.casework.referrals.duties import is_decided
        from schutznetz.casework.referrals.feedback import FEEDBACK
        from schutznetz.casework.referrals.inputs import inputs_of
        from schutznetz.casework.referrals.presenters import KINDS
        from schutznetz.ground.base import navigation, waiting
        from schutznetz.ground.care.duties import Duty, register

        for kind in KINDS:
            kinds.register(replace(kind, inputs=inputs_of(kind.code)))
        kinds.register(FEEDBACK)
        waiting.may_wait("referrals", _("Meldung"))
        navigation.register(_("Meldungen"), "referrals:mine", 20, shown=may_report)
        register(
            Duty(
                code=PENDING,
                words=_("Etwas wartet auf eine zweite Person Ihrer Stelle."),
                is_settled=is_decided,
            )
        )
