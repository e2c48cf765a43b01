"""Which comparisons are whose, and what one side may see of the other."""

import uuid
from dataclasses import dataclass

from django.db.models import Min, Q, QuerySet

from schutznetz.casework.comparisons.models import WeekComparison, WeekCount
from schutznetz.casework.comparisons.rules import (
    Said,
    Standing,
    is_done,
    span_of,
    standing,
    waits_for_own,
)
from schutznetz.casework.exchange.access import exchanged_by
from schutznetz.casework.referrals.models import PartRoute
from schutznetz.ground.base.models import Timer
from schutznetz.ground.organisations.access import caseworkers_of, works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member, Unit


@dataclass(frozen=True)
class Sides:
    """A comparison seen from one unit.

    `other_papers` and `other_reason` are None and empty until the unit has said its own number,
    so that nobody copies.
    """

    week: WeekComparison
    own: WeekCount
    standing: Standing
    other_papers: int | None
    other_reason: str
    is_done: bool


def pairs_to_compare() -> list[tuple[Unit, Unit]]:
    """Every station with the centre its reports go to first; a route for all counts for each.

    A way around somebody who is close has a later priority and is no pair; neither is a centre
    that gets only some postcodes or acts.
    """
    stations = list(Unit.objects.filter(kind=Unit.Kind.STATION).prefetch_related("shifts"))
    routes = PartRoute.objects.filter(
        part="centre", unit__kind=Unit.Kind.CENTRE, first_postcode="", offences=[]
    )
    pairs: dict[tuple[uuid.UUID, uuid.UUID], tuple[Unit, Unit]] = {}
    for station in stations:
        own = routes.filter(Q(station=station) | Q(station=None)).select_related("unit")
        first = own.aggregate(first=Min("priority"))["first"]
        for route in own.filter(priority=first):
            pairs[station.pk, route.unit_id] = (station, route.unit)
    return list(pairs.values())


def weeks_of(actor: Actor) -> QuerySet[WeekComparison]:
    """The comparisons of the actor's unit, newest first."""
    if not works_on_cases(actor):
        return WeekComparison.objects.none()
    mine = Q(station_id=actor.unit_id) | Q(centre_id=actor.unit_id)
    return (
        WeekComparison.objects.filter(mine)
        .select_related("station", "centre")
        .prefetch_related("counts__counted_by__account", "counts__settled_by__account")
        .order_by("-monday", "station__name", "centre__name")
    )


def sides_of(actor: Actor, week: WeekComparison) -> Sides:
    """A comparison as the actor's unit may see it."""
    own, other = _own_and_other(week, actor.unit_id)
    said, heard = _said(own), _said(other)
    told = own.papers is not None
    return Sides(
        week=week,
        own=own,
        standing=standing(said, heard),
        other_papers=other.papers if told else None,
        other_reason=other.reason if told else "",
        is_done=is_done(said, heard),
    )


def open_weeks(actor: Actor) -> int:
    """How many comparisons wait for the actor's unit."""
    return sum(
        waits_for_own(*map(_said, _own_and_other(week, actor.unit_id))) for week in weeks_of(actor)
    )


def sent_digitally(actor: Actor, week: WeekComparison) -> tuple[int, int]:
    """How many reports went from station to centre through Schutznetz that week, and how many of
    them a person has read. Both units can see these rows anyway.
    """
    begins, ends = span_of(week.monday, week.station.hours())
    found = exchanged_by(actor).filter(
        from_unit_id=week.station_id,
        to_unit_id=week.centre_id,
        follows=None,
        sent_at__gte=begins,
        sent_at__lt=ends,
    )
    return found.count(), found.exclude(acknowledged_at=None).count()


def own_part_is_done(timer: Timer) -> bool:
    """Whether the unit behind a timer has nothing left to say about its week."""
    count = WeekCount.objects.filter(pk=timer.subject_id).select_related("week").first()
    if count is None:
        return True
    return not waits_for_own(*map(_said, _own_and_other(count.week, count.unit_id)))


def leads_of(timer: Timer) -> set[uuid.UUID] | None:
    """The accounts that lead the unit behind a timer: counting is their matter, day by day.

    None, which is everybody, for a unit without a lead.
    """
    leads = caseworkers_of(timer.unit_id).filter(role=Member.Role.LEAD)
    return set(leads.values_list("account_id", flat=True)) or None


def _own_and_other(week: WeekComparison, unit_id: uuid.UUID) -> tuple[WeekCount, WeekCount]:
    counts = {each.unit_id: each for each in week.counts.all()}
    own = counts.pop(unit_id)
    (other,) = counts.values()
    return own, other


def _said(count: WeekCount) -> Said:
    return Said(count.papers, count.settled_at is not None)
