from django.apps import AppConfig


class IntakesConfig(AppConfig):
    """What comes by fax, call, visit or paper form, and people who call themselves."""

    name = "schutznetz.casework.intakes"
    label = "intakes"

    def ready(self) -> None:
        from schutznetz.casework.exchange import kinds
        from schutznetz.casework.intakes.presenters import KINDS

        for kind in KINDS:
            kinds.register(kind)
