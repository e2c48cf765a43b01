"""When two counts agree, and what is left to do for whom. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from schutznetz.ground.base.working_time import Hours, next_staffed

#: More papers than this in one week are a slip of the pen.
MOST: Final = 999
#: When somebody should have looked, on the Monday after.
NOON: Final = time(12, 0)


class Reason(StrEnum):
    """What a difference was; coded, so that no word about a person crosses over."""

    LATER = "later"
    OTHER_WEEK = "other_week"
    TWICE = "twice"
    ELSEWHERE = "elsewhere"
    SENT_AGAIN = "sent_again"
    TALKED = "talked"


class Standing(StrEnum):
    """Where a comparison stands for one side."""

    OWN_MISSING = "own_missing"
    OTHER_MISSING = "other_missing"
    AGREED = "agreed"
    DIFFERENT = "different"
    OTHER_UNSETTLED = "other_unsettled"
    SETTLED = "settled"


@dataclass(frozen=True)
class Said:
    """What one side has said: its papers, and whether it calls the difference settled."""

    papers: int | None = None
    settled: bool = False


def standing(own: Said, other: Said) -> Standing:
    """Where the comparison stands, seen from one side."""
    if own.papers is None:
        return Standing.OWN_MISSING
    if other.papers is None:
        return Standing.OTHER_MISSING
    if own.papers == other.papers:
        return Standing.AGREED
    if not own.settled:
        return Standing.DIFFERENT
    return Standing.SETTLED if other.settled else Standing.OTHER_UNSETTLED


def waits_for_own(own: Said, other: Said) -> bool:
    """Whether this side has something to do."""
    return standing(own, other) in (Standing.OWN_MISSING, Standing.DIFFERENT)


def is_done(one: Said, other: Said) -> bool:
    """Whether both agree or have settled their difference; then nothing of it changes any more."""
    return standing(one, other) in (Standing.AGREED, Standing.SETTLED)


def last_monday(today: date) -> date:
    """The Monday of the week before the one of `today`: the last week that is over."""
    return today - timedelta(days=today.weekday() + 7)


def span_of(monday: date, hours: Hours) -> tuple[datetime, datetime]:
    """First moment of the week and first moment after it, local time."""
    begins = datetime.combine(monday, time.min, hours.zone)
    return begins, datetime.combine(monday + timedelta(days=7), time.min, hours.zone)


def due_at(monday: date, hours: Hours) -> datetime:
    """Monday noon after the week, or when somebody is there next: no lead is told on a holiday."""
    noon = datetime.combine(monday + timedelta(days=7), NOON, hours.zone)
    return next_staffed(hours, noon) or noon
