"""The inbox of a receiving unit: unread first, urgent before ordinary, then by due time."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from schutznetz.casework.exchange.access import read_by, received_by, unread_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.presenters import ReceivedRow, received_rows
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.access import open_notices_for
from schutznetz.ground.organisations.actor import Actor

PAGE = 50
READ_SHOWN = 10


@dataclass(frozen=True)
class Inbox:
    """What the page shows. `stamp` changes whenever the page would."""

    rows: list[ReceivedRow]
    overdue: int
    unread: int
    next_page: int | None
    page: int
    lately_read: list[Transmission]
    notices: int
    oldest_overdue: datetime | None
    stamp: str


def inbox_of(actor: Actor, *, page: str = "") -> Inbox:
    """One page of the inbox; opens the headers of the rows it shows and no others."""
    number = int(page) if page.isdecimal() and int(page) > 0 else 1
    moment = now()
    waiting = unread_by(actor)
    start = (number - 1) * PAGE
    found = list(waiting[start : start + PAGE + 1])
    overdue = waiting.filter(due_at__lte=moment).order_by("due_at")
    numbers = overdue.aggregate(count=Count("pk"))
    first = overdue.first()
    return Inbox(
        rows=received_rows(by=actor, transmissions=found[:PAGE], moment=moment),
        overdue=numbers["count"],
        unread=waiting.count(),
        next_page=number + 1 if len(found) > PAGE else None,
        page=number,
        lately_read=list(read_by(actor)[:READ_SHOWN]),
        notices=open_notices_for(actor).count(),
        oldest_overdue=first.due_at if first else None,
        stamp=stamp_of(actor),
    )


def stamp_of(actor: Actor) -> str:
    """Changes when something arrives, is read, or falls due; costs one query and opens nothing."""
    found = received_by(actor).aggregate(
        unread=Count("pk", filter=Q(acknowledged_at=None)),
        overdue=Count("pk", filter=Q(acknowledged_at=None, due_at__lte=now())),
        arrived=Max("sent_at"),
        read=Max("acknowledged_at"),
    )
    return "-".join(
        str(int(value.timestamp() * 1000)) if isinstance(value, datetime) else str(value or 0)
        for value in found.values()
    )
