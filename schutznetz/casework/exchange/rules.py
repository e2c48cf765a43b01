"""When a transmission must have been read, and what may be done with it. Pure."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from schutznetz.ground.base.working_time import Hours, after_working_time


class State(StrEnum):
    """Where a transmission stands."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True)
class Step:
    """One allowed step: from where, by which act, to where, and who may take it."""

    start: State
    act: str
    end: State
    who: str


#: The whole life of a transmission. Pictures and pages are made from this table.
STEPS = (Step(State.SENT, "acknowledge", State.ACKNOWLEDGED, "member of the receiving unit"),)


class NoBasis(Exception):
    """Nothing leaves a unit without a legal basis, a purpose and a list of fields."""


@dataclass(frozen=True)
class Disclosure:
    """What is given to whom is only half: this is why it may be given.

    `basis` and `purpose` are codes; `fields` names what leaves; `consent` says by whom, how and
    when it was given where the basis is consent. `until` ends the disclosure, if it is limited.
    `reference` is the sender's own file number, by which she finds it again.
    """

    kind: str
    basis: str
    purpose: str
    fields: tuple[str, ...]
    consent: dict[str, str] = field(default_factory=dict)
    until: str = ""
    reference: str = ""

    def as_content(self) -> dict[str, object]:
        """What the sender keeps, sealed, to account for the disclosure later."""
        return {
            "kind": self.kind,
            "basis": self.basis,
            "purpose": self.purpose,
            "fields": list(self.fields),
            "consent": dict(self.consent),
            "until": self.until,
            "reference": self.reference,
        }


def require_basis(disclosure: Disclosure) -> None:
    """Raise NoBasis unless basis, purpose and fields are all named."""
    if not (disclosure.basis and disclosure.purpose and disclosure.fields):
        raise NoBasis


def due_at(
    sent_at: datetime, *, urgent: bool, hours: Hours, urgent_minutes: int, ordinary_minutes: int
) -> datetime:
    """When a person must have read it, by the receiving unit's agreed times.

    Urgent runs by the clock, day and night: if nobody is there, it shall escalate. Ordinary runs
    in staffed time, so that Saturday's report is not "late" before anybody could read it.
    """
    if urgent:
        return sent_at + timedelta(minutes=urgent_minutes)
    return after_working_time(hours, sent_at, timedelta(minutes=ordinary_minutes))


def is_overdue(due: datetime, acknowledged_at: datetime | None, moment: datetime) -> bool:
    """Whether nobody has read it although the time is over."""
    return acknowledged_at is None and moment >= due
