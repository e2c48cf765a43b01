"""Whether somebody in a report could be one of our own people (T13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.ground.base.names import words_of
from schutznetz.ground.organisations.rules import Mentioned, OnStaff, could_be, found_among

SAME = [
    ("Sören", "Nyström", "Sören Nyström"),
    ("Soeren", "Nystroem", "Sören Nyström"),
    ("Søren", "Nyström", "Sören Nyström"),
    ("SÖREN", "NYSTROM", "Sören Nyström"),
    ("Nyström", "Sören", "Sören Nyström"),  # first name and surname swapped
    ("S.", "Nyström", "Sören Nyström"),
    ("", "Nyström", "Sören Nyström"),  # only the surname was heard
    ("Soren", "Niström", "Sören Nyström"),
    ("Hanna", "Kesler", "Hanna Keßler"),
    ("Hannah", "Kessler", "Hanna Keßler"),
    ("Tomasz", "Wrona-Nowak", "Tomasz Wrona"),
    ("Tomas", "Vrona", "Tomasz Wrona"),
    ("Jan", "Kovalsky", "Jan Kowalski"),
    ("Peter", "Schmitt", "Peter Schmidt"),
    ("Karl-Heinz", "Schmidt", "Heinz Schmidt"),
    ("Omar", "Almasri", "Omar Al-Masri"),
    ("Omar", "Al Masri", "Omar Almasri"),
    ("Eva", "Heide", "Eva von der Heide"),
    ("Eva", "von der Heide", "Eva Heide"),
    ("Łukasz", "Ostrowski", "Lukasz Ostrowski"),
    ("Ngoc", "Tran", "Ngọc Trần"),
    ("Hoa", "Lê", "Hoa Le"),
    ("Ali", "Ali", "Ali Ali"),
    ("", "Mueller", "Eva Müller"),
    ("E.", "Muller", "Eva Müller"),
    ("Eva", "Müller", "Muller Eva"),
    ("Schmitt", "Peter", "Peter Schmidt"),  # swapped, and only heard
    ("P.", "Schmitt", "Peter Schmidt"),
    ("Ольга", "Сидоренко", "ОЛЬГА СИДОРЕНКО"),
]
OTHERS = [
    ("Sören", "Nyberg", "Sören Nyström"),
    ("Lars", "Nyström", "Sören Nyström"),
    ("T.", "Nyström", "Sören Nyström"),
    ("Ali", "Ali", "Ali Veli"),
    ("Peter", "Müller", "Peter Schmidt"),
    ("", "", "Peter Schmidt"),
    ("Peter", "", "Peter Schulz"),
    ("", "Niström", "Sören Nyström"),  # a surname alone that only sounds alike
    ("", "Adeyemi", "Ruth Adam"),
    ("Folake", "Adeyemi", "Ruth Adam"),
    ("", "Adeyemi", "Ute Mai"),  # nor two words that sound like it together
    ("", "Schmitt", "Peter Schmidt"),
]


@pytest.mark.parametrize(("first", "last", "name"), SAME)
def test_t13_spellings_of_one_name_are_one_person(first: str, last: str, name: str) -> None:
    assert could_be(Mentioned(first, last), name)


@pytest.mark.parametrize(("first", "last", "name"), OTHERS)
def test_other_names_are_other_people(first: str, last: str, name: str) -> None:
    assert not could_be(Mentioned(first, last), name)


def test_years_of_birth_that_lie_apart_are_two_people_unless_both_names_are_the_same() -> None:
    assert not could_be(Mentioned("Peter", "Schmitt", 1987), "Peter Schmidt", 1960)
    assert could_be(Mentioned("Peter", "Schmidt", 1987), "Peter Schmidt", 1960)


def test_a_year_does_not_make_a_surname_that_sounds_alike_somebody() -> None:
    assert not could_be(Mentioned("", "Schmitt", 1987), "Peter Schmidt", 1987)
    assert could_be(Mentioned("", "Schmidt", 1987), "Peter Schmidt", 1987)


def test_a_first_name_alone_needs_the_year_of_birth() -> None:
    assert could_be(Mentioned("Peter", "", 1987), "Peter Schulz", 1987)
    assert not could_be(Mentioned("Peter", "", 1987), "Peter Schulz", 1960)


def test_everybody_mentioned_is_compared_with_everybody_on_staff() -> None:
    staff = [OnStaff(1, "Sören Nyström"), OnStaff(2, "Hanna Keßler"), OnStaff(3, "Ngọc Trần")]
    people = [Mentioned("Soeren", "Nystroem"), Mentioned("Ngoc", "Tran"), Mentioned()]
    assert found_among(people, staff) == {1, 3}


@given(st.text(max_size=20), st.text(max_size=20), st.integers(1940, 2010))
def test_knowing_less_never_clears_anybody(first: str, last: str, year: int) -> None:
    name = f"{first} {last}"
    if words_of(last) and could_be(Mentioned(first, last, year), name, year):
        assert could_be(Mentioned(first, last), name, year)
        assert could_be(Mentioned(first, last, year), name)
