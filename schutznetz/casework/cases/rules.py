"""The life of a case file: its states, its next date, what an attempt to reach somebody means. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from schutznetz.ground.base.working_time import Hours, after_working_time


class State(StrEnum):
    """Where a file stands."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Step:
    """One allowed step of a file and who may take it."""

    start: State
    act: str
    end: State
    who: str


MEMBERS: Final = "members of the unit"
#: Closing is never the end: she may call again in May, without having to explain herself.
STEPS = (
    Step(State.OPEN, "record_attempt", State.OPEN, MEMBERS),
    Step(State.OPEN, "set_next_date", State.OPEN, MEMBERS),
    Step(State.OPEN, "assign", State.OPEN, MEMBERS),
    Step(State.OPEN, "close", State.CLOSED, MEMBERS),
    Step(State.CLOSED, "reopen", State.OPEN, MEMBERS),
)


class NotAllowed(Exception):
    """The step does not lead anywhere from where the file stands."""


def require_step(state: str, act: str) -> State:
    """The state that `act` leads to from `state`; raises NotAllowed if it leads nowhere."""
    for step in STEPS:
        if step.start == state and step.act == act:
            return step.end
    raise NotAllowed


def first_contact_by(received_at: datetime, *, hours: Hours, minutes: int) -> datetime:
    """Until when somebody should have tried to reach her, in the unit's staffed time.

    The span is agreed in the network: Leipzig says "as fast as possible", Bavaria within three
    days (domain.md 2a); it is a setting, not law.
    """
    return after_working_time(hours, received_at, timedelta(minutes=minutes))


def next_date_problem(wanted: date, *, today: date) -> str | None:
    """The code of what is wrong with a next date, or None. Further than a year is a slip of the pen."""
    if wanted < today:
        return "in_past"
    if wanted > today + timedelta(days=366):
        return "too_far"
    return None


def without_contact_since(last_contact: date | None, opened: date, today: date) -> int:
    """Days since anybody last spoke with her; counted from the opening if nobody ever did."""
    return (today - (last_contact or opened)).days
