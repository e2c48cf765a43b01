"""How a case file reads on screen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schutznetz.casework.cases.codes import Asked, Channel, Outcome, Recalled, Result
from schutznetz.casework.cases.forms.changes import ContactForm
from schutznetz.casework.cases.head import CONTACT, Joined
from schutznetz.casework.cases.manners import Manner
from schutznetz.casework.cases.rules import incident_number
from schutznetz.casework.exchange.kinds import Part
from schutznetz.casework.exchange.presenters import parts_of
from schutznetz.casework.exchange.rules import Relation
from schutznetz.casework.persons.rules import Person, Sign
from schutznetz.casework.referrals.presenters import value_of

Entry = Mapping[str, Any]

SIGNS = {
    Sign.SAME: gettext_lazy("Name und Geburtsdatum"),
    Sign.SWAPPED: gettext_lazy("Name, und Tag und Monat der Geburt vertauscht"),
    Sign.CHANGED_NAME: gettext_lazy("Vorname und Geburtsdatum, anderer Nachname"),
    Sign.SOUNDS_BIRTH: gettext_lazy("ähnlicher Nachname und Geburtsdatum"),
    Sign.SOUNDS_YEAR: gettext_lazy("ähnlicher Name und Geburtsjahr"),
    Sign.PHONE: gettext_lazy("Telefonnummer"),
}
#: The questions before an attempt, once they are answered.
ANSWERED = {
    "overheard": gettext_lazy("jemand hört mit"),
    "is_back": gettext_lazy("ist zurück"),
    "tracked": gettext_lazy("Ortung oder geteilte Konten"),
}


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    at: Any
    words: str
    by: str
    tone: str = ""


@dataclass(frozen=True)
class ContactRow:
    """One answer on how to reach the person; `dial` is the number if it may be called."""

    name: str
    label: str
    value: str
    dial: str = ""


def events_of(lines: Iterable[Entry]) -> list[Event]:
    """The timeline, one line each, newest first."""
    return [Event(each["at"], _words(each), str(each["by"]), _tone(each)) for each in lines]


def name_of(person: Person) -> str:
    """Whom the file is about; known by the file's code alone while no name was said."""
    return f"{person.first_name} {person.last_name}".strip()


def report_parts(line: Entry | None) -> list[Part]:
    """A report of the file without contact data.

    Number and rules stand in one place only, the file's own contact data: the report's may have
    become unsafe since.
    """
    return _parts(line, lambda name: name not in CONTACT)


def children_parts(line: Entry | None) -> list[Part]:
    """What a report says about children, alone."""
    about = ("children", "youth_office_informed", "custody_note")
    return _parts(line, lambda name: name.startswith(about))


def _parts(line: Entry | None, wanted: Callable[[str], bool]) -> list[Part]:
    body = line.get("body") if line else None
    if not isinstance(body, dict) or not isinstance(body.get("fields"), dict):
        return []
    kept = {name: value for name, value in body["fields"].items() if wanted(name)}
    return parts_of({**body, "fields": kept})


def contact_rows(head: Entry, manner: Manner, kept: str = "contact") -> list[ContactRow]:
    """Number and rules, always together; a number that is not valid cannot be dialled."""
    contact = head.get(kept)
    if not isinstance(contact, dict):
        return []
    valid = bool(head.get("valid", True)) and kept == "contact"
    rows = []
    for name in manner.contact:
        value = contact.get(name)
        if value in (None, "", [], False):
            continue
        dial = "".join(sign for sign in str(value) if sign in "+0123456789")
        dial = dial if name == "phone" and valid else ""
        label = str(ContactForm.base_fields[name].label)
        rows.append(
            ContactRow(name, label, _("ja") if value is True else value_of(name, value), dial)
        )
    return rows


def incidents_in_words(reports: list[Joined]) -> str:
    """Which incident this is at least: "Mindestens der 3. Einsatz. 2 Meldungen in dieser Akte, seit …"."""
    if not reports:
        return ""
    number = incident_number(len(reports), reports[-1].earlier)
    if number < 2:
        return ""
    words = [_("Mindestens der %(number)s. Einsatz.") % {"number": number}]
    if len(reports) > 1:
        joined = ngettext("%(count)s Meldung", "%(count)s Meldungen", len(reports))
        since = {"count": len(reports), "day": _day(reports[0].happened_on or reports[0].at)}
        words.append((joined + _(" in dieser Akte, seit %(day)s.")) % since)
    return " ".join(words)


