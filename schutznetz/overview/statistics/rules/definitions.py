"""What is counted: which fact, by which code, with which answers, and for whom. Pure.

A fact is something that happened in a unit in a month. Its codes are known beforehand; a code that
is not among them becomes "unknown" or "other" before anything is stored, so that nothing anybody
typed can travel into a figure. The codes repeat those of the rooms below; a test compares them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from schutznetz.overview.statistics.rules.suppression import Count

UNKNOWN: Final = "unknown"
YES_NO: Final = ("yes", "no", UNKNOWN)
CENTRES: Final = ("centre", "victim_protection")
RECEIVERS: Final = (*CENTRES, "youth_office", "programme")
STATIONS: Final = ("station",)
#: A station's or centre's id is the one code that is not listed here: it says where, not who.
PLACES: Final[tuple[str, ...]] = ()
OTHER_PLACE: Final = "other"
WAYS: Final = ("police", "form", "fax", "letter", "call", "visit", "self", "for_her", "other")
#: How work can end where somebody is counselled; each sort of unit has its own ends besides.
ENDS: Final = ("not_reachable", "declined", "no_capacity", "handed_over")
CHILD_BANDS: Final = ("0_3", "4_6", "7_13", "14_17", UNKNOWN)
#: More children of one band than this in one report is a slip of the pen, and would stand out.
MOST_CHILDREN: Final = 9


@dataclass(frozen=True)
class Table:
    """One table: the facts of one `kind`, told apart by one of their codes.

    `units` are the kinds of unit that have it. `shared` tables go to the network's coordination
    when they are released; the others stay in the unit, because the other end of the same work
    is in somebody else's table and the two together would uncover what each covers.
    """

    code: str
    kind: str
    by: str
    answers: tuple[str, ...]
    units: tuple[str, ...]
    shared: bool = True
    weighted: bool = False

    def answer_of(self, codes: Mapping[str, object], answers: Sequence[str]) -> str:
        """The one of `answers` for which a fact counts; the last one takes what is none of them."""
        said = str(codes.get(self.by, ""))
        return said if said in answers else answers[-1]


TABLES: Final = (
    Table("stations", "read", "station", PLACES, RECEIVERS, shared=False),
    Table("way", "read", "way", WAYS, RECEIVERS),
    Table("repeat", "read", "repeat", YES_NO, CENTRES),
    Table(
        "age",
        "read",
        "age",
        ("0_13", "14_17", "18_21", "22_30", "31_40", "41_50", "51_65", "66_plus", UNKNOWN),
        CENTRES,
    ),
    Table("sex", "read", "sex", ("female", "male", "diverse", "unstated", UNKNOWN), CENTRES),
    Table(
        "relationship",
        "read",
        "relationship",
        (
            "partner",
            "former_partner",
            "child_of",
            "parent_of",
            "sibling",
            "other_family",
            "acquaintance",
            "stranger",
            UNKNOWN,
        ),
        CENTRES,
    ),
    Table("children", "read", "children", YES_NO, (*CENTRES, "youth_office")),
    Table(
        "children_by_band",
        "read",
        "children_by_band",
        CHILD_BANDS,
        (*CENTRES, "youth_office"),
        weighted=True,
    ),
    Table("eviction", "read", "eviction", YES_NO, CENTRES),
    Table("contact", "contact", "in_time", YES_NO, RECEIVERS),
    Table("outcome", "closed", "outcome", ("counselled", *ENDS, UNKNOWN), CENTRES),
    Table(
        "outcome_children",
        "closed",
        "outcome",
        ("help_agreed", "checked", "in_care_already", "not_reachable", "handed_over", UNKNOWN),
        ("youth_office",),
    ),
    Table(
        "outcome_programme",
        "closed",
        "outcome",
        ("programme_done", "programme_left", "unsuitable", *ENDS, UNKNOWN),
        ("programme",),
    ),
    Table(
        "consent",
        "consent",
        "answer",
        ("written", "verbal", "refused", "not_able", UNKNOWN),
        STATIONS,
    ),
)
#: Facts that only say that something happened.
BARE_KINDS: Final = ("opened", "reopened", "sent")
KINDS: Final = tuple(dict.fromkeys([*(table.kind for table in TABLES), *BARE_KINDS]))

#: Codes that are kept for a later definition and stand in no table yet.
OFFENCES: Final = (
    "bodily_harm",
    "grievous_harm",
    "strangulation",
    "threat",
    "sexual",
    "stalking",
    "order_breach",
    "detention",
    "attempted_killing",
    "quarrel",
    "other",
)


def tables_for(unit_kind: str) -> list[Table]:
    """The tables of a unit of this kind."""
    return [table for table in TABLES if unit_kind in table.units]


def cleaned(kind: str, codes: Mapping[str, object], places: Iterable[str]) -> dict[str, object]:
    """A fact with known codes only. `places` are the ids of all units there are."""
    known: dict[str, object] = {"kind": kind}
    several: dict[str, list[Table]] = {}
    for table in (each for each in TABLES if each.kind == kind):
        several.setdefault(table.by, []).append(table)
    for by, tables in several.items():
        if tables[0].weighted:
            known[by] = _numbers(codes.get(by))
        elif tables[0].answers is PLACES:
            known[by] = tables[0].answer_of(codes, (*places, OTHER_PLACE))
        else:
            answers = [answer for table in tables for answer in table.answers]
            known[by] = tables[0].answer_of(codes, answers)
    if kind == "read":
        known["offences"] = _offences(codes.get("offences"))
    return known


def counts_of(
    table: Table, facts: Iterable[Mapping[str, object]], places: Iterable[str] = ()
) -> tuple[dict[str, Count], int]:
    """The figure of every answer, and the number of facts behind them all."""
    answers = (*places, OTHER_PLACE) if table.answers is PLACES else table.answers
    figures, behind, total = dict.fromkeys(answers, 0), dict.fromkeys(answers, 0), 0
    for codes in facts:
        if codes.get("kind") != table.kind:
            continue
        shares = (
            _numbers(codes.get(table.by))
            if table.weighted
            else {table.answer_of(codes, answers): 1}
        )
        counted = {a: number for a, number in shares.items() if a in figures and number}
        total += bool(counted)
        for answer, number in counted.items():
            figures[answer] += number
            behind[answer] += 1
    return {each: Count(figures[each], behind[each]) for each in answers}, total


def _numbers(value: object) -> dict[str, int]:
    given = value if isinstance(value, Mapping) else {}
    return {
        band: min(number, MOST_CHILDREN)
        for band in CHILD_BANDS
        if isinstance(number := given.get(band), int) and number > 0
    }


def _offences(value: object) -> list[str]:
    given = value if isinstance(value, list | tuple) else ()
    return [code for code in OFFENCES if code in given]
