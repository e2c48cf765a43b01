"""Who writes reports, and whose drafts are whose."""

import uuid

from django.db.models import Count, Q, QuerySet

from schutznetz.casework.exchange.access import sent_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.models import Draft, PartRoute, PartRule, PendingPart
from schutznetz.casework.referrals.parts import possible_ids
from schutznetz.casework.referrals.routing import Agreed, Network, Way
from schutznetz.casework.referrals.typed import MOST_ROWS
from schutznetz.ground.organisations.access import is_police, works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.access import open_to


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
    """Whose number may stand on a card somebody takes along: a centre's, or the own unit's.

    Never a police station's: a card with its number is not neutral.
    """
    if is_police(actor):
        found = possible_recipients(actor, "centre")
    else:
        found = list(Unit.objects.filter(pk=actor.unit_id).prefetch_related("shifts"))
    return [unit for unit in found if unit.on_call_phone]


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


def possible_recipients(actor: Actor, part: str) -> list[Unit]:
    """Every unit that could get a part of this station's reports, the usual one first."""
    ways = PartRoute.objects.filter(Q(station_id=actor.unit_id) | Q(station=None), part=part)
    routes = sorted(
        ways.select_related("unit").prefetch_related("unit__shifts"),
        key=lambda way: (bool(way.first_postcode or way.offences), way.priority, way.place),
    )
    return list(dict.fromkeys(route.unit for route in routes))


def network_for(actor: Actor) -> Network:
    """The routing as the rules want it, with what this station has given whom so far."""
    rules = {each.part: Agreed(each.between, each.fallback_id) for each in PartRule.objects.all()}
    given: dict[uuid.UUID, int] = {}
    if any(agreed.between != "order" for agreed in rules.values()):
        counted = sent_by(actor).order_by().values_list("to_unit").annotate(number=Count("pk"))
        given = dict(counted)
    return Network(
        ways=tuple(_way(route) for route in PartRoute.objects.all()),
        agreed=rules,
        kinds=dict(Unit.objects.values_list("pk", "kind")),
        given=given,
    )


def units_somebody_may_be_close_to() -> list[tuple[str, str]]:
    """Every unit that could get a part, to be named in the question about closeness."""
    kinds = (Unit.Kind.CENTRE, Unit.Kind.YOUTH_OFFICE, Unit.Kind.PROGRAMME)
    found = Unit.objects.filter(kind__in=(*kinds, Unit.Kind.VICTIM_PROTECTION))
    return [(str(unit.pk), unit.name) for unit in found]


def pending_of(actor: Actor) -> QuerySet[PendingPart]:
    """The parts of the actor's station that wait for a second person, soonest due first."""
    if not may_report(actor):
        return PendingPart.objects.none()
    return (
        PendingPart.objects.filter(open_to(actor), unit_id=actor.unit_id)
        .select_related("to_unit", "asked_by__account", "refused_by__account")
        .order_by("due_at")
    )


def pending_from_draft(actor: Actor, draft_id: uuid.UUID) -> list[PendingPart]:
    """What of a draft waits for a second person."""
    tokens = [part_token(draft_id, each) for each in possible_ids(MOST_ROWS)]
    return list(pending_of(actor).filter(token__in=tokens))


def has_left(actor: Actor, draft_id: uuid.UUID) -> bool:
    """Whether a draft became something: sent, or waiting for a second person."""
    return bool(sent_from_draft(actor, draft_id) or pending_from_draft(actor, draft_id))


def may_decide(actor: Actor, pending: PendingPart) -> bool:
    """Whether the actor is the second person: of the same station, and not the one who asked."""
    return pending.refused_at is None and pending.asked_by.account_id != actor.account_id


def _way(route: PartRoute) -> Way:
    return Way(
        unit=route.unit_id,
        part=route.part,
        station=route.station_id,
        first=route.first_postcode,
        last=route.last_postcode,
        offences=tuple(route.offences),
        priority=route.priority,
        share=route.share,
    )
