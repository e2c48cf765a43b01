"""What of a report may become a figure: coded and coarse. Pure.

Never text, an exact date, a name, a place or an id (security.md 3.12). What was not answered is
"unknown", an answer of its own that never counts as no. Bands do not overlap and leave no gap;
for adults they are those of the Bavarian counselling statistics (domain.md 3.2).
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

Report = Mapping[str, object]

UNKNOWN: Final = "unknown"
#: First year of each band; the band reaches to the year before the next one.
AGE_BANDS: Final = (
    (0, "0_13"),
    (14, "14_17"),
    (18, "18_21"),
    (22, "22_30"),
    (31, "31_40"),
    (41, "41_50"),
    (51, "51_65"),
    (66, "66_plus"),
)
CHILD_BANDS: Final = ("0_3", "4_6", "7_13", "14_17")
CONSENTS: Final = ("written", "verbal", "refused", "not_able")


def countable(report: Report) -> dict[str, object]:
    """The codes of a report, from its form values or from the fields that were sent."""
    children = _children(report)
    return {
        "age": _age(report),
        "sex": _code(report, "affected_sex"),
        "relationship": _code(report, "relationship"),
        "offences": _offences(report),
        "children": "yes" if any(children.values()) else _code(report, "children_known"),
        "children_by_band": children,
        "repeat": _code(report, "earlier_known"),
        "eviction": "yes" if report.get("eviction_from") else UNKNOWN,
        "consent": consent_answer(report),
    }


def counted_of_body(body: Report) -> dict[str, object]:
    """The codes of an opened report, and the name of its station: a place, not a person."""
    fields = body.get("fields")
    if not isinstance(fields, Mapping):
        return {}
    return {**countable(fields), "station_name": str(fields.get("station", ""))}


def consent_answer(report: Report) -> str:
    """What she answered when she was asked."""
    answer = str(report.get("consent", ""))
    return answer if answer in CONSENTS else UNKNOWN


def age_band(birth: date, day: date) -> str:
    """The band of somebody born on `birth`, on `day`; unknown for somebody not born yet."""
    age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    if age < 0:
        return UNKNOWN
    return next(band for first, band in reversed(AGE_BANDS) if age >= first)


def _age(report: Report) -> str:
    birth, day = _day(report.get("affected_birth")), _day(report.get("happened_on"))
    return age_band(birth, day) if birth and day else UNKNOWN


def _children(report: Report) -> dict[str, int]:
    rows = report.get("children")
    if isinstance(rows, list | tuple):
        ages = [str(row.get("age", "")) for row in rows if isinstance(row, Mapping)]
        counts = {band: ages.count(band) for band in CHILD_BANDS}
        counts[UNKNOWN] = len(ages) - sum(counts.values())
    else:
        counts = {band: _number(report.get(f"children_{band}")) for band in CHILD_BANDS}
    return {band: number for band, number in counts.items() if number}


def _offences(report: Report) -> list[str]:
    several = report.get("offences")
    if isinstance(several, list | tuple):
        return sorted({str(each) for each in several})
    return [str(report["offence"])] if report.get("offence") else []


def _code(report: Report, name: str) -> str:
    return str(report.get(name) or UNKNOWN)


def _number(value: object) -> int:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() else 0


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None
