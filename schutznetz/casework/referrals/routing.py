"""Which unit gets which part. Pure.

By postcode, by kind of act, by what the network has agreed between several units, and around
everybody who is close to somebody concerned. Where nothing fits, a named unit catches it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from schutznetz.casework.referrals.parts import Cut

#: Between several units that fit equally: the order of the file, by turns, or by what each can take.
BETWEEN: Final = ("order", "turn", "capacity")


@dataclass(frozen=True)
class Way:
    """One row of the network's routing: who gets which part of which reports.

    `station` None means every station; empty postcodes and acts mean all. A lower `priority` goes
    first; `share` says how many of a hundred a unit takes where capacity decides.
    """

    unit: UUID
    part: str
    station: UUID | None = None
    first: str = ""
    last: str = ""
    offences: tuple[str, ...] = ()
    priority: int = 1
    share: int = 1

    def fits(self, wanted: "Wanted") -> bool:
        """Whether this row is meant for such a part."""
        return (
            self.part == wanted.part
            and self.station in (None, wanted.station)
            and (not self.first or self.first <= wanted.postcode <= self.last)
            and (not self.offences or bool(set(self.offences) & set(wanted.offences)))
        )


@dataclass(frozen=True)
class Agreed:
    """What the network has agreed for one part: how to choose between several, and who catches."""

    between: str = "order"
    fallback: UUID | None = None


@dataclass(frozen=True)
class Wanted:
    """What is to be routed."""

    part: str
    station: UUID
    postcode: str
    offences: tuple[str, ...]


@dataclass(frozen=True)
class Destination:
    """Where a part goes: the unit, the others that would fit as well, and whether it is caught."""

    unit: UUID
    others: tuple[UUID, ...] = ()
    is_fallback: bool = False


@dataclass(frozen=True)
class Network:
    """The routing of the whole network, and how much a station has given each unit so far."""

    ways: tuple[Way, ...]
    agreed: Mapping[str, Agreed]
    kinds: Mapping[UUID, str]
    given: Mapping[UUID, int]


def candidates(network: Network, wanted: Wanted, excluded: Collection[UUID]) -> list[UUID]:
    """Every unit that may get it, best first."""
    between = network.agreed.get(wanted.part, Agreed()).between
    fitting = [
        (way.priority, _load(network, way, between), place, way.unit)
        for place, way in enumerate(network.ways)
        if way.fits(wanted) and way.unit not in excluded and (between != "capacity" or way.share)
    ]
    return list(dict.fromkeys(unit for _p, _l, _n, unit in sorted(fitting)))


def destinations(
    network: Network, cuts: Sequence[Cut], report: Mapping[str, Any], station: UUID
) -> dict[str, Destination]:
    """Where each part goes; one that nobody may get is left out.

    Two people who accuse each other never come to the same centre.
    """
    near = close_units(report, network.kinds)
    found: dict[str, Destination] = {}
    for cut in cuts:
        taken = {found[other.id].unit for other in _opposing(cuts, cut) if other.id in found}
        wanted = Wanted(
            cut.part.code,
            station,
            str(report.get("postcode") or ""),
            tuple(report.get("offences") or ()),
        )
        destination = _destination(network, wanted, near | taken)
        if destination:
            found[cut.id] = destination
    return found


def close_units(report: Mapping[str, Any], kinds: Mapping[UUID, str]) -> set[UUID]:
    """The units that somebody concerned is close to: those named, or all that may be meant."""
    if report.get("conflict") != "yes":
        return set()
    named = {unit for unit in kinds if str(unit) in (report.get("conflict_units") or [])}
    where = set(report.get("conflict_where") or [])
    meant = {"youth_office": "youth_office", "police": "victim_protection"}
    for place, kind in meant.items():
        if place in where and not any(kinds[unit] == kind for unit in named):
            named |= {unit for unit in kinds if kinds[unit] == kind}
    return named


def _destination(
    network: Network, wanted: Wanted, excluded: Collection[UUID]
) -> Destination | None:
    listed = candidates(network, wanted, excluded)
    if listed:
        return Destination(listed[0], tuple(listed[1:]))
    fallback = network.agreed.get(wanted.part, Agreed()).fallback
    if fallback is None or fallback in excluded:
        return None
    return Destination(fallback, is_fallback=True)


def _load(network: Network, way: Way, between: str) -> float:
    if between == "order":
        return 0
    given = network.given.get(way.unit, 0)
    return given / way.share if between == "capacity" and way.share else given


def _opposing(cuts: Sequence[Cut], cut: Cut) -> Iterator[Cut]:
    """The other affected people of a mutual report."""
    if cut.part.people != "affected":
        return
    for other in cuts:
        if other.part.people == "affected" and other.id != cut.id:
            if other.view.get("affected_also_accused") or cut.view.get("affected_also_accused"):
                yield other
