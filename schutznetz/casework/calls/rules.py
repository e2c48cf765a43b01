"""When a caller may be believed, and how long a call or a threat stays open. Pure."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from schutznetz.ground.base.working_time import Hours, after_working_time

#: Generic codes, readable in timers and notices: they say that something waits, not what.
CALL_BACK: Final = "call_back"
WARNING: Final = "call_warning"
INCIDENT: Final = "incident"
FOLLOW_UP: Final = "incident_follow_up"

#: Staffed time until somebody has called back. A setting of the house, not law.
CALL_BACK_WITHIN = timedelta(minutes=60)
#: At this time of its day a follow-up rings.
MORNING = time(8, 0)


class State(StrEnum):
    """Where a call or a threat stands."""

    OPEN = "open"
    CLOSED = "closed"


class CalledBack(StrEnum):
    """How somebody was called back."""

    DIRECTORY = "directory"
    OTHERWISE = "otherwise"
    NO = "no"


class Outcome(StrEnum):
    """What came out of it."""

    GENUINE = "genuine"
    NOT_GENUINE = "not_genuine"
    UNCLEAR = "unclear"


class NotAllowed(Exception):
    """It is closed already."""


def require_open(state: str) -> None:
    """Raise NotAllowed for something that a colleague has closed meanwhile."""
    if state != State.OPEN:
        raise NotAllowed


def call_back_by(received_at: datetime, *, hours: Hours) -> datetime:
    """Until when somebody should have called back, in the unit's staffed time."""
    return after_working_time(hours, received_at, CALL_BACK_WITHIN)


def outcome_problem(called_back: str, outcome: str) -> str | None:
    """Whoever was not called back through the directory has not been recognised.

    The number on the display proves nothing: it can be chosen by the caller.
    """
    if outcome == Outcome.GENUINE and called_back != CalledBack.DIRECTORY:
        return "not_through_the_directory"
    return None


def warns(outcome: str) -> bool:
    """Whether the colleagues are told at once, so that the next one who picks up knows."""
    return outcome == Outcome.NOT_GENUINE


def next_date_problem(wanted: date, *, today: date) -> str | None:
    """The code of what is wrong with a follow-up date; further than a year is a slip of the pen."""
    if wanted < today:
        return "in_past"
    return "too_far" if wanted > today + timedelta(days=366) else None


def day_problem(happened_on: date, *, today: date) -> str | None:
    """The code of what is wrong with the day of a threat."""
    return "in_future" if happened_on > today else None


def rings_at(next_on: date, *, hours: Hours) -> datetime:
    """When a follow-up is due on its day, local time."""
    return datetime.combine(next_on, MORNING, hours.zone)
