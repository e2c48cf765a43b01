"""Whose files are whose. Another unit's file is not found, and neither is a count of it."""

from datetime import date

from django.db.models import QuerySet

from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import State
from schutznetz.ground.organisations.access import caseworkers_of, is_police, works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member
from schutznetz.ground.vault.access import open_to


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
        "owner__account"
    )


def open_files_of(actor: Actor) -> QuerySet[Case]:
    """The unit's open files, next date first."""
    return files_of(actor).filter(state=State.OPEN).order_by("next_on", "opened_at")


def own_open_files(actor: Actor) -> QuerySet[Case]:
    """The open files this person answers for."""
    return open_files_of(actor).filter(owner_id=actor.member_id)


def due_files(actor: Actor, today: date) -> QuerySet[Case]:
    """The unit's open files whose date has come or gone by."""
    return open_files_of(actor).filter(next_on__lte=today)


def colleagues(actor: Actor) -> QuerySet[Member]:
    """Everybody who may answer for a file of this unit."""
    return caseworkers_of(actor.unit_id)
