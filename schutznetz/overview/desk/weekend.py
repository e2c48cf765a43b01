"""What came in while nobody was there, day by day: the weekend at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.presenters import ReceivedRow
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.working_time import last_closed
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit

#: So many reports are counted; whoever had more in a weekend sees that it is at least so many.
COUNTED = 200


@dataclass(frozen=True)
class Day:
    """What one day brought."""

    on: date
    reports: int
    unread: int
    urgent: int
    children: int


@dataclass(frozen=True)
class Weekend:
    """The days since the unit was last staffed, newest first."""

    since: datetime
    days: list[Day]
    total: int
    is_full: bool


def arrived_while_closed(actor: Actor) -> tuple[datetime | None, list[Transmission]]:
    """Since when, and what has come since then; follow-ups of earlier reports are not counted."""
    hours = Unit.objects.prefetch_related("shifts").get(pk=actor.unit_id).hours()
    since = last_closed(hours, now())
    if since is None:
        return None, []
    found = received_by(actor).filter(sent_at__gte=since, shredded_at=None, follows=None)
    return since, list(found.order_by("-sent_at")[:COUNTED])


def weekend_of(since: datetime | None, rows: Iterable[ReceivedRow]) -> Weekend | None:
    """Count the opened rows by day; None if nothing came."""
    by_day: dict[date, list[ReceivedRow]] = {}
    for row in rows:
        by_day.setdefault(localdate(row.transmission.sent_at), []).append(row)
    if since is None or not by_day:
        return None
    days = [_day(on, found) for on, found in sorted(by_day.items(), reverse=True)]
    total = sum(each.reports for each in days)
    return Weekend(since, days, total, total >= COUNTED)


def _day(on: date, rows: list[ReceivedRow]) -> Day:
    return Day(
        on=on,
        reports=len(rows),
        unread=sum(row.transmission.acknowledged_at is None for row in rows),
        urgent=sum(row.transmission.urgent for row in rows),
        children=sum(row.children for row in rows),
    )
