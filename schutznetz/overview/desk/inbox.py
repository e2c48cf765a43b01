"""The inbox of a receiving unit: unread first, urgent before ordinary, then by due time."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min, Q
from django.utils.timezone import localdate

from schutznetz.casework.cases.access import due_files
from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.access import (
    UNREAD,
    read_by,
    received_by,
    unread_by,
    untaken_by,
)
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.presenters import ReceivedRow, received_rows
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.access import open_notices_for
from schutznetz.ground.organisations.actor import Actor

PAGE = 50
READ_SHOWN = 10


@dataclass(frozen=True)
class Numbers:
    """What one query tells about an inbox without opening anything."""

    unread: int
    overdue: int
    oldest_overdue: datetime | None
    arrived: datetime | None
    read: datetime | None
    taken: datetime | None

    def stamp(self) -> str:
        """Changes when something arrives, is read, or falls due."""
        moments = (self.arrived, self.read, self.taken)
        spelled = (str(int(each.timestamp() * 1000)) if each else "0" for each in moments)
        return "-".join((str(self.unread), str(self.overdue), *spelled))


@dataclass(frozen=True)
class Inbox:
    """What the page shows."""

    rows: list[ReceivedRow]
    numbers: Numbers
    page: int
    next_page: int | None
    untaken: list[Transmission]
    due: list[Case]
    lately_read: list[Transmission]
    notices: int
    today: date


def inbox_of(actor: Actor, *, page: str = "") -> Inbox:
    """One page of the inbox; opens the headers of the rows it shows and no others."""
    number = int(page) if page.isdecimal() and int(page) > 0 else 1
    start, today = (number - 1) * PAGE, localdate(now())
    found = list(unread_by(actor)[start : start + PAGE + 1])
    return Inbox(
        rows=received_rows(by=actor, transmissions=found[:PAGE], moment=now()),
        numbers=numbers_of(actor),
        page=number,
        next_page=number + 1 if len(found) > PAGE else None,
        untaken=list(untaken_by(actor)[:PAGE]),
        due=list(due_files(actor, today)[:PAGE]),
        lately_read=list(read_by(actor).exclude(taken_at=None)[:READ_SHOWN]),
        notices=open_notices_for(actor).count(),
        today=today,
    )


def numbers_of(actor: Actor) -> Numbers:
    """Count and date the unit's inbox in one query."""
    late = UNREAD & Q(due_at__lte=now())
    found = received_by(actor).aggregate(
        unread=Count("pk", filter=UNREAD),
        overdue=Count("pk", filter=late),
        oldest_overdue=Min("due_at", filter=late),
        arrived=Max("sent_at"),
        read=Max("acknowledged_at"),
        taken=Max("taken_at"),
    )
    return Numbers(**found)
