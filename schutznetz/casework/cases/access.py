"""Whose files are whose. Another unit's file is not found, and neither is a count of it."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from schutznetz.casework.cases.head import reports_of
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import State
from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.organisations.access import caseworkers_of, is_police, works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member
from schutznetz.ground.vault.access import named_readers, open_to


def keeps_files(actor: Actor) -> bool:
    """Whether the actor's unit keeps case files here: counselling does, stations do not."""
    return works_on_cases(actor) and not is_police(actor)


def require_keeps_files(actor: Actor) -> None:
    """Raise PermissionError for anybody whose unit keeps no files here."""
    if not keeps_files(actor):
        raise PermissionError("this unit keeps no case files")


def files_of(actor: Actor) -> QuerySet[Case]:
    """All files of the actor's unit, those for named people only if she is one of them."""
    if not keeps_files(actor):
        return Case.objects.none()
    return Case.objects.filter(open_to(actor), unit_id=actor.unit_id).select_related(
        "owner__account", "file"
    )


def open_files_of(actor: Actor) -> QuerySet[Case]:
    """The unit's open files, next date first."""
    return files_of(actor).filter(state=State.OPEN).order_by("next_on", "opened_at")


def own_open_files(actor: Actor) -> QuerySet[Case]:
    """The open files this person answers for."""
    return open_files_of(actor).filter(owner_id=actor.member_id)


def due_files(actor: Actor, today: date) -> QuerySet[Case]:
    """The unit's open files whose date, or whose first contact, is due by the end of the day."""
    due = Q(next_on__lte=today) | Q(first_contact_due__date__lte=today)
    return open_files_of(actor).filter(due)


def late_files(actor: Actor, moment: datetime) -> QuerySet[Case]:
    """The unit's open files with a date gone by or a first contact that is overdue."""
    return open_files_of(actor).filter(
        Q(next_on__lt=localdate(moment)) | Q(first_contact_due__lt=moment)
    )


def quiet_files(actor: Actor, since: date) -> QuerySet[Case]:
    """The person's own open files in which nobody has spoken with anybody since that day."""
    return own_open_files(actor).filter(
        Q(contact_on__lte=since) | Q(contact_on=None, opened_at__date__lte=since)
    )


def may_take(actor: Actor, transmission: Transmission) -> bool:
    """Whether the unit can make a file of it: a report of its own, still there and with nobody."""
    return (
        keeps_files(actor)
        and transmission.follows_id is None
        and transmission.taken_at is None
        and transmission.handed_on_at is None
        and transmission.shredded_at is None
        and not transmission.waits_for_answer()
    )


def recalled_in(actor: Actor, head: Mapping[str, object]) -> list[Transmission]:
    """What the file with this head still holds although it was recalled, oldest first."""
    ids = [uuid.UUID(each.transmission) for each in reports_of(head)]
    copied = Q(pk__in=ids) | Q(follows_id__in=ids, acknowledged_at__isnull=False)
    found = received_by(actor).filter(copied, recalled_at__isnull=False).order_by("sent_at")
    deleted = head.get("shredded")
    gone = deleted if isinstance(deleted, list) else []
    return [each for each in found if each.code not in gone]


def colleagues(actor: Actor, file_id: uuid.UUID | None = None) -> QuerySet[Member]:
    """Everybody who may answer for a file of this unit; of one for named people, these alone.

    `file_id` is that of the file's key, or of the report's it begins with.
    """
    named = named_readers(file_id)
    found = caseworkers_of(actor.unit_id)
    return found if named is None else found.filter(account_id__in=named)


def is_open_subject(actor: Actor, subject: str) -> bool:
    """Whether the file behind "case:…", offered to another centre, is still open here."""
    return open_files_of(actor).filter(pk=subject.partition(":")[2]).exists()
