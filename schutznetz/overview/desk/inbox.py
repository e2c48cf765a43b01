"""The inbox of a receiving unit: unread first, urgent before ordinary, then by due time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schutznetz.casework.cases.access import may_take
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
from schutznetz.overview.desk.today import Files, files_today
from schutznetz.overview.desk.weekend import Weekend, arrived_while_closed, weekend_of

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
    takeable: frozenset[UUID]
    weekend: Weekend | None
    files: Files
    lately_read: list[Transmission]
    notices: int
    today: date

    def in_words(self) -> str:
        """The first line of the page: "3 Meldungen sind ungelesen, 2 Fristen enden heute."."""
        unread, due = self.numbers.unread, len(self.files.own)
        if not unread and not due:
            return _("Im Augenblick wartet nichts auf Sie.")
        reports = ngettext(
            "%(count)s Meldung ist ungelesen", "%(count)s Meldungen sind ungelesen", unread
        ) % {"count": unread}
        dates = ngettext(
            "bei Ihnen ist %(count)s Akte fällig", "bei Ihnen sind %(count)s Akten fällig", due
        ) % {"count": due}
        return _("%(reports)s, %(dates)s.") % {"reports": reports, "dates": dates}


def inbox_of(actor: Actor, *, page: str = "") -> Inbox:
    """One page of the inbox; opens the headers of the rows it counts or shows and no others."""
    number = int(page) if page.isdecimal() and int(page) > 0 else 1
    start, today = (number - 1) * PAGE, localdate(now())
    found = list(unread_by(actor)[start : start + PAGE + 1])
    since, lately = arrived_while_closed(actor)
    opened = _opened(actor, [*found[:PAGE], *lately])
    return Inbox(
        rows=[opened[each.pk] for each in found[:PAGE]],
        numbers=numbers_of(actor),
        page=number,
        next_page=number + 1 if len(found) > PAGE else None,
        untaken=list(untaken_by(actor).filter(follows=None)[:PAGE]),
        takeable=frozenset(each.pk for each in found if may_take(actor, each)),
        weekend=weekend_of(since, [opened[each.pk] for each in lately]),
        files=files_today(actor),
        lately_read=list(read_by(actor).exclude(taken_at=None)[:READ_SHOWN]),
        notices=open_notices_for(actor).count(),
        today=today,
    )


def _opened(actor: Actor, transmissions: list[Transmission]) -> dict[UUID, ReceivedRow]:
    once = list({each.pk: each for each in transmissions}.values())
    rows = received_rows(by=actor, transmissions=once, moment=now())
    return {row.transmission.pk: row for row in rows}


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