def report_rows(reports: list[Joined]) -> list[tuple[int, str, str]]:
    """The joined reports, newest first: number, code and the day it happened."""
    numbered = list(enumerate(reports, start=1))
    return [(n, each.code, _day(each.happened_on or each.at)) for n, each in reversed(numbered)]


def _day(spelled: str) -> str:
    try:
        return date_format(datetime.fromisoformat(spelled).date(), "j. F Y")
    except ValueError:
        return spelled


def _attempt(entry: Entry) -> str:
    channel, result = Channel(str(entry["channel"])), Result(str(entry["result"]))
    said = [f"{channel.label}: {result.label}"]
    asked = entry.get("asked")
    for name, answer in (asked if isinstance(asked, dict) else {}).items():
        if answer != Asked.NOT_ASKED and name in ANSWERED:
            said.append(f"{ANSWERED[name]}: {Asked(answer).label}")
        elif name == "interpreter":
            said.append(_("gedolmetscht"))
    return " · ".join(said)


def _next_date(entry: Entry) -> str:
    day = date_format(date.fromisoformat(str(entry["on"])), "D, j. F")
    return _("Wiedervorlage auf %(day)s gelegt") % {"day": day}


def _closed(entry: Entry) -> str:
    code = str(entry["outcome"])
    words = Recalled(code).label if code in Recalled.values else Outcome(code).label
    return f"{_('Geschlossen')}: {words}"


def _report(entry: Entry) -> str:
    words = _("Meldung %(code)s übernommen") % {"code": entry["code"]}
    return f"{words}; {_('die Akte ist damit wieder offen')}" if entry.get("reopened") else words


def _account(entry: Entry) -> str:
    if entry.get("taken"):
        return _("Aufstellung der Weitergaben gemeinsam gelesen und mitgenommen")
    return _("Aufstellung der Weitergaben gemeinsam gelesen; sie blieb hier")


def _followed(entry: Entry) -> str:
    relation = Relation(str(entry.get("relation") or Relation.SUPPLEMENT))
    words = FOLLOWED.get(relation, FOLLOWED[Relation.SUPPLEMENT])
    said = str(words) % {"code": entry["code"]}
    sentence = entry["body"].get("sentence") if isinstance(entry.get("body"), dict) else ""
    return f"{said} – {sentence}" if sentence else said


FOLLOWED = {
    Relation.SUPPLEMENT: gettext_lazy("Ergänzung %(code)s zur Meldung"),
    Relation.CORRECTION: gettext_lazy("Berichtigung %(code)s zur Meldung"),
}
#: One sentence per kind of entry; a kind without one would be a line nobody understands.
SENTENCES: dict[str, Callable[[Entry], str]] = {
    "report": _report,
    "attempt": _attempt,
    "note": lambda entry: _("Notiz"),
    "next_date": _next_date,
    "assigned": lambda entry: _("Übergeben an %(name)s") % {"name": entry["name"]},
    "closed": _closed,
    "reopened": lambda entry: _("Wieder geöffnet"),
    "returned": lambda entry: _("Ist zurückgegangen; Kontaktdaten gelten nicht mehr"),
    "contact_unsafe": lambda entry: _("Kontaktdaten gelten nicht mehr"),
    "account": _account,
    "contact_confirmed": lambda entry: _("Kontaktdaten bestätigt"),
    "followed": _followed,
    "document": lambda entry: _("Dokument hinzugefügt: %(name)s") % {"name": entry["name"]},
    "readers": lambda entry: _("Nur noch für: %(names)s") % {"names": ", ".join(entry["names"])},
    "corrected": lambda entry: _("Namen berichtigt"),
    "shredded": lambda entry: _("Mitteilung %(code)s: Inhalt gelöscht") % {"code": entry["code"]},
    "recalled": lambda entry: (
        _("Nach einem Rückruf gelöscht, was aus %(codes)s übernommen war")
        % {"codes": ", ".join(entry["codes"])}
    ),
}


def _words(entry: Entry) -> str:
    sentence = SENTENCES[str(entry["kind"])](entry)
    return f"{sentence} – {entry['note']}" if entry.get("note") else sentence


def _tone(entry: Entry) -> str:
    if entry.get("kind") in ("contact_unsafe", "returned", "recalled"):
        return "danger"
    return "done" if entry.get("result") == "spoken" else ""
