from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakesConfig(AppConfig):
    """What comes by fax, call, visit or paper form, and people who call themselves."""

    name = "schutznetz.casework.intakes"
    label = "intakes"

    def ready(self) -> None:
        from schutznetz.casework.exchange import kinds
        from schutznetz.casework.intakes.presenters import KINDS
        from schutznetz.ground.base import waiting

        waiting.may_wait("intakes", _("Aufnahme"))
        for kind in KINDS:
            kinds.register(kind)
