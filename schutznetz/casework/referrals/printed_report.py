"""The report as the police file gets it: everything but how to reach her safely.

The police file is read by the accused person's lawyer. So the fields that may be printed are named one
by one; a field nobody has looked at is not printed (security.md 2: what is not named does not leave).
"""

import re
from collections.abc import Mapping
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schutznetz.casework.referrals.presenters import SECTIONS, label_of, value_of
from schutznetz.ground.base.papers import Reading, paper

#: The separate sheet: only the centre gets it, and no paper of ours shows it.
SEPARATE_SHEET: Final = frozenset(
    "phone phone_contract who_answers reach_when no_voicemail code_word reach_note".split()
)
PRINTED: Final = frozenset(
    """
    station officer file_number happened_on happened_at postcode place offence offences summary
    earlier_known earlier_operations earlier_count earlier_last
    affected_name affected_first_name affected_last_name affected_birth affected_sex
    affected_also_accused relationship injuries injuries_note language interpreter
    guardian guardian_note capacity
    accused accused_name accused_first_name accused_last_name accused_birth accused_phone
    accused_language accused_consent
    children children_0_3 children_4_6 children_7_13 children_14_17 children_affected
    children_notice children_note youth_office_informed custody_note
    danger danger_signs danger_note eviction_from eviction_until contact_ban custody weapons
    other_measures accused_informed
    consent consent_at consent_by consent_language
    handed_over_to handed_over_at
    """.split()
)
#: A shorter run of digits in a text may be anything; from here on it is somebody's number.
NUMBER: Final = 6


class TellsHowToReach(Exception):
    """A text that would be printed repeats what only the separate sheet may say."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__()
        self.labels = labels


def printed_report(report: Mapping[str, object], *, code: str, station: str, officer: str) -> bytes:
    """The PDF of a report's coded values; raises TellsHowToReach if a text gives the number away."""
    told = told_elsewhere(report)
    if told:
        raise TellsHowToReach([label_of(name) for name in told])
    sections = [
        (str(title), [[label_of(name), value_of(name, report[name])] for name in names])
        for title, fields in SECTIONS
        if (names := [n for n in fields if n in PRINTED and report.get(n) not in (None, "", [])])
    ]
    data = {
        "above": station,
        "title": _("Meldung"),
        "head": [[_("Entwurf"), code], [_("Geschrieben von"), officer]],
        "sections": sections,
    }
    return paper("referrals/report", data, Reading(get_language() or "de"), title=_("Meldung"))


def told_elsewhere(report: Mapping[str, object]) -> list[str]:
    """The printed fields whose text holds the safe number or the code word."""
    number = re.sub(r"\D", "", str(report.get("phone") or ""))
    word = str(report.get("code_word") or "").strip().casefold()
    found = []
    for name in sorted(PRINTED):
        text = _text_of(report.get(name))
        has_number = len(number) >= NUMBER and number in re.sub(r"\D", "", text)
        if has_number or (word and re.search(rf"\b{re.escape(word)}\b", text.casefold())):
            found.append(name)
    return found


def _text_of(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(_text_of(each) for each in value.values())
    if isinstance(value, list | tuple):
        return " ".join(_text_of(each) for each in value)
    return value if isinstance(value, str) else ""
