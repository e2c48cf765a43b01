"""One incident, several recipients, each its own cut. Pure.

Her consent does not cover him, the children or witnesses (practice.md). So every part has its own
basis, its own fields, its own person and its own recipient; what a part does not name stays at the
station. Bases are data of the network (`exchange.terms`) and narrow a part further: what leaves is
what both the part and the basis name.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from schutznetz.casework.exchange.terms import Terms
from schutznetz.casework.referrals.rules import GIVEN
from schutznetz.casework.referrals.typed import name_of

Report = Mapping[str, Any]
Person = Mapping[str, Any]

OPERATION: Final = (
    "station",
    "officer",
    "file_number",
    "happened_on",
    "happened_at",
    "postcode",
    "place",
    "offences",
)
#: The separate sheet. Only the centre ever gets it, and no paper of ours shows it.
SHEET: Final = tuple(
    "phone phone_contract who_answers reach_when no_voicemail code_word reach_note".split()
)
EARLIER: Final = ("earlier_known", "earlier_count", "earlier_last")
#: A box that nobody ticked is no answer: it neither leaves nor is listed.
UNTICKED: Final = (("affected_also_accused", False),)
EVICTION: Final = ("eviction_from", "eviction_until", "contact_ban")
CENTRE_FIELDS: Final = (
    *OPERATION,
    "summary",
    *EARLIER,
    "affected_first_name",
    "affected_last_name",
    "affected_birth",
    "affected_sex",
    "affected_also_accused",
    "relationship",
    "injuries",
    "injuries_note",
    "language",
    "interpreter",
    "guardian",
    "guardian_note",
    "capacity",
    *SHEET,
    "accused",
    "children",
    "youth_office_informed",
    "custody_note",
    "danger",
    "danger_signs",
    "danger_note",
    *EVICTION,
    "custody",
    "weapons",
    "other_measures",
    "accused_informed",
    "consent",
    "consent_at",
    "consent_by",
    "consent_language",
    "conflict",
    "conflict_where",
    "handed_over_to",
    "handed_over_at",
)
#: What the youth office needs to find the children and see what happened: never a safe number,
#: never the times at which she can be reached.
CHILDREN_FIELDS: Final = (
    *OPERATION,
    *EARLIER,
    "affected",
    "accused",
    "children",
    "children_note",
    "youth_office_informed",
    "custody_note",
    "danger",
    "danger_signs",
    *EVICTION,
    "custody",
    "conflict",
    "conflict_where",
    "handed_over_to",
    "handed_over_at",
)
#: What he has agreed to about himself; not a word about her.
ACCUSED_FIELDS: Final = (
    "station",
    "officer",
    "file_number",
    "happened_on",
    "accused_first_name",
    "accused_last_name",
    "accused_birth",
    "accused_phone",
    "accused_language",
    "accused_consent",
)


@dataclass(frozen=True)
class Part:
    """A kind of cut: for which kind of unit, and the fields it can have at all.

    `people` names the list of people of whom each has a part of her own; empty for one part that
    concerns everybody. `concerns` says whether the part exists for a person or a report at all.
    """

    code: str
    recipient: str
    kind: str
    fields: tuple[str, ...]
    people: str
    concerns: Callable[[Report], bool]
    consent_field: str = ""


@dataclass(frozen=True)
class Cut:
    """What one recipient would get about one person: "centre-1", or "children" about all.

    `view` is everything the report holds for this recipient and person before fields are chosen.
    """

    id: str
    part: Part
    view: Report
    who: str = ""

    def fields(self, terms: Terms) -> dict[str, object]:
        """The answered fields that this recipient gets on this basis."""
        named = [name for name in self.part.fields if name in terms.fields]
        answered = {name: self.view.get(name) for name in named}
        said = {name: value for name, value in answered.items() if value not in (None, "", [])}
        return {name: value for name, value in said.items() if (name, value) not in UNTICKED}

    def rests_on(self, terms: Terms) -> bool:
        """Whether there is what this basis rests on."""
        if terms.kind != self.part.kind:
            return False
        return {
            "affected_consent": self.view.get("consent") in GIVEN,
            "accused_consent": self.view.get("accused_consent") in GIVEN,
            "decision": self.view.get("children_notice") == "yes",
            "need": True,
        }[terms.rests_on]

    def offers(self, bases: Iterable[Terms]) -> list[Terms]:
        """The bases on which it may leave: a plain one alone, if there is one."""
        holding = [terms for terms in bases if self.rests_on(terms)]
        plain = self.plain(holding)
        return [plain] if plain else holding

    def plain(self, bases: Iterable[Terms]) -> Terms | None:
        """The first basis that holds and asks for nothing more."""
        return next((each for each in bases if self.rests_on(each) and each.is_plain), None)


@dataclass(frozen=True)
class Choice:
    """What the officer ticked for one cut: on which basis, with which reasons, to which unit shown.

    An empty basis is the plain one; an empty unit the one that routing names first.
    """

    cut: str
    basis: str = ""
    weighing: str = ""
    unit: str = ""

    @classmethod
    def of(cls, ticked: str, *, weighing: str = "", unit: str = "") -> "Choice":
        """Read "centre-1" or "centre-1/emergency"."""
        cut, _, basis = ticked.partition("/")
        return cls(cut, basis, weighing.replace("\r\n", "\n"), unit)


PARTS: Final = (
    Part(
        code="centre",
        recipient="centre",
        kind="police_report",
        fields=CENTRE_FIELDS,
        people="affected",
        concerns=lambda person: True,
        consent_field="consent",
    ),
    Part(
        code="children",
        recipient="youth_office",
        kind="children_report",
        fields=CHILDREN_FIELDS,
        people="",
        concerns=lambda report: bool(report.get("children")),
    ),
    Part(
        code="accused",
        recipient="programme",
        kind="programme_referral",
        fields=ACCUSED_FIELDS,
        people="accused",
        concerns=lambda person: person.get("accused_consent") in GIVEN,
        consent_field="accused_consent",
    ),
)
BY_CODE: Final = {part.code: part for part in PARTS}
#: Lists of people that never travel as they are.
_LISTS: Final = ("affected", "accused")


def cuts_of(report: Report, *, station: str = "") -> list[Cut]:
    """Every part that exists for this report, whether or not it may leave, first come first."""
    cuts: list[Cut] = []
    for part in PARTS:
        if not part.people:
            if part.concerns(report):
                cuts.append(Cut(part.code, part, _shared(report, station)))
            continue
        for place, person in enumerate(report.get(part.people) or [], start=1):
            if part.concerns(person):
                view = _view(part, report, person, station)
                cuts.append(Cut(f"{part.code}-{place}", part, view, name_of(person)))
    return cuts


def possible_ids(most: int) -> list[str]:
    """Every id a cut of one report can have, with at most so many people."""
    numbered = [(part.code, [f"{part.code}-{n + 1}" for n in range(most)]) for part in PARTS]
    return [each for code, ids in numbered for each in (ids if BY_CODE[code].people else [code])]


def header(cut: Cut, *, station: str, weekday: int) -> dict[str, object]:
    """The line of the inbox: enough to choose what to open first, nothing that names anybody.

    The perpetrator service learns nothing about children or danger by it.
    """
    line: dict[str, object] = {"kind": cut.part.kind, "station": station, "weekday": weekday}
    if cut.part.code != "accused":
        line |= {
            "children": bool(cut.view.get("children")),
            "danger": cut.view.get("danger", "unknown"),
        }
    return line


def _view(part: Part, report: Report, person: Person, station: str) -> dict[str, object]:
    """The report as it concerns one person: nothing that another one has said about herself."""
    if part.code == "accused":
        once = {name: report.get(name) for name in ("file_number", "happened_on", "officer")}
        return {**once, **person, "station": station}
    return {**_shared(report, station), **person, "accused": _accused_of(report, person)}


def _shared(report: Report, station: str) -> dict[str, object]:
    """What is the same for everybody; of people only who they are."""
    once = {name: report[name] for name in report if name not in _LISTS}
    people = [_who(person, "affected") for person in report.get("affected") or []]
    accused = [_who(person, "accused") for person in report.get("accused") or []]
    return {**once, "affected": people, "accused": accused, "station": station}


def _accused_of(report: Report, person: Person) -> list[dict[str, object]]:
    """Who is accused towards this person: in a mutual report also another affected one."""
    others = [
        _who(each, "affected")
        for each in report.get("affected") or []
        if each is not person and each.get("affected_also_accused")
    ]
    rows = [_who(each, "accused") for each in report.get("accused") or []]
    own = _who(person, "affected")
    others = [each for each in others if not any(_is_same(each, row) for row in rows)]
    return [row for row in [*rows, *others] if not _is_same(row, own)]


def _who(person: Person, prefix: str) -> dict[str, object]:
    """Who somebody is, and nothing else: a row for a list."""
    names = ("first_name", "last_name", "birth", "sex")
    found = {name: person.get(f"{prefix}_{name}") for name in names}
    return {name: value for name, value in found.items() if value not in (None, "")}


def _is_same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """The same name, and no birth date that says otherwise."""
    names = ("first_name", "last_name")
    if not any(map(one.get, names)):
        return False
    same = all(one.get(name) == other.get(name) for name in names)
    births = {each["birth"] for each in (one, other) if each.get("birth")}
    return same and len(births) < 2
