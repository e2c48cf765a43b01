from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComparisonsConfig(AppConfig):
    """Once a week a station and its centre compare how many reports came on paper."""

    name = "schutznetz.casework.comparisons"
    label = "comparisons"

    def ready(self) -> None:
        from schutznetz.casework.comparisons.access import leads_of, own_part_is_done
        from schutznetz.casework.comparisons.actions import WEEKLY
        from schutznetz.ground.base import waiting
        from schutznetz.ground.care.duties import Duty, register

        waiting.may_wait("comparisons", _("Wochenvergleich"))
        register(
            Duty(
                code=WEEKLY,
                words=_("Der Wochenvergleich wartet auf eine Zahl oder eine Klärung."),
                is_settled=own_part_is_done,
                may_be_told=leads_of,
                again_minutes=24 * 60,
            )
        )
