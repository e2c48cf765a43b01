"""What a police report must say, and what of it may go where. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

KIND: Final = "police_report"
SCHEMA: Final = 1

#: The answers that are a basis for passing data on. That consent alone carries the transfer is
#: the practice found in Leipzig (domain.md 2a, 4) and disputed elsewhere: a setting, not law.
CONSENT_GIVEN: Final = ("written", "verbal")
BASIS: Final = "consent"
PURPOSE: Final = "proactive_counselling"

#: What the centre gets on the affected person's consent. Anything not named stays at the station.
FOR_THE_CENTRE: Final = (
    "file_number",
    "happened_on",
    "happened_at",
    "postcode",
    "place",
    "offence",
    "summary",
    "danger",
    "earlier_known",
    "earlier_operations",
    "affected_name",
    "affected_birth",
    "affected_sex",
    "phone",
    "reach_when",
    "who_answers",
    "no_voicemail",
    "language",
    "interpreter",
    "relationship",
    "accused_name",
    "accused_birth",
    "children_0_3",
    "children_4_6",
    "children_7_13",
    "children_14_17",
    "youth_office_informed",
    "eviction_from",
    "eviction_until",
    "contact_ban",
    "other_measures",
    "consent",
    "consent_at",
    "consent_language",
)
CHILDREN: Final = ("children_0_3", "children_4_6", "children_7_13", "children_14_17")


@dataclass(frozen=True)
class Problem:
    """A mistake and the field it belongs to; the form finds the words for the code."""

    field: str
    code: str


def problems(report: Mapping[str, object], *, today: date, moment: datetime) -> list[Problem]:
    """What contradicts itself or the calendar. `report` holds cleaned values, None for unanswered."""
    found = [
        Problem(name, "in_future")
        for name in ("happened_on", "affected_birth", "accused_birth")
        if isinstance(report.get(name), date) and report[name] > today  # type: ignore[operator]
    ]
    begins, ends = report.get("eviction_from"), report.get("eviction_until")
    if isinstance(ends, date) and not isinstance(begins, date):
        found.append(Problem("eviction_from", "begin_missing"))
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        found.append(Problem("eviction_until", "ends_before_it_begins"))
    consented = report.get("consent_at")
    if isinstance(consented, datetime) and consented > moment:
        found.append(Problem("consent_at", "in_future"))
    if report.get("earlier_known") == "yes" and not report.get("earlier_operations"):
        found.append(Problem("earlier_operations", "number_missing"))
    if not report.get("phone") and not report.get("reach_when"):
        found.append(Problem("phone", "unreachable"))
    return found


def has_basis(report: Mapping[str, object]) -> bool:
    """Whether the affected person's answer lets her data go to the centre."""
    return report.get("consent") in CONSENT_GIVEN


def centre_part(report: Mapping[str, object]) -> dict[str, object]:
    """The cut of the report that goes to the centre: only named fields, only answered ones."""
    return {name: report[name] for name in FOR_THE_CENTRE if report.get(name) not in (None, "")}


def has_children(report: Mapping[str, object]) -> bool:
    """Whether children live with the violence, as far as the report says."""
    return any(report.get(name) for name in CHILDREN)


def header(report: Mapping[str, object], *, station: str, weekday: int) -> dict[str, object]:
    """The line of the inbox: enough to choose what to open first, nothing that names anybody."""
    return {
        "kind": KIND,
        "station": station,
        "weekday": weekday,
        "children": has_children(report),
        "danger": report.get("danger", "unknown"),
    }
