"""What a police report must say, and what of it may go where. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from schutznetz.casework.referrals.parts import GIVEN, has_children

SCHEMA: Final = 2


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
    found += _children_problems(report) + _accused_problems(report)
    return found


def _children_problems(report: Mapping[str, object]) -> list[Problem]:
    if not has_children(report):
        return []
    found = []
    if not report.get("children_affected"):
        found.append(Problem("children_affected", "children_how"))
    if not report.get("children_notice"):
        found.append(Problem("children_notice", "children_notice"))
    if report.get("children_notice") == "yes" and not report.get("children_note"):
        found.append(Problem("children_note", "children_why"))
    return found


def _accused_problems(report: Mapping[str, object]) -> list[Problem]:
    if report.get("accused_consent") not in GIVEN:
        return []
    needed = ("accused_name", "accused_phone")
    return [Problem(name, "accused_missing") for name in needed if not report.get(name)]
