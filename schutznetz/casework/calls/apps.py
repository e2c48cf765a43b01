from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    """Calls that may not be what they say, and threats against colleagues."""

    name = "schutznetz.casework.calls"
    label = "calls"

    def ready(self) -> None:
        from schutznetz.casework.calls import duties, rules
        from schutznetz.ground.base import navigation, waiting
        from schutznetz.ground.care.duties import Duty, register
        from schutznetz.ground.organisations.access import works_on_cases

        navigation.register(_("Anrufe"), "calls:listed", 50, shown=works_on_cases)
        waiting.may_wait("calls", _("Anruf oder Vorkommnis"))
        for code, words, is_settled in (
            (rules.CALL_BACK, _("Ein Anruf ist noch ungeklärt."), duties.is_called_back),
            (rules.WARNING, _("Ein Anruf war nicht echt."), duties.is_told_once),
            (rules.INCIDENT, _("Jemand aus Ihrer Stelle wurde bedroht."), duties.is_told_once),
            (rules.FOLLOW_UP, _("Ein Vorkommnis ist heute dran."), duties.is_followed_up),
        ):
            owner = duties.owner_of if code == rules.FOLLOW_UP else duties.nobody
            register(Duty(code=code, words=words, is_settled=is_settled, owner=owner))
