"""Whose calls and threats are whose. Another unit's are not found, and neither is a count of them."""

import uuid
from datetime import date

from django.db.models import QuerySet

from schutznetz.casework.calls.models import Call, Threat
from schutznetz.casework.calls.rules import FOLLOW_UP, INCIDENT, WARNING, State
from schutznetz.ground.care.access import open_notices_for
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.access import caseworkers_of, works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member, Unit


def takes_calls(actor: Actor) -> bool:
    """Whether the actor's unit picks up the phone for people concerned: all of casework does."""
    return works_on_cases(actor)


def require_takes_calls(actor: Actor) -> None:
    """Raise PermissionError for anybody outside casework."""
    if not takes_calls(actor):
        raise PermissionError("only units of casework note calls and threats")


def calls_of(actor: Actor) -> QuerySet[Call]:
    """All calls of the actor's unit, newest first."""
    if not takes_calls(actor):
        return Call.objects.none()
    return (
        Call.objects.filter(unit_id=actor.unit_id)
        .select_related("by__account")
        .order_by("-received_at")
    )


def open_calls_of(actor: Actor) -> QuerySet[Call]:
    """Those that still wait to be called back, most urgent first."""
    return calls_of(actor).filter(state=State.OPEN).order_by("due_at")


def threats_of(actor: Actor) -> QuerySet[Threat]:
    """All threats of the actor's unit, newest first."""
    if not takes_calls(actor):
        return Threat.objects.none()
    return (
        Threat.objects.filter(unit_id=actor.unit_id)
        .select_related("owner__account")
        .order_by("-recorded_at")
    )


def due_threats_of(actor: Actor, today: date) -> QuerySet[Threat]:
    """Open threats whose day has come or gone by."""
    return threats_of(actor).filter(state=State.OPEN, next_on__lte=today).order_by("next_on")


def warnings_for(actor: Actor) -> QuerySet[Notice]:
    """Of what this member has not yet said that she knows: calls that were not genuine, threats."""
    return open_notices_for(actor).filter(code__in=[WARNING, INCIDENT])


def is_still_to_be_told(actor: Actor, subject_id: uuid.UUID) -> bool:
    """Whether this member has not yet said that she knows of this one."""
    return warnings_for(actor).filter(subject_id=subject_id).exclude(code=FOLLOW_UP).exists()


def colleagues(actor: Actor) -> QuerySet[Member]:
    """Everybody of the unit who may follow something up."""
    return caseworkers_of(actor.unit_id)


def known_units() -> QuerySet[Unit]:
    """The directory: the units of the network with the numbers they have published."""
    return Unit.objects.select_related("agency").exclude(on_call_phone="").order_by("kind", "name")
