"""When a transmission must have been read, and what may be done with it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from schutznetz.ground.base.working_time import Hours, after_working_time
from schutznetz.ground.organisations.rules import Mentioned


class State(StrEnum):
    """Where a transmission stands."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    TAKEN = "taken"
    HANDED_ON = "handed_on"
    DECLINED = "declined"
    RECALLED = "recalled"
    SHREDDED = "shredded"


@dataclass(frozen=True)
class Step:
    """One allowed step: from where, by which act, to where, and who may take it."""

    start: State
    act: str
    end: State
    who: str


RECEIVERS: Final = "members of the receiving unit"
SENDERS: Final = "members of the sending unit"
#: Its content can still be opened by the receiving unit.
READABLE: Final = (
    State.SENT,
    State.ACKNOWLEDGED,
    State.ACCEPTED,
    State.TAKEN,
    State.HANDED_ON,
)
#: The whole life of a transmission. Pictures and pages are made from this table.
STEPS: Final = (
    Step(State.SENT, "acknowledge", State.ACKNOWLEDGED, RECEIVERS),
    *(
        Step(state, act, end, RECEIVERS)
        for state in (State.SENT, State.ACKNOWLEDGED)
        for act, end in (
            ("accept", State.ACCEPTED),
            ("decline", State.DECLINED),
            ("take", State.TAKEN),
            ("hand_on", State.HANDED_ON),
        )
    ),
    Step(State.ACCEPTED, "take", State.TAKEN, RECEIVERS),
    Step(State.ACCEPTED, "hand_on", State.HANDED_ON, RECEIVERS),
    *(Step(state, "recall", State.RECALLED, SENDERS) for state in READABLE),
    *(Step(state, "shred", State.SHREDDED, RECEIVERS) for state in READABLE),
)
#: Who answers for it where it stands; after the end: who answers for its having ended.
RESPONSIBLE: Final = {
    State.SENT: RECEIVERS,
    State.ACKNOWLEDGED: RECEIVERS,
    State.ACCEPTED: RECEIVERS,
    State.TAKEN: RECEIVERS,
    State.HANDED_ON: RECEIVERS,
    State.DECLINED: SENDERS,
    State.RECALLED: SENDERS,
    State.SHREDDED: RECEIVERS,
}


class NotAllowed(Exception):
    """The step does not lead anywhere from where the transmission stands."""


@dataclass(frozen=True)
class Marks:
    """What has been noted on a transmission; its state follows from it."""

    acknowledged: bool = False
    taken: bool = False
    handed_on: bool = False
    answer: str = ""
    recalled: bool = False
    shredded: bool = False


def state_of(marks: Marks) -> State:
    """Where a transmission with these marks stands; what came last in its life decides."""
    noted = (
        (marks.recalled, State.RECALLED),
        (marks.answer == Answer.DECLINED, State.DECLINED),
        (marks.shredded, State.SHREDDED),
        (marks.handed_on, State.HANDED_ON),
        (marks.taken, State.TAKEN),
        (marks.answer == Answer.ACCEPTED, State.ACCEPTED),
        (marks.acknowledged, State.ACKNOWLEDGED),
    )
    return next((state for is_so, state in noted if is_so), State.SENT)


def require_step(state: str, act: str) -> State:
    """The state that `act` leads to from `state`; raises NotAllowed if it leads nowhere."""
    for step in STEPS:
        if step.start == state and step.act == act:
            return step.end
    raise NotAllowed


class Answer(StrEnum):
    """What a centre says to an offered hand-over; nothing as long as it has not said anything."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


def responsible_for_offered(answer: str) -> str:
    """Which side of an offer answers for what was offered: exactly one of the two, always."""
    return RECEIVERS if answer == Answer.ACCEPTED else SENDERS


class Relation(StrEnum):
    """What a later transmission is to the one it follows. Sealed wherever it is stored."""

    SUPPLEMENT = "supplement"
    CORRECTION = "correction"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    RECALL = "recall"
    HANDOVER_ANSWER = "handover_answer"
    FEEDBACK = "feedback"


#: Follow-ups that carry content about a person; the others only tell what has happened.
CARRYING: Final = (Relation.SUPPLEMENT, Relation.CORRECTION)


class StillKept(Exception):
    """A file of the unit still holds what was recalled; nobody can confirm that nothing was kept."""


class OfferedAlready(Exception):
    """The same thing is on offer at another centre, which has not answered yet."""


class SentBefore(Exception):
    """The same token has sent something else before."""


@dataclass(frozen=True)
class Concerned:
    """Whom a report is about, as far as a conflict of interest needs it.

    `said_so` is the sender's own answer that somebody concerned works in the network or is related
    to somebody there.
    """

    people: tuple[Mentioned, ...] = ()
    said_so: bool = False


class NoBasis(Exception):
    """Nothing leaves a unit without a legal basis, a purpose and a list of fields."""


#: What both sides know of a disclosure, and of the consent it rests on.
SHARED: Final[tuple[str, ...]] = ("kind", "basis", "purpose", "fields", "until", "relation")
SHARED_CONSENT: Final[tuple[str, ...]] = ("how", "at", "by", "language")


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
    relation: str = ""
    #: Why it was given although nobody agreed, and who else looked at it, where the basis asks for it.
    weighing: str = ""
    second: str = ""
    #: What a hand-over offers, for the one who offers: "case:…" or "transmission:…".
    subject: str = ""

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
            "relation": self.relation,
            "weighing": self.weighing,
            "second": self.second,
            "subject": self.subject,
        }

    def as_account(self) -> dict[str, object]:
        """What the recipient gets, sealed in her line, to account for it too: named one by one.

        The sender's own references and reasons stay with the sender.
        """
        content = self.as_content()
        shared: dict[str, object] = {name: content[name] for name in SHARED if name in content}
        kept = {name: self.consent[name] for name in SHARED_CONSENT if name in self.consent}
        return {**shared, "consent": kept}


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


def is_over(until: date | None, today: date) -> bool:
    """Whether a disclosure that was given for a time has come to its end; the last day counts."""
    return until is not None and until < today


def sounds_like_consent(basis: str) -> bool:
    """Whether a basis the network no longer names rested on consent, going by its code."""
    return "consent" in basis


def consent_ref(stub: Mapping[str, object], own: str) -> str:
    """What the same consent is known by; one that was used once, by the id of its one transmission."""
    consent = stub.get("consent")
    ref = consent.get("ref", "") if isinstance(consent, dict) else ""
    return str(ref or own)


def consent_covers(consent: Mapping[str, object]) -> bool:
    """Whether a consent was given, and for this recipient too; unknown is not a yes."""
    return consent.get("how") in ("written", "verbal") and consent.get("covers") == "yes"


#: Art. 33 of the General Data Protection Regulation: to the authority within 72 hours of knowing.
BREACH_HOURS: Final = 72
#: So long before the end somebody is told that the record is still open.
BREACH_WARNING_HOURS: Final = 24


def breach_due(known_at: datetime) -> datetime:
    """Until when the authority must know of a breach, by the clock, weekends included."""
    return known_at + timedelta(hours=BREACH_HOURS)


def breach_warning(known_at: datetime) -> datetime:
    """When the unit is reminded of a record that is not complete."""
    return breach_due(known_at) - timedelta(hours=BREACH_WARNING_HOURS)
