"""Who has opened a file, when and what for: what the log says about it, for the people it belongs to."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from schutznetz.casework.cases.codes import Reason
from schutznetz.casework.cases.models import Case
from schutznetz.ground.audit.access import entries_about
from schutznetz.ground.organisations.models import Account

#: So many entries are looked at; older ones stay in the log.
SHOWN = 500


@dataclass(frozen=True)
class Opening:
    """One line: somebody opened or changed the file at a minute."""

    at: datetime
    who: str
    what: str
    why: str


def openings_of(case: Case) -> list[Opening]:
    """The log of one file, newest first; what belongs to one page is one line."""
    entries = list(entries_about("case", case.pk)[:SHOWN])
    names = dict(
        Account.objects.filter(pk__in={each.account_id for each in entries}).values_list(
            "pk", "name"
        )
    )
    found: dict[tuple[object, ...], Opening] = {}
    for entry in entries:
        if entry.at is None:
            continue
        minute = entry.at.replace(second=0, microsecond=0)
        what, why = _what(entry.verb), _why(entry.purpose)
        who = names.get(entry.account_id or case.pk, _("unbekannt"))
        found.setdefault((minute, who, what, why), Opening(entry.at, who, what, why))
    return list(found.values())


def _what(verb: str) -> str:
    words = {
        "read_case": _("geöffnet"),
        "read_head": _("geöffnet, um etwas einzutragen"),
        "open_case": _("angelegt"),
        "name_readers": _("festgelegt, wer sie sehen darf"),
        "assign_case": _("übergeben"),
        "close_case": _("geschlossen"),
        "reopen_case": _("wieder geöffnet"),
    }
    return words.get(verb, _("etwas eingetragen"))


def _why(purpose: str) -> str:
    if purpose in Reason.values:
        return str(Reason(purpose).label)
    return _("zum Lesen") if purpose == "read" else ""
