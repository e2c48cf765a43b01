from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """A unit's case files: owner, next date, timeline."""

    name = "schutznetz.casework.cases"
    label = "cases"

    def ready(self) -> None:
        from schutznetz.casework.cases.access import keeps_files, may_take
        from schutznetz.casework.cases.actions.changing import FIRST_CONTACT, NEXT_DATE
        from schutznetz.casework.cases.duties import is_contacted, is_kept, owner_of, who_may_know
        from schutznetz.casework.cases.noticing import notes_about_known
        from schutznetz.casework.exchange import followups
        from schutznetz.ground.base import navigation, waiting
        from schutznetz.ground.care.duties import Duty, register

        waiting.may_wait("cases", _("Akte"))
        followups.register(
            followups.FollowUp(
                _("Ich übernehme: Akte anlegen"),
                "cases:take",
                may_take,
            )
        )
        followups.register_look(notes_about_known)
        navigation.register(_("Akten"), "cases:listed", 30, shown=keeps_files)
        register(
            Duty(
                NEXT_DATE,
                _("In einer Akte ist die Wiedervorlage überfällig."),
                is_kept,
                who_may_know,
                owner_of,
            )
        )
        register(
            Duty(
                FIRST_CONTACT,
                _("In einer Akte ist der erste Kontakt überfällig."),
                is_contacted,
                who_may_know,
                owner_of,
            )
        )
