"""Who writes down what came another way, and whose begun records are whose."""

import uuid

from django.db.models import QuerySet

from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.intakes.models import IntakeDraft
from schutznetz.ground.organisations.access import is_police, works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit


def may_record(actor: Actor) -> bool:
    """Whether reports are sent to the actor's unit: then they may also come another way."""
    return works_on_cases(actor) and not is_police(actor)


def require_may_record(actor: Actor) -> None:
    """Raise PermissionError for anybody whose unit is sent no reports."""
    if not may_record(actor):
        raise PermissionError("this unit is sent no reports")


def own_drafts(actor: Actor) -> QuerySet[IntakeDraft]:
    """What this person has begun for this unit, newest first."""
    if not may_record(actor):
        return IntakeDraft.objects.none()
    return IntakeDraft.objects.filter(account_id=actor.account_id, unit_id=actor.unit_id).order_by(
        "-updated_at"
    )


def recorded_from(actor: Actor, draft_id: uuid.UUID) -> Transmission | None:
    """What a draft became: the answer to a repeated click."""
    return received_by(actor).filter(recorded_here=True, token=draft_id).first()


def side_of(actor: Actor) -> str:
    """Whom the actor's unit works with: the accused person in the programme, else the affected."""
    return "accused" if actor.unit_kind == Unit.Kind.PROGRAMME else "affected"


def stations() -> QuerySet[Unit]:
    """The stations a paper may come from."""
    return Unit.objects.filter(kind=Unit.Kind.STATION)
