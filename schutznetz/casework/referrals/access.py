"""Who writes reports, and whose drafts are whose."""

import uuid

from django.db.models import QuerySet

from schutznetz.casework.exchange.access import sent_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.models import Draft, Route
from schutznetz.ground.organisations.access import is_police
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit


def may_report(actor: Actor) -> bool:
    """Whether the actor writes police reports: people of a police station do."""
    return is_police(actor)


def require_may_report(actor: Actor) -> None:
    """Raise PermissionError for anybody who does not write police reports."""
    if not may_report(actor):
        raise PermissionError("only a police station writes police reports")


def own_drafts(actor: Actor) -> QuerySet[Draft]:
    """The drafts this person writes for this unit; a colleague's are not among them."""
    if not may_report(actor):
        return Draft.objects.none()
    return Draft.objects.filter(account_id=actor.account_id, unit_id=actor.unit_id).order_by(
        "-updated_at"
    )


def sent_from_draft(actor: Actor, draft_id: uuid.UUID) -> Transmission | None:
    """The transmission that a draft became, if it was sent: the answer to a repeated click."""
    return sent_by(actor).filter(token=draft_id).first()


def centre_for(actor: Actor) -> Unit | None:
    """The centre that the actor's station reports to; None if the network named none."""
    route = (
        Route.objects.filter(station_id=actor.unit_id)
        .select_related("centre")
        .prefetch_related("centre__shifts")
        .first()
    )
    return route.centre if route else None
