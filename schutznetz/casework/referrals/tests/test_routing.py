"""Who gets which part: by postcode, act, turn and capacity, and around whoever is close."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.referrals.parts import cuts_of
from schutznetz.casework.referrals.routing import (
    BETWEEN,
    Agreed,
    Network,
    Wanted,
    Way,
    candidates,
    close_units,
    destinations,
)

NORD, ONE, TWO, YOUTH, CATCH = (UUID(int=number) for number in range(1, 6))
KINDS = {
    NORD: "station",
    ONE: "centre",
    TWO: "centre",
    YOUTH: "youth_office",
    CATCH: "victim_protection",
}
WAYS = (
    Way(ONE, "centre", station=NORD),
    Way(TWO, "centre", station=NORD, priority=2),
    Way(YOUTH, "children"),
)
NETWORK = Network(
    WAYS,
    {"centre": Agreed(fallback=CATCH), "children": Agreed(fallback=CATCH)},
    KINDS,
    {},
)
WANTED = Wanted("centre", NORD, "04999", ("threat",))
ANA: dict[str, Any] = {"affected_first_name": "Ana", "consent": "written"}
BEA: dict[str, Any] = {"affected_first_name": "Bea", "consent": "written"}
REPORT: dict[str, Any] = {
    "postcode": "04999",
    "offences": ["threat"],
    "affected": [ANA, BEA],
    "children": [{"first_name": "Mia"}],
}


def go(network: Network = NETWORK, **changes: Any) -> dict[str, UUID]:
    """Where each part of the report goes."""
    report = {**REPORT, **changes}
    found = destinations(network, cuts_of(report), report, NORD)
    return {cut: destination.unit for cut, destination in found.items()}


def between(rule: str, given_: dict[UUID, int], *shares: int) -> list[UUID]:
    """The order of two units that fit equally."""
    ways = tuple(
        Way(unit, "centre", share=share) for unit, share in zip((ONE, TWO), shares, strict=True)
    )
    network = Network(ways, {"centre": Agreed(rule)}, KINDS, given_)
    return candidates(network, WANTED, ())


def test_lower_priority_goes_first_and_the_rest_is_the_way_around() -> None:
    assert candidates(NETWORK, WANTED, ()) == [ONE, TWO]
    assert candidates(NETWORK, WANTED, {ONE}) == [TWO]


def test_postcode_and_act_narrow_a_way() -> None:
    south = Way(TWO, "centre", first="04800", last="04849", priority=0)
    stalking = Way(TWO, "centre", offences=("stalking",), priority=0)
    for way, fitting in (
        (south, replace(WANTED, postcode="04810")),
        (stalking, replace(WANTED, offences=("threat", "stalking"))),
    ):
        network = replace(NETWORK, ways=(*WAYS, way))
        assert candidates(network, fitting, ())[0] == TWO
        assert candidates(network, WANTED, ())[0] == ONE


def test_by_turns_the_one_with_fewer_is_next() -> None:
    assert between("turn", {ONE: 3, TWO: 2}, 1, 1) == [TWO, ONE]
    assert between("turn", {ONE: 2, TWO: 2}, 1, 1) == [ONE, TWO]


def test_by_capacity_a_share_counts_and_none_takes_none() -> None:
    assert between("capacity", {ONE: 5, TWO: 2}, 3, 1) == [ONE, TWO]
    assert between("capacity", {ONE: 6, TWO: 1}, 3, 1) == [TWO, ONE]
    assert between("capacity", {}, 0, 1) == [TWO]


def test_several_affected_people_may_share_a_centre() -> None:
    assert go() == {"centre-1": ONE, "centre-2": ONE, "children": YOUTH}


def test_people_who_accuse_each_other_never_come_to_the_same_centre() -> None:
    also = {**BEA, "affected_also_accused": True}
    assert go(affected=[ANA, also])["centre-2"] == TWO
    assert go(affected=[also, ANA])["centre-2"] == TWO


def test_with_one_centre_the_second_is_caught() -> None:
    network = replace(NETWORK, ways=WAYS[:1])
    also = {**BEA, "affected_also_accused": True}
    report = {**REPORT, "affected": [ANA, also]}
    found = destinations(network, cuts_of(report), report, NORD)
    assert (found["centre-2"].unit, found["centre-2"].is_fallback) == (CATCH, True)


def test_nothing_goes_where_somebody_is_close() -> None:
    near: dict[str, Any] = {
        "conflict": "yes",
        "conflict_where": ["network"],
        "conflict_units": [str(ONE)],
    }
    assert go(**near)["centre-1"] == TWO
    assert go(conflict="no", conflict_units=[str(ONE)])["centre-1"] == ONE


def test_close_to_an_office_that_is_not_named_means_all_of_its_kind() -> None:
    near: dict[str, Any] = {"conflict": "yes", "conflict_where": ["youth_office", "police"]}
    assert close_units(near, KINDS) == {YOUTH, CATCH}
    assert "children" not in go(**near), "the unit that catches is close as well"


@given(
    st.lists(st.sampled_from([ONE, TWO, YOUTH, CATCH]), max_size=3),
    st.sampled_from(BETWEEN),
    st.booleans(),
)
def test_whatever_is_agreed_no_part_goes_to_somebody_close(
    near: list[UUID], rule: str, mutual: bool
) -> None:
    network = replace(NETWORK, agreed={"centre": Agreed(rule, CATCH)})
    affected = [ANA, {**BEA, "affected_also_accused": mutual}]
    found = go(
        network,
        affected=affected,
        conflict="yes",
        conflict_where=["network"],
        conflict_units=[str(unit) for unit in near],
    )
    assert not set(found.values()) & set(near)
    if mutual and {"centre-1", "centre-2"} <= set(found):
        assert found["centre-1"] != found["centre-2"]


@pytest.mark.parametrize("excluded", [{ONE, TWO}])
def test_the_unroutable_is_caught_by_a_named_unit(excluded: set[UUID]) -> None:
    near: dict[str, Any] = {
        "conflict": "yes",
        "conflict_where": ["network"],
        "conflict_units": [str(unit) for unit in excluded],
    }
    assert go(**near)["centre-1"] == CATCH
