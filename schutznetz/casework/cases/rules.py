"""The life of a case file: its states, its next date, what an attempt to reach somebody means. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from schutznetz.ground.base.working_time import Hours, after_working_time, next_staffed


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
#: Closing is never the end: she may call again in May, without having to explain herself. What
#: is only written more correctly does not open a file again.
STEPS = (
    Step(State.OPEN, "join_case", State.OPEN, MEMBERS),
    Step(State.OPEN, "record_attempt", State.OPEN, MEMBERS),
    Step(State.OPEN, "write_note", State.OPEN, MEMBERS),
    Step(State.OPEN, "attach_to_case", State.OPEN, MEMBERS),
    Step(State.OPEN, "set_next_date", State.OPEN, MEMBERS),
    Step(State.OPEN, "assign_case", State.OPEN, MEMBERS),
    Step(State.OPEN, "record_return", State.OPEN, MEMBERS),
    Step(State.OPEN, "mark_contact_unsafe", State.OPEN, MEMBERS),
    Step(State.OPEN, "confirm_contact", State.OPEN, MEMBERS),
    Step(State.OPEN, "correct_person", State.OPEN, MEMBERS),
    Step(State.OPEN, "add_follow_up", State.OPEN, MEMBERS),
    Step(State.CLOSED, "add_follow_up", State.CLOSED, MEMBERS),
    Step(State.OPEN, "close_case", State.CLOSED, MEMBERS),
    Step(State.CLOSED, "reopen_case", State.OPEN, MEMBERS),
    Step(State.CLOSED, "join_case", State.OPEN, MEMBERS),
    Step(State.CLOSED, "mark_contact_unsafe", State.CLOSED, MEMBERS),
    Step(State.CLOSED, "correct_person", State.CLOSED, MEMBERS),
    Step(State.OPEN, "delete_recalled", State.OPEN, MEMBERS),
    Step(State.CLOSED, "delete_recalled", State.CLOSED, MEMBERS),
)


class NotAllowed(Exception):
    """The step does not lead anywhere from where the file stands."""


class TooFew(Exception):
    """A file needs two people at least who may open it, and whoever decides that is one of them."""


class Outdated(Exception):
    """Somebody has changed the file since the form was opened."""


class VoicemailRefused(Exception):
    """She has asked that nothing be left on a voicemail."""


def require_step(state: str, act: str) -> State:
    """The state that `act` leads to from `state`; raises NotAllowed if it leads nowhere."""
    for step in STEPS:
        if step.start == state and step.act == act:
            return step.end
    raise NotAllowed


def first_contact_by(received_at: datetime, *, hours: Hours, minutes: int) -> datetime:
    """Until when somebody should have spoken with her, in the unit's staffed time.

    The span is agreed in the network: Leipzig says "as fast as possible", Bavaria within three
    days (domain.md 2a); it is a setting, not law. It counts from the report, not from the taking.
    """
    return after_working_time(hours, received_at, timedelta(minutes=minutes))


def next_date_rings(next_on: date, hours: Hours) -> datetime:
    """When a next date that nobody kept starts to ring: the first staffed moment after its day."""
    over = datetime.combine(next_on + timedelta(days=1), time.min, hours.zone)
    return next_staffed(hours, over) or over


def suggested_date(moment: datetime, *, urgent: bool, hours: Hours) -> date:
    """The day of the first attempt if nobody says another: today if urgent, else the next working day."""
    today = moment.astimezone(hours.zone).date()
    if urgent:
        return today
    tomorrow = datetime.combine(today + timedelta(days=1), time.min, hours.zone)
    return (next_staffed(hours, tomorrow) or tomorrow).astimezone(hours.zone).date()


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


def incident_number(reports: int, earlier: int | None) -> int:
    """The how-manieth incident this is at least: by the unit's own reports, or by what police count."""
    return max(reports, (earlier or 0) + 1)


def in_time(due: datetime | None, moment: datetime) -> str:
    """Whether a first contact was within the agreed time: yes, no or unknown."""
    if due is None:
        return "unknown"
    return "yes" if moment <= due else "no"
