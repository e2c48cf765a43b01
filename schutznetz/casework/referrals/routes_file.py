"""The routing part of a network's file: read, and every mistake named with its place. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from schutznetz.casework.referrals.routing import BETWEEN
from schutznetz.casework.referrals.rules import is_postcode

NAMES: Final = ("part", "unit", "station", "postcodes", "offences", "priority", "share")
RULES: Final = ("part", "between", "fallback")


@dataclass(frozen=True)
class Named:
    """A row of the file, units still by the names the file gives them."""

    part: str
    unit: str
    station: str = ""
    postcodes: tuple[str, str] = ("", "")
    offences: tuple[str, ...] = ()
    priority: int = 1
    share: int = 1


@dataclass(frozen=True)
class NamedRule:
    """What is agreed for one part."""

    part: str
    between: str
    fallback: str = ""


@dataclass(frozen=True)
class Known:
    """What a routing may speak of."""

    parts: Collection[str]
    units: Collection[str]
    offences: Collection[str]


def read_routes(data: object, known: Known) -> tuple[list[Named], list[NamedRule], list[str]]:
    """Rows and rules of the file, and every mistake."""
    table = data if isinstance(data, dict) else {}
    rows, rules = table.get("routes"), table.get("rules")
    mistakes: list[str] = []
    for name, listed in (("routes", rows), ("rules", rules)):
        if not isinstance(listed, list):
            mistakes.append(f"routing.{name}: a list is needed")
    rows, rules = (each if isinstance(each, list) else [] for each in (rows, rules))
    for place, row in enumerate(rows):
        mistakes += _row_mistakes(f"routing.routes[{place}]", row, known)
    for place, rule in enumerate(rules):
        mistakes += _rule_mistakes(f"routing.rules[{place}]", rule, known)
    if mistakes:
        return [], [], mistakes
    return [_named(row) for row in rows], [NamedRule(**rule) for rule in rules], []


def _row_mistakes(here: str, row: object, known: Known) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"{here}: names and values are needed"
        return
    yield from _name_mistakes(here, row, NAMES)
    yield from _part_and_units(here, row, known, ("unit",), ("station",))
    codes = row.get("postcodes", ["01001", "99998"])
    fits = isinstance(codes, list) and len(codes) == 2 and all(is_postcode(str(c)) for c in codes)
    if not fits or str(codes[0]) > str(codes[1]):
        yield f"{here}.postcodes: first and last German postcode are needed, in quotes"
    offences = row.get("offences", [])
    for each in offences if isinstance(offences, list) else [offences]:
        if each not in known.offences:
            yield f"{here}.offences: nobody knows {each}"
    for name in ("priority", "share"):
        value = row.get(name, 1)
        if type(value) is not int or not 0 <= value <= 100:
            yield f"{here}.{name}: a number from 0 to 100 is needed"


def _rule_mistakes(here: str, rule: object, known: Known) -> Iterator[str]:
    if not isinstance(rule, dict):
        yield f"{here}: names and values are needed"
        return
    yield from _name_mistakes(here, rule, RULES)
    yield from _part_and_units(here, rule, known, (), ("fallback",))
    if rule.get("between") not in BETWEEN:
        yield f"{here}.between: one of {', '.join(BETWEEN)} is needed"


def _name_mistakes(here: str, row: Mapping[str, object], names: Collection[str]) -> Iterator[str]:
    yield from (f"{here}.{name}: nobody knows this name" for name in row if name not in names)


def _part_and_units(
    here: str,
    row: Mapping[str, object],
    known: Known,
    needed: Collection[str],
    possible: Collection[str],
) -> Iterator[str]:
    if row.get("part") not in known.parts:
        yield f"{here}.part: one of {', '.join(known.parts)} is needed"
    for name in (*needed, *(each for each in possible if row.get(each))):
        if row.get(name) not in known.units:
            yield f"{here}.{name}: no unit of the file is called {row.get(name)}"


def _named(row: Mapping[str, object]) -> Named:
    values = dict(row)
    for name in ("postcodes", "offences"):
        listed = values.get(name)
        if isinstance(listed, list):
            values[name] = tuple(str(each) for each in listed)
    return Named(**values)  # type: ignore[arg-type]  # each value was checked above
