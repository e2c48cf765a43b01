"""Rows and pages about transmissions. Opens only what is shown, all of a page at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from schutznetz.casework.attachments.access import attachments_on
from schutznetz.casework.attachments.presenters import AttachmentRow, attachment_rows
from schutznetz.casework.exchange.access import (
    breaches_of,
    received_by,
    withdrawals_of,
)
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.kinds import Part, kind_for
from schutznetz.casework.exchange.ledger import Disclosure, disclosures
from schutznetz.casework.exchange.models import Breach, Transmission, Withdrawal
from schutznetz.casework.exchange.rules import Relation, is_overdue
from schutznetz.casework.exchange.sentences import Mark, fate, reasons, sentence_html
from schutznetz.casework.exchange.words import relation_in_words
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_file, open_files
from schutznetz.ground.vault.file import OpenFile
from schutznetz.ground.vault.sealed import Unopenable


@dataclass(frozen=True)
class ReceivedRow:
    """A line of the inbox: enough to choose what to open first, and no name.

    `damaged` rows could not be opened. They stay on the list: a report that nobody can read must
    not look like no report.
    """

    transmission: Transmission
    overdue: bool
    damaged: bool = True
    kind_name: str = ""
    weekday: str = ""
    children: bool = False
    danger: str = "unknown"
    #: The code of the transmission that this one changes, if it is a follow-up.
    about: str = ""


@dataclass(frozen=True)
class SentRow:
    """A line of what the station has sent."""

    transmission: Transmission
    reference: str
    overdue: bool


def received_rows(
    *, by: Actor, transmissions: Iterable[Transmission], moment: datetime
) -> list[ReceivedRow]:
    """Open the headers of one page of the inbox."""
    page = list(transmissions)
    files = open_files(
        by=by, file_ids=[each.file_id for each in page if each.file_id], purpose="list_inbox"
    )
    return [
        _received_row(each, files.get(each.file_id) if each.file_id else None, moment)
        for each in page
    ]


def _received_row(
    transmission: Transmission, file: OpenFile | None, moment: datetime
) -> ReceivedRow:
    overdue = is_overdue(transmission.due_at, transmission.acknowledged_at, moment)
    header = _content(file, transmission, "sealed_header")
    if header is None:
        return ReceivedRow(transmission, overdue)
    weekday, first = header.get("weekday"), transmission.follows
    relation = str(header.get("relation", ""))
    return ReceivedRow(
        transmission=transmission,
        overdue=overdue,
        damaged=False,
        kind_name=relation_in_words(relation)
        if relation
        else str(kind_for(str(header["kind"])).name),
        about=first.code if first else "",
        weekday=str(WEEKDAYS[weekday]) if isinstance(weekday, int) else "",
        children=bool(header.get("children")),
        danger=str(header.get("danger", "unknown")),
    )


def sent_rows(*, by: Actor, transmissions: Iterable[Transmission]) -> list[SentRow]:
    """Open the sender's own part of one page of sent transmissions."""
    page, moment = list(transmissions), now()
    files = open_files(by=by, file_ids=[each.stub_file_id for each in page], purpose="list_sent")
    rows = []
    for each in page:
        stub = _content(files.get(each.stub_file_id), each, "sealed_stub") or {}
        overdue = is_overdue(each.due_at, each.acknowledged_at, moment)
        rows.append(SentRow(each, str(stub.get("reference", "")), overdue))
    return rows


@dataclass(frozen=True)
class AnswerRow:
    """A line of what was sent to a station: which of its own reports it belongs to."""

    transmission: Transmission
    kind_name: str
    reference: str
    overdue: bool
    damaged: bool


def answer_rows(*, by: Actor, transmissions: Iterable[Transmission]) -> list[AnswerRow]:
    """Open the lines of what was sent to the unit, and its own stubs of what it belongs to."""
    page, moment = list(transmissions), now()
    lines = disclosures(by=by, transmissions=page)
    firsts = {each.follows_id: each.follows for each in page if each.follows}
    stubs = disclosures(by=by, transmissions=firsts.values())
    references = {stub.transmission.pk: stub.reference for stub in stubs if stub.given}
    return [
        AnswerRow(
            transmission=line.transmission,
            kind_name=str(line.kind.name) if line.kind else _("Mitteilung"),
            reference=references.get(line.transmission.follows_id or line.transmission.pk, ""),
            overdue=is_overdue(line.transmission.due_at, line.transmission.acknowledged_at, moment),
            damaged=line.damaged,
        )
        for line in lines
    ]


@dataclass(frozen=True)
class Answer:
    """A coded answer to something this unit has sent, opened."""

    transmission: Transmission
    parts: list[Part]


def answers_to(*, by: Actor, transmission: Transmission) -> list[Answer]:
    """Open the feedback to one transmission, newest first; each reading is recorded."""
    after = list(
        received_by(by).filter(follows=transmission, shredded_at=None).order_by("-sent_at")
    )
    lines = disclosures(by=by, transmissions=after) if after else []
    coded = [line.transmission for line in lines if line.relation == Relation.FEEDBACK]
    return [Answer(each, parts_of(read_transmission(by=by, transmission=each))) for each in coded]


@dataclass(frozen=True)
class Duties:
    """What somebody of the unit has to decide or to complete, apart from reading."""

    withdrawals: list[Withdrawal]
    breaches: list[Breach]
    moment: datetime

    def __bool__(self) -> bool:
        return bool(self.withdrawals or self.breaches)


def duties_of(actor: Actor) -> Duties:
    """The open withdrawals and records of the actor's unit; opens nothing."""
    return Duties(
        withdrawals=list(withdrawals_of(actor).filter(decided_at=None)),
        breaches=list(breaches_of(actor).filter(completed_at=None)),
        moment=now(),
    )


@dataclass(frozen=True)
class LedgerRow:
    """A line of the ledger in words."""

    line: Disclosure
    sentence: str
    reasons: list[str]
    marks: list[Mark]
    address: str

    @property
    def key(self) -> str:
        """What a box for this line sends."""
        return str(self.line.transmission.pk)


def ledger_rows(lines: Iterable[Disclosure], today: date) -> list[LedgerRow]:
    """The lines as the page shows them; each leads to its own page."""
    return [
        LedgerRow(
            line=line,
            sentence=sentence_html(line),
            reasons=reasons(line, today),
            marks=fate(line, today),
            address=_address(line),
        )
        for line in lines
    ]


def _address(line: Disclosure) -> str:
    name = "exchange:sent" if line.given else "exchange:received"
    return reverse(name, args=[line.transmission.pk])


def _content(
    file: OpenFile | None, transmission: Transmission, field: str
) -> dict[str, object] | None:
    """One sealed field, or None if it does not open; a list must survive a damaged row."""
    if file is None:
        return None
    try:
        return file.open(transmission, field)
    except Unopenable:
        return None


def attachments_with(*, by: Actor, transmission: Transmission) -> list[AttachmentRow]:
    """The papers that came with it, by name; opens nothing where there are none."""
    file_id = transmission.file_id
    if file_id is None or not attachments_on(by, file_id).exists():
        return []
    return attachment_rows(by=by, file=open_file(by=by, file_id=file_id, purpose="read"))


def parts_of(body: dict[str, object]) -> list[Part]:
    """An opened content, section by section, as its kind shows it."""
    return kind_for(str(body["kind"])).parts(body)
