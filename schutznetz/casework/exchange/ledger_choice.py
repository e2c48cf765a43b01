"""Choosing lines of the ledger. What is readable is asked in the database, the rest after opening."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.timezone import get_current_timezone

from schutznetz.casework.exchange.access import UNREAD, exchanged_by
from schutznetz.casework.exchange.ledger import Disclosure, disclosures
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.organisations.actor import Actor

#: One page of the ledger; opening is recorded, so nothing more is opened than is shown.
SHOWN: Final = 50
#: What a choice by sealed things (kind, basis, file number) opens at most to look for them.
OPENED: Final = 500

Wanted = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """A page of lines, and whether more were there than may be opened at once."""

    lines: list[Disclosure]
    page: int = 1
    more: bool = False
    capped: bool = False

    @property
    def next_page(self) -> int:
        """The number of the page with what is older."""
        return self.page + 1


def chosen(actor: Actor, wanted: Wanted) -> QuerySet[Transmission]:
    """What the readable part of the choice leaves: direction, days, the other unit, unread."""
    zone = get_current_timezone()
    found = exchanged_by(actor)
    direction, partner = wanted.get("direction"), wanted.get("partner")
    if direction:
        side = "from_unit_id" if direction == "given" else "to_unit_id"
        found = found.filter(**{side: actor.unit_id})
    if partner:
        found = found.filter(Q(from_unit_id=partner) | Q(to_unit_id=partner))
    if wanted.get("begins"):
        found = found.filter(sent_at__gte=datetime.combine(wanted["begins"], time.min, zone))
    if wanted.get("ends"):
        found = found.filter(sent_at__lte=datetime.combine(wanted["ends"], time.max, zone))
    return found.filter(UNREAD) if wanted.get("state") == "unread" else found


def pick(*, by: Actor, wanted: Wanted, page: int, today: date) -> Found:
    """One page of the ledger."""
    found, start = chosen(by, wanted), (page - 1) * SHOWN
    if not looks_inside(wanted):
        rows = list(found[start : start + SHOWN + 1])
        lines = disclosures(by=by, transmissions=rows[:SHOWN])
        return Found(lines, page, more=len(rows) > SHOWN)
    every = pick_all(by=by, wanted=wanted, today=today)
    lines = every.lines[start : start + SHOWN]
    return Found(lines, page, more=len(every.lines) > start + SHOWN, capped=every.capped)


def pick_all(*, by: Actor, wanted: Wanted, today: date) -> Found:
    """Everything that fits, as far as may be opened at once."""
    rows = list(chosen(by, wanted)[: OPENED + 1])
    opened = disclosures(by=by, transmissions=rows[:OPENED])
    lines = [line for line in opened if fits(line, wanted, today)]
    return Found(lines, capped=len(rows) > OPENED)


def looks_inside(wanted: Wanted) -> bool:
    """Whether the choice asks for something that is sealed."""
    inside = ("kind", "basis", "reference")
    return wanted.get("state") in ("over", "withdrawn") or any(wanted.get(n) for n in inside)


def fits(line: Disclosure, wanted: Wanted, today: date) -> bool:
    """Whether an opened line is what was asked for. A damaged one always is: nobody knows."""
    if line.damaged:
        return True
    reference, state = wanted.get("reference"), wanted.get("state")
    if wanted.get("kind") and (line.kind is None or line.kind.code != wanted["kind"]):
        return False
    if wanted.get("basis") and line.basis != wanted["basis"]:
        return False
    if reference and reference.casefold() not in line.reference.casefold():
        return False
    if state == "withdrawn":
        return line.is_withdrawn() or line.transmission.recalled_at is not None
    return state != "over" or line.is_over(today)
