"""What stands on the consent sheet and on the neutral card, put together from data."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import override

from schutznetz.casework.referrals.languages import Language
from schutznetz.casework.referrals.parts import BY_CODE, Part
from schutznetz.ground.base.papers import paper
from schutznetz.ground.organisations.models import Unit

#: Whose consent a part needs: the chapter of the language file that speaks to this person.
SPEAKS_TO: Final = {"centre": "affected", "accused": "accused"}
#: The purpose that the chapter's own words are about.
PURPOSES: Final = {"centre": "proactive_counselling", "accused": "perpetrator_programme"}

#: Fields by what they are about, in the order in which the sheet lists them.
GROUPS: Final = {
    "person": (
        *("affected_name", "affected_first_name", "affected_last_name", "affected_birth"),
        *("affected_sex", "affected_also_accused", "language", "interpreter", "injuries"),
        *("injuries_note", "guardian", "guardian_note", "capacity"),
    ),
    "reaching": (
        *("phone", "phone_contract", "who_answers", "reach_when", "no_voicemail"),
        *("code_word", "reach_note"),
    ),
    "incident": (
        *("station", "officer", "file_number", "happened_on", "happened_at", "postcode"),
        *("place", "offence", "offences", "summary", "danger", "danger_signs", "danger_note"),
        *("earlier_known", "earlier_operations", "earlier_count", "earlier_last"),
        *("conflict", "conflict_where", "handed_over_to", "handed_over_at"),
    ),
    "other": (
        *("relationship", "accused", "accused_name", "accused_first_name", "accused_last_name"),
        *("accused_birth", "accused_phone", "accused_language", "accused_informed"),
    ),
    "children": (
        *("children", "children_0_3", "children_4_6", "children_7_13", "children_14_17"),
        *("children_affected", "children_note", "youth_office_informed", "custody_note"),
    ),
    "measures": (
        *("eviction_from", "eviction_until", "contact_ban", "custody", "weapons"),
        "other_measures",
    ),
    "consent": ("consent", "consent_at", "consent_by", "consent_language", "accused_consent"),
}


@dataclass(frozen=True)
class Agreed:
    """What a network has agreed on for a consent; empty where it says nothing of its own."""

    fields: frozenset[str] = frozenset()
    purpose: str = ""
    until: date | None = None


def consent_sheet(
    language: Language,
    part: Part,
    *,
    station: str = "",
    unit: str = "",
    typed: Mapping[str, object] | None = None,
    terms: Agreed | None = None,
    stays: bool = False,
) -> bytes:
    """The sheet as PDF. `typed` is the draft of its author; without it the person stays blank.

    `terms` is what the network has agreed on. `stays` marks the copy for the station's own
    papers, where she cannot take one along safely.
    """
    terms = terms or Agreed()
    say, chapter = language.texts["sheet"], language.texts[SPEAKS_TO[part.code]]
    data = {
        "say": say,
        "title": chapter["title"],
        "access": chapter["access"],
        "parties": [
            [say["from"], station or None],
            [say["to"], unit or None],
            [say["purpose"], terms.purpose or chapter["purpose"]],
            [say["until"], _until(say, terms.until, language)],
        ],
        "fields": fields_in_words(language, part, terms.fields),
        "person": _person(say, part, typed or {}, language),
        "stays": stays,
    }
    return paper("referrals/consent", data, language.reading, title=say["above"])


def fields_in_words(
    language: Language, part: Part, agreed: Collection[str] = ()
) -> list[tuple[str, list[str]]]:
    """The basis's field list, group by group, in the words of a language.

    The accused person is spoken to on his own sheet; what is about him there is about "you".
    """
    wanted = set(part.fields) & set(agreed or part.fields)
    words, titles = language.texts["fields"], language.texts["groups"]
    listed = []
    for group, names in GROUPS.items():
        found = list(dict.fromkeys(words[name] for name in names if name in wanted))
        if found:
            about = "person" if part.code == "accused" and group == "other" else group
            listed.append((titles[about], found))
    return listed


def neutral_card(language: Language, unit: Unit) -> bytes:
    """Four small cards on a page: a number and a keyword, no agency and no reason."""
    say = language.texts["card"]
    data = {"say": say, "phone": unit.on_call_phone, "hours": hours_in_words(language, unit)}
    return paper("referrals/card", data, language.reading, title=say["title"])


def hours_in_words(language: Language, unit: Unit) -> list[str]:
    """When the unit is there, "Mo–Fr 8:00–16:00 Uhr"; neighbouring days alike are said once."""
    say = language.texts["card"]
    days: dict[int, list[str]] = {}
    for shift in unit.shifts.all():
        span = f"{shift.begins:%H:%M}–{shift.ends:%H:%M}"
        days.setdefault(shift.weekday, []).append(span)
    if len(days) == 7 and all(spans == ["00:00–23:59"] for spans in days.values()):
        return [say["always"]]
    return [
        f"{_span(say['days'], first, last)} {', '.join(days[first])} {say['clock']}".strip()
        for first, last in _runs(days)
    ]


def part_named(code: str) -> Part | None:
    """The part of a report whose consent can be given on paper."""
    return BY_CODE[code] if code in SPEAKS_TO else None


def _runs(days: Mapping[int, list[str]]) -> Iterable[tuple[int, int]]:
    """First and last day of each stretch of days with the same hours."""
    ordered = sorted(days)
    begin = 0
    for place, day in enumerate(ordered):
        following = ordered[place + 1] if place + 1 < len(ordered) else None
        if following != day + 1 or days[following] != days[day]:
            yield ordered[begin], day
            begin = place + 1


def _span(names: list[str], first: int, last: int) -> str:
    return names[first] if first == last else f"{names[first]}–{names[last]}"


def _until(say: Mapping[str, str], until: date | None, language: Language) -> str:
    if until is None:
        return say["until_open"]
    return say["until_day"].format(day=_day(until.isoformat(), language))


def _person(
    say: Mapping[str, str], part: Part, typed: Mapping[str, object], language: Language
) -> list[list[object]]:
    who = SPEAKS_TO[part.code]
    return [
        [say["person_name"], _name(typed, who) or None],
        [say["person_birth"], _day(typed.get(f"{who}_birth"), language) or None],
        [say["person_number"], typed.get("file_number") or None],
    ]


def _name(typed: Mapping[str, object], who: str) -> str:
    names = [typed.get(f"{who}_first_name"), typed.get(f"{who}_last_name")]
    joined = " ".join(str(each) for each in names if each)
    return joined or str(typed.get(f"{who}_name") or "")


def _day(value: Any, language: Language) -> str:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return ""
    with override(language.code):
        return str(date_format(day, "j. F Y" if language.code == "de" else "j F Y"))
