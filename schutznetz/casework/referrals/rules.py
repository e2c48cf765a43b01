"""What a police report must say, step by step. Pure: the present moment is an argument."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

SCHEMA: Final = 3
#: Signs that the reasons for sending without consent may have, as in the other long texts.
LONGEST_WEIGHING: Final = 4000

#: The answers by which somebody lets her or his own data go.
GIVEN: Final = ("written", "verbal")
#: German postcodes run from here to there; 00000 and 01000 belong to nobody.
FIRST_POSTCODE, LAST_POSTCODE = 1001, 99998
#: Nobody alive was born before; no operation of ours was earlier. A slip of the pen otherwise.
EARLIEST_BIRTH, EARLIEST_OPERATION = date(1900, 1, 1), date(2000, 1, 1)

Values = Mapping[str, object]


@dataclass(frozen=True)
class Moment:
    """When the report is looked at: the day in the local calendar, and the instant."""

    today: date
    instant: datetime


@dataclass(frozen=True)
class Problem:
    """A mistake and the field it belongs to; the form finds the words for the code."""

    field: str
    code: str


def is_postcode(text: str) -> bool:
    """Whether this can be a German postcode: five digits within the range that is given out."""
    fits = len(text) == 5 and text.isascii() and text.isdecimal()
    return fits and FIRST_POSTCODE <= int(text) <= LAST_POSTCODE


def operation_problems(values: Values, moment: Moment) -> list[Problem]:
    """The first step: when and where, and what was before."""
    found = _day(values, "happened_on", moment, EARLIEST_OPERATION)
    found += _day(values, "earlier_last", moment, EARLIEST_OPERATION)
    postcode = values.get("postcode")
    if isinstance(postcode, str) and postcode and not is_postcode(postcode):
        found.append(Problem("postcode", "postcode"))
    if values.get("earlier_known") == "yes":
        needed = ("earlier_count", "earlier_last")
        found += [Problem(name, f"{name}_missing") for name in needed if not values.get(name)]
    happened, last = values.get("happened_on"), values.get("earlier_last")
    if isinstance(happened, date) and isinstance(last, date) and last > happened:
        found.append(Problem("earlier_last", "not_earlier"))
    return found


def affected_problems(values: Values, moment: Moment) -> list[Problem]:
    """An affected person has at least one name."""
    found = _day(values, "affected_birth", moment, EARLIEST_BIRTH)
    if not values.get("affected_first_name") and not values.get("affected_last_name"):
        found.append(Problem("affected_last_name", "name_missing"))
    return found


def accused_problems(values: Values, moment: Moment) -> list[Problem]:
    """An accused person may be nameless: nobody knows the man on the corner."""
    return _day(values, "accused_birth", moment, EARLIEST_BIRTH)


def child_problems(values: Values, moment: Moment) -> list[Problem]:
    """A child that is named has an age and a way in which it was affected."""
    needed = ("child_age", "child_how")
    return [Problem(name, "child_answer") for name in needed if not values.get(name)]


def children_problems(values: Values, children: Sequence[object]) -> list[Problem]:
    """Where there are children, somebody decides whether the youth office is told."""
    if not children:
        return []
    if not values.get("children_notice"):
        return [Problem("children_notice", "children_notice")]
    if values["children_notice"] == "yes" and not values.get("children_note"):
        return [Problem("children_note", "children_why")]
    return []


def danger_problems(values: Values, moment: Moment) -> list[Problem]:
    """An eviction begins before it ends."""
    found: list[Problem] = []
    begins, ends = values.get("eviction_from"), values.get("eviction_until")
    if isinstance(ends, date) and not isinstance(begins, date):
        found.append(Problem("eviction_from", "begin_missing"))
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        found.append(Problem("eviction_until", "ends_before_it_begins"))
    return found


def consent_problems(values: Values, moment: Moment) -> list[Problem]:
    """Who says yes says it at a time, in a language, for herself or for somebody."""
    found: list[Problem] = []
    at = values.get("consent_at")
    if isinstance(at, datetime) and at > moment.instant:
        found.append(Problem("consent_at", "in_future"))
    if values.get("consent") in GIVEN:
        needed = ("consent_at", "consent_by", "consent_language")
        found += [Problem(name, "consent_answer") for name in needed if not values.get(name)]
    return found


def own_consent_problems(values: Values, moment: Moment) -> list[Problem]:
    """The service can only call a number."""
    if values.get("accused_consent") in GIVEN and not values.get("accused_phone"):
        return [Problem("accused_phone", "accused_missing")]
    return []


def conflict_problems(values: Values, moment: Moment) -> list[Problem]:
    """Who says that somebody is close to an office says to which."""
    if values.get("conflict") == "yes" and not values.get("conflict_where"):
        return [Problem("conflict_where", "conflict_where")]
    where = values.get("conflict_where")
    if isinstance(where, list) and "network" in where and not values.get("conflict_units"):
        return [Problem("conflict_units", "conflict_units")]
    return []


def reaching_problems(sheet: Values, consent: object) -> list[Problem]:
    """Whoever agrees to be called is told about a safe way: a number, or when and how."""
    ways = ("phone", "reach_when", "reach_note")
    if consent in GIVEN and not any(sheet.get(name) for name in ways):
        return [Problem("phone", "unreachable")]
    return []


def handover_problems(values: Values, moment: Moment) -> list[Problem]:
    """Urgent goes with a call: with whom and when, or that nobody answered, and when that was."""
    found: list[Problem] = []
    if not values.get("handed_over"):
        found.append(Problem("handed_over", "handover"))
    if values.get("handed_over") == "reached" and not values.get("handed_over_to"):
        found.append(Problem("handed_over_to", "handover_to"))
    at = values.get("handed_over_at")
    if not at:
        found.append(Problem("handed_over_at", "handover_at"))
    elif isinstance(at, datetime) and at > moment.instant:
        found.append(Problem("handed_over_at", "in_future"))
    return found


def weighing_problem(text: str) -> str:
    """What is wrong with the reasons where a basis asks for them: "missing", "too_long" or ""."""
    if not text.strip():
        return "missing"
    return "too_long" if len(text.strip()) > LONGEST_WEIGHING else ""


def _day(values: Values, name: str, moment: Moment, earliest: date) -> list[Problem]:
    day = values.get(name)
    if not isinstance(day, date):
        return []
    if day > moment.today:
        return [Problem(name, "in_future")]
    return [Problem(name, "too_long_ago")] if day < earliest else []
