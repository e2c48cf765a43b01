"""How calls and threats read on screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from schutznetz.casework.calls.access import due_threats_of, open_calls_of, warnings_for
from schutznetz.casework.calls.actions import read_calls
from schutznetz.casework.calls.codes import CalledBack, ClaimedAs, How, Outcome, Police
from schutznetz.casework.calls.models import Call, Threat
from schutznetz.casework.calls.rules import INCIDENT
from schutznetz.casework.calls.rules import Outcome as Result
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.duties import duty_for
from schutznetz.ground.organisations.actor import Actor

Content = Mapping[str, object]
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Warned:
    """A notice that this member has not yet answered."""

    words: str
    url_name: str
    subject_id: Any
    at: datetime


@dataclass(frozen=True)
class OnTheDesk:
    """What of calls and threats must happen today. Nothing is opened for it."""

    warnings: list[Warned]
    calls: list[Call]
    threats: list[Threat]
    moment: datetime

    def __bool__(self) -> bool:
        return bool(self.warnings or self.calls or self.threats)


@dataclass(frozen=True)
class Row:
    """A call in the list, opened as far as it can be told apart."""

    call: Call
    claimed: str
    outcome: str
    tone: str


def on_the_desk(actor: Actor) -> OnTheDesk:
    """Warnings for this member, call-backs and follow-ups of her unit."""
    moment = now()
    return OnTheDesk(
        warnings=[
            Warned(
                str(duty_for(notice.code).words),
                "calls:threat" if notice.code == INCIDENT else "calls:opened",
                notice.subject_id,
                notice.created_at,
            )
            for notice in warnings_for(actor)
        ],
        calls=list(open_calls_of(actor)),
        threats=list(due_threats_of(actor, localdate(moment))),
        moment=moment,
    )


def rows_of(actor: Actor, calls: list[Call]) -> list[Row]:
    """Calls for the list; one that does not open says so."""
    return [_row(call, content) for call, content in read_calls(by=actor, calls=calls)]


def call_facts(content: Content) -> Pairs:
    """What was noted when the phone rang."""
    unit = " – ".join(
        str(content[name]) for name in ("directory_name", "directory_phone") if name in content
    )
    return [
        (_("Gibt sich aus als"), _word(ClaimedAs, content.get("claimed_as"))),
        (_("Genannter Name"), _text(content, "claimed_name")),
        (_("Laut Verzeichnis"), unit or _("steht nicht im Verzeichnis")),
        (_("Angezeigte Nummer"), _text(content, "number_shown")),
        (_("Wollte wissen"), _text(content, "asked")),
    ]


def answer_of(content: Content) -> Content | None:
    """What came out of calling back, once somebody has settled it."""
    answer = content.get("answer")
    return answer if isinstance(answer, dict) else None


def answer_facts(answer: Content) -> Pairs:
    """The answer in words."""
    return [
        (_("Zurückgerufen"), _word(CalledBack, answer.get("called_back"))),
        (_("Wann"), _moment(str(answer.get("called_at") or ""))),
        (_("Eindruck"), _word(Outcome, answer.get("outcome"))),
        (_("Notiz"), _text(answer, "note")),
        (_("Abgeschlossen von"), _text(answer, "by")),
    ]


def threat_facts(content: Content) -> Pairs:
    """What was noted about a threat."""
    day = date_format(date.fromisoformat(str(content["happened_on"])), "D, j. F Y")
    return [
        (_("Wann"), " ".join(each for each in (day, _text(content, "happened_at")) if each)),
        (_("Wie"), _word(How, content.get("how"))),
        (_("Gegen wen"), _text(content, "against")),
        (_("Von wem"), _text(content, "by_whom")),
        (_("Gesagt oder getan"), _text(content, "wording")),
        (_("Mitbekommen hat es"), _text(content, "witnesses")),
        (_("Polizei"), _word(Police, content.get("police"))),
        (_("Zum Schutz getan"), _text(content, "measures")),
        (_("Notiert von"), _text(content, "by")),
    ]


def threat_events(content: Content) -> list[dict[str, object]]:
    """What was done since, newest first."""
    entries = content.get("entries")
    return [
        {
            "at": datetime.fromisoformat(str(entry["at"])),
            "words": _("Erledigt: %(note)s") % entry
            if entry["kind"] == "closed"
            else entry["note"],
            "by": entry["by"],
            "tone": "done" if entry["kind"] == "closed" else "",
        }
        for entry in reversed(entries if isinstance(entries, list) else [])
    ]


def _row(call: Call, content: Content | None) -> Row:
    if content is None:
        return Row(call, _("Lässt sich nicht öffnen"), "", "danger")
    outcome = str((answer_of(content) or {}).get("outcome", ""))
    tone = {Result.GENUINE: "done", Result.NOT_GENUINE: "danger"}
    words = _word(Outcome, outcome) if outcome else ""
    name = _word(ClaimedAs, content.get("claimed_as"))
    return Row(call, name, words, {str(k): v for k, v in tone.items()}.get(outcome, "calm"))


def _word(choices: type[TextChoices], code: object) -> str:
    return str(choices(str(code)).label) if code in choices.values else ""


def _text(content: Content, name: str) -> str:
    return str(content.get(name) or "")


def _moment(iso: str) -> str:
    return date_format(localtime(datetime.fromisoformat(iso)), "D, j. F, H:i") if iso else ""
