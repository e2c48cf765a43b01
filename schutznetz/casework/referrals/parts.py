"""One incident, several recipients, each its own cut. Pure.

Her consent does not cover him, the children or witnesses (practice.md). So every part has its own
basis, its own fields and its own recipient; what a part does not name stays at the station. The
bases are the network's settings: `confirmed` says whether a lawyer has confirmed one, and the
screen shows when nobody has.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

Report = Mapping[str, object]

#: The answers by which somebody lets her or his own data go.
GIVEN: Final = ("written", "verbal")
CHILDREN: Final = ("children_0_3", "children_4_6", "children_7_13", "children_14_17")
OPERATION: Final = ("file_number", "happened_on", "happened_at", "postcode", "place", "offence")
CENTRE_FIELDS: Final = (
    *OPERATION,
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
    *CHILDREN,
    "youth_office_informed",
    "eviction_from",
    "eviction_until",
    "contact_ban",
    "other_measures",
    "consent",
    "consent_at",
    "consent_language",
)
#: What the youth office needs to find the children and see what happened: never a safe number,
#: never the times at which she can be reached.
CHILDREN_FIELDS: Final = (
    *OPERATION,
    "danger",
    "earlier_known",
    "earlier_operations",
    "affected_name",
    "affected_birth",
    "relationship",
    "accused_name",
    "accused_birth",
    *CHILDREN,
    "children_affected",
    "children_note",
    "eviction_from",
    "eviction_until",
    "contact_ban",
)
#: What he has agreed to about himself; not a word about her.
ACCUSED_FIELDS: Final = (
    "file_number",
    "happened_on",
    "accused_name",
    "accused_birth",
    "accused_phone",
    "accused_language",
    "accused_consent",
)


def has_children(report: Report) -> bool:
    """Whether children live with the violence, as far as the report says."""
    return any(report.get(name) for name in CHILDREN)


@dataclass(frozen=True)
class Part:
    """One cut of a report: for whom, which fields, on which basis and for which purpose.

    `concerns` says whether the part exists for a report at all, `has_basis` whether it may leave.
    """

    code: str
    recipient: str
    kind: str
    basis: str
    purpose: str
    fields: tuple[str, ...]
    confirmed: bool
    concerns: Callable[[Report], bool]
    has_basis: Callable[[Report], bool]
    consent_field: str = ""

    def cut(self, report: Report) -> dict[str, object]:
        """The answered fields that this recipient gets."""
        return {name: report[name] for name in self.fields if report.get(name) not in (None, "")}


PARTS: Final = (
    Part(
        code="centre",
        recipient="centre",
        kind="police_report",
        basis="consent",
        purpose="proactive_counselling",
        fields=CENTRE_FIELDS,
        confirmed=False,
        concerns=lambda report: True,
        has_basis=lambda report: report.get("consent") in GIVEN,
        consent_field="consent",
    ),
    Part(
        code="children",
        recipient="youth_office",
        kind="children_report",
        basis="child_protection",
        purpose="child_protection",
        fields=CHILDREN_FIELDS,
        confirmed=False,
        concerns=has_children,
        has_basis=lambda report: report.get("children_notice") == "yes",
    ),
    Part(
        code="accused",
        recipient="programme",
        kind="programme_referral",
        basis="accused_consent",
        purpose="perpetrator_programme",
        fields=ACCUSED_FIELDS,
        confirmed=False,
        concerns=lambda report: report.get("accused_consent") in GIVEN,
        has_basis=lambda report: report.get("accused_consent") in GIVEN,
        consent_field="accused_consent",
    ),
)
BY_CODE: Final = {part.code: part for part in PARTS}


def parts_of(report: Report) -> list[Part]:
    """The parts that exist for this report, whether or not they may leave."""
    return [part for part in PARTS if part.concerns(report)]


def header(part: Part, report: Report, *, station: str, weekday: int) -> dict[str, object]:
    """The line of the inbox: enough to choose what to open first, nothing that names anybody.

    The perpetrator service learns nothing about children or danger by it.
    """
    line: dict[str, object] = {"kind": part.kind, "station": station, "weekday": weekday}
    if part.code != "accused":
        line |= {"children": has_children(report), "danger": report.get("danger", "unknown")}
    return line
