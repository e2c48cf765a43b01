"""Telling the owner of a file what somebody else has done with it."""

from django.utils.translation import gettext_lazy as _

from schutznetz.casework.cases.access import colleagues
from schutznetz.casework.cases.models import CaseEntry
from schutznetz.ground.care.actions import notify_members
from schutznetz.ground.care.messages import Message
from schutznetz.ground.organisations.actor import Actor

JOINED, FOLLOWED, ASSIGNED = "case_joined", "case_followed", "case_assigned"
_LOOK = _("Sie steht auf Ihrer Übersicht, sobald sie fällig ist, und unter „Akten“.")
MESSAGES = (
    Message(JOINED, _("In eine Ihrer Akten ist eine weitere Meldung gekommen."), _LOOK),
    Message(FOLLOWED, _("Zu einer Ihrer Akten ist eine Ergänzung gekommen."), _LOOK),
    Message(ASSIGNED, _("Eine Akte wurde Ihnen übergeben."), _LOOK),
)


def tell_owner(*, by: Actor, entry: CaseEntry, code: str) -> None:
    """A message to whoever answers for the file, unless she did it herself."""
    owner_id = entry.case.owner_id
    if owner_id is None or owner_id == by.member_id:
        return
    members = colleagues(by).filter(pk=owner_id)
    notify_members(members=members, code=code, subject_id=entry.pk)
