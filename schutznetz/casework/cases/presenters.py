"""How a case file reads on screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from schutznetz.casework.cases.actions import CONTACT
from schutznetz.casework.cases.codes import Channel, Outcome, Result
from schutznetz.casework.cases.forms import ContactForm
from schutznetz.casework.exchange.kinds import Part
from schutznetz.casework.exchange.presenters import parts_of

Entry = Mapping[str, object]


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    at: Any
    words: str
    by: str
    tone: str = ""


def events_of(entries: list[dict[str, object]]) -> list[Event]:
    """The timeline, one line each, newest first."""
    return [Event(each["at"], _words(each), str(each["by"]), _tone(each)) for each in entries]


def report_parts(entries: list[dict[str, object]]) -> list[Part]:
    """The report the file began with, without its contact data.

    Number and rules stand in one place only, the file's own contact data: the report's may have
    become unsafe since.
    """
    for entry in entries:
        body = entry.get("body")
        if entry.get("kind") == "report" and isinstance(body, dict):
            fields = body.get("fields")
            known = fields if isinstance(fields, dict) else {}
            kept = {name: value for name, value in known.items() if name not in CONTACT}
            return parts_of({**body, "fields": kept})
    return []


def contact_rows(contact: Mapping[str, object]) -> list[tuple[str, str]]:
    """Number and rules, always together."""
    rows = []
    for name, field in ContactForm.base_fields.items():
        value = contact.get(name)
        if value not in (None, "", False):
            rows.append((str(field.label), _("ja") if value is True else str(value)))
    return rows


def _attempt(entry: Entry) -> str:
    channel, result = Channel(str(entry["channel"])), Result(str(entry["result"]))
    return f"{channel.label}: {result.label}"


def _next_date(entry: Entry) -> str:
    day = date_format(date.fromisoformat(str(entry["on"])), "D, j. F")
    return _("Wiedervorlage auf %(day)s gelegt") % {"day": day}


def _closed(entry: Entry) -> str:
    return f"{_('Geschlossen')}: {Outcome(str(entry['outcome'])).label}"


#: One sentence per kind of entry; a kind without one would be a line nobody understands.
SENTENCES: dict[str, Callable[[Entry], str]] = {
    "report": lambda entry: _("Meldung %(code)s übernommen") % {"code": entry["code"]},
    "attempt": _attempt,
    "next_date": _next_date,
    "assigned": lambda entry: _("Übergeben an %(name)s") % {"name": entry["name"]},
    "closed": _closed,
    "reopened": lambda entry: _("Wieder geöffnet"),
    "contact_unsafe": lambda entry: _("Kontaktdaten gelten nicht mehr"),
    "contact_confirmed": lambda entry: _("Kontaktdaten bestätigt"),
}


def _words(entry: Entry) -> str:
    sentence = SENTENCES[str(entry["kind"])](entry)
    return f"{sentence} – {entry['note']}" if entry.get("note") else sentence


def _tone(entry: Entry) -> str:
    if entry.get("kind") == "contact_unsafe":
        return "danger"
    return "done" if entry.get("result") == "spoken" else ""
