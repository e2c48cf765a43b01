from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """A unit's case files: owner, next date, timeline."""

    name = "schutznetz.casework.cases"
    label = "cases"

    def ready(self) -> None:
        from schutznetz.casework.cases.access import is_open_subject, keeps_files, may_take
        from schutznetz.casework.cases.actions import add_follow_up
        from schutznetz.casework.cases.actions.deleting import confirm_recall
        from schutznetz.casework.cases.actions.telling import MESSAGES
        from schutznetz.casework.cases.actions.waiting import start_waiting
        from schutznetz.casework.cases.duties import DUTIES, FOR_A_FEW
        from schutznetz.casework.cases.noticing import kept_in_file, notes_about_known
        from schutznetz.casework.exchange import followups
        from schutznetz.casework.exchange.rules import Relation
        from schutznetz.ground.base import navigation, waiting
        from schutznetz.ground.care import measure, messages
        from schutznetz.ground.care.duties import register

        waiting.may_wait("cases", _("Akte"))
        follow_up = followups.FollowUp(_("Ich übernehme: Akte anlegen"), "cases:take", may_take)
        followups.register(follow_up)
        for relation in (Relation.SUPPLEMENT, Relation.CORRECTION):
            followups.register_reading(relation, add_follow_up)
        followups.register_reading(Relation.RECALL, confirm_recall)
        followups.register_reading("", start_waiting)
        followups.register_veil(kept_in_file)
        followups.register_settling(
            "case",
            followups.Settling(
                _("Akte schließen: übergeben"), "cases:close_handed_over", is_open_subject
            ),
        )
        followups.register_look(notes_about_known)
        navigation.register(_("Akten"), "cases:listed", 30, shown=keeps_files)
        messages.register(FOR_A_FEW)
        measure.count("read_case")
        measure.count("read_head")
        for duty in DUTIES:
            register(duty)
        for message in MESSAGES:
            messages.register(message)
