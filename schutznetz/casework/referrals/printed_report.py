"""The report as the police file gets it: everything but how to reach her safely.

The police file is read by the accused person's lawyer. So the fields that may be printed are named one
by one; a field nobody has looked at is not printed (security.md 2: what is not named does not leave).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schutznetz.casework.referrals.field_words import SECTIONS
from schutznetz.casework.referrals.presenters import label_of, value_of
from schutznetz.ground.base.papers import Reading, paper

#: The separate sheet: only the centre gets it, and no paper of ours shows it.
SEPARATE_SHEET: Final = frozenset(
    "phone phone_contract who_answers reach_when no_voicemail code_word reach_note".split()
)
PRINTED: Final = frozenset(
    """
    station officer file_number happened_on happened_at postcode place offences summary
    earlier_known earlier_count earlier_last
    affected affected_first_name affected_last_name affected_birth affected_sex
    affected_also_accused relationship injuries injuries_note language interpreter
    guardian guardian_note capacity
    accused accused_first_name accused_last_name accused_birth accused_phone
    accused_language accused_consent accused_informed
    children children_note youth_office_informed custody_note
    danger danger_signs danger_note eviction_from eviction_until contact_ban custody weapons
    other_measures
    consent consent_at consent_by consent_language
    handed_over_to handed_over_at
    """.split()
)
#: Whether somebody is close to an office is asked for the way the report takes, not for the file.
LEFT_OUT: Final = frozenset({"conflict", "conflict_where"})
#: A shorter run of digits in a text may be anything; from here on it is somebody's number.
NUMBER: Final = 6


class TellsHowToReach(Exception):
    """A text that would be printed repeats what only the separate sheet may say."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__()
        self.labels = labels


def printed_report(report: Mapping[str, Any], *, code: str, station: str, officer: str) -> bytes:
    """The PDF of a report's coded values; raises TellsHowToReach if a text gives the number away."""
    told = told_elsewhere(report)
    if told:
        raise TellsHowToReach([label_of(name) for name in told])
    people = [*(report.get("affected") or []), *(report.get("accused") or [])]
    once = {name: value for name, value in report.items() if name not in ("affected", "accused")}
    sections = [*_sections(once), *(part for person in people for part in _sections(person))]
    data = {
        "above": station,
        "title": _("Meldung"),
        "head": [[_("Entwurf"), code], [_("Geschrieben von"), officer]],
        "sections": sections,
    }
    return paper("referrals/report", data, Reading(get_language() or "de"), title=_("Meldung"))


def told_elsewhere(report: Mapping[str, object]) -> list[str]:
    """The printed fields whose text holds somebody's safe number or code word."""
    sheets = list(_mappings(report))
    numbers = {end for sheet in sheets for end in _ends(str(sheet.get("phone") or ""))}
    words = {str(sheet.get("code_word") or "").strip().casefold() for sheet in sheets} - {""}
    texts = [(name, _text_of(sheet[name])) for sheet in sheets for name in sheet if name in PRINTED]
    return sorted({name for name, text in texts if _tells(text, numbers, words)})


def _ends(phone: str) -> Iterator[str]:
    """How each number in the field ends: "+49" or "0" before it and words around it do not matter."""
    spaced = re.findall(r"\d[\d\s().-]*\d", phone)
    for found in [*spaced, *phone.split()]:
        digits = re.sub(r"\D", "", found)
        if len(digits) >= NUMBER:
            yield digits[-NUMBER:]


def _tells(text: str, numbers: set[str], words: set[str]) -> bool:
    digits = re.sub(r"\D", "", text)
    if any(number in digits for number in numbers):
        return True
    return any(re.search(rf"\b{re.escape(word)}\b", text.casefold()) for word in words)


def _mappings(report: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """What stands once, then everybody."""
    lists = {"affected", "accused"}
    yield {name: value for name, value in report.items() if name not in lists}
    for name in lists:
        people = report.get(name)
        yield from (each for each in (people if isinstance(people, list) else []))


def _sections(fields: Mapping[str, object]) -> list[tuple[str, list[list[str]]]]:
    return [
        (str(title), [[label_of(name), value_of(name, fields[name])] for name in names])
        for title, listed in SECTIONS
        if (names := [n for n in listed if n in PRINTED and fields.get(n) not in (None, "", [])])
    ]


def _text_of(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(_text_of(each) for each in value.values())
    if isinstance(value, list | tuple):
        return " ".join(_text_of(each) for each in value)
    return value if isinstance(value, str) else ""
