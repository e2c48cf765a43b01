"""Who writes reports, and whose drafts are whose."""

import uuid

from django.db.models import QuerySet

from schutznetz.casework.exchange.access import sent_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.models import Draft, PartRoute
from schutznetz.casework.referrals.parts import possible_ids
from schutznetz.casework.referrals.typed import MOST_ROWS
from schutznetz.ground.organisations.access import is_police, works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit


def may_report(actor: Actor) -> bool:
    """Whether the actor writes police reports: people of a police station do."""
    return is_police(actor)


def require_may_report(actor: Actor) -> None:
    """Raise PermissionError for anybody who does not write police reports."""
    if not may_report(actor):
        raise PermissionError("only a police station writes police reports")


def may_print_papers(actor: Actor) -> bool:
    """Whether the actor hands out consent sheets and cards: everybody in casework may."""
    return works_on_cases(actor)


def units_for_cards(actor: Actor) -> list[Unit]:
    """Whose number may stand on a card somebody takes along: recipients, or the own unit.

    Never a police station's: a card with its number is not neutral.
    """
    routes = recipients_for(actor)
    found = [routes[part] for part in sorted(routes, key=lambda code: code != "centre")]
    if not is_police(actor):
        found = [*Unit.objects.filter(pk=actor.unit_id).prefetch_related("shifts"), *found]
    return [unit for unit in dict.fromkeys(found) if unit.on_call_phone]


def own_drafts(actor: Actor) -> QuerySet[Draft]:
    """The drafts this person writes for this unit; a colleague's are not among them."""
    if not may_report(actor):
        return Draft.objects.none()
    return Draft.objects.filter(account_id=actor.account_id, unit_id=actor.unit_id).order_by(
        "-updated_at"
    )


def part_token(draft_id: uuid.UUID, part: str) -> uuid.UUID:
    """The token under which one part of a draft is sent: the same draft gives the same token."""
    return uuid.uuid5(draft_id, part)


def sent_from_draft(actor: Actor, draft_id: uuid.UUID) -> list[Transmission]:
    """The transmissions that a draft became, if it was sent: the answer to a repeated click."""
    tokens = [part_token(draft_id, each) for each in possible_ids(MOST_ROWS)]
    return list(sent_by(actor).filter(token__in=tokens).order_by("sent_at", "to_unit__name"))


def recipients_for(actor: Actor) -> dict[str, Unit]:
    """Which unit gets which part of the actor's station's reports, by the part's code."""
    routes = (
        PartRoute.objects.filter(station_id=actor.unit_id)
        .select_related("unit")
        .prefetch_related("unit__shifts")
    )
    return {route.part: route.unit for route in routes}
