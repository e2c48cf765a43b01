"""Who is recognised although somebody wrote it otherwise, and who is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.persons.rules import (
    Hit,
    Person,
    Role,
    Sign,
    normal_number,
    people_in,
    said_signs,
    values_of,
)

BORN = date(1991, 4, 3)


def person(first: str, last: str, birth: date | None = BORN, *phones: str) -> Person:
    return Person(Role.AFFECTED, first, last, birth, phones)


def agreeing(one: Person, other: Person) -> set[str]:
    """The signs both share."""
    return {value[0] for value in values_of(one) & values_of(other)}


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        (("Özlem", "Müßig"), ("Oezlem", "Muessig"), Sign.SAME),
        (("Özlem", "Çağlayan-Müßig"), ("Ozlem", "Caglayan"), Sign.SAME),
        (("Anna Lena", "Schmidt"), ("Anna", "Schmidt"), Sign.SAME),
        (("Layla", "Al-Masri"), ("Layla", "Almasri"), Sign.SAME),
        (("Kateryna", "Schmidt"), ("Katherina", "Schmitt"), Sign.SOUNDS_YEAR),
        (("Beate", "Kowalski"), ("Bea", "Kovalsky"), Sign.SOUNDS_BIRTH),
        (("Özlem", "Müßig"), ("Özlem", "Çağlayan"), Sign.CHANGED_NAME),
    ],
)
def test_the_same_person_written_otherwise_is_recognised(
    one: tuple[str, str], other: tuple[str, str], sign: Sign
) -> None:
    assert sign in agreeing(person(*one), person(*other))


def test_day_and_month_swapped_are_recognised() -> None:
    swapped = person("Özlem", "Müßig", date(1991, 3, 4))
    assert Sign.SWAPPED in agreeing(person("Özlem", "Müßig"), swapped)


def test_a_wrong_day_is_recognised_by_sound_and_year_alone() -> None:
    assert agreeing(person("Jo", "Meier"), person("Jo", "Maier", date(1991, 9, 9))) == {
        Sign.SOUNDS_YEAR
    }


@pytest.mark.parametrize(
    "other",
    [
        person("Özlem", "Müßig", date(1980, 1, 1)),
        person("Dana", "Weber"),
        person("Özlem", "Müßig", None),
        person("", "", BORN),
    ],
)
def test_a_single_name_or_a_birth_date_alone_recognises_nobody(other: Person) -> None:
    assert not agreeing(person("Özlem", "Müßig"), other)


@pytest.mark.parametrize(
    "written",
    ["0341 123456", "+49 341 123456", "+49 (0)341 123456", "0049341123456", "0341/12-34-56"],
)
def test_a_number_is_one_however_it_is_written(written: str) -> None:
    assert normal_number(written) == "49341123456"


@pytest.mark.parametrize("nothing", ["", "110", "keine", "-", "12 34"])
def test_what_is_no_number_is_none(nothing: str) -> None:
    assert normal_number(nothing) == ""


@given(first=st.text(max_size=30), last=st.text(max_size=30), birth=st.none() | st.dates())
def test_any_name_in_any_script_has_compound_signs_only(
    first: str, last: str, birth: date | None
) -> None:
    for value in values_of(person(first, last, birth)):
        assert len(value) >= 3, "a sign of one part alone"
        assert all(value)


def test_a_report_names_its_people_in_either_shape() -> None:
    fields = {
        "affected_first_name": "Özlem",
        "affected_last_name": "Müßig",
        "affected_birth": "1991-04-03",
        "phone": "0341 123456",
        "accused": [{"first_name": "Sören", "last_name": "Nyström", "birth": "1987-09-30"}, {}],
    }
    affected, accused = people_in(fields)
    assert affected == person("Özlem", "Müßig", BORN, "0341 123456")
    assert (accused.role, accused.last_name) == (Role.ACCUSED, "Nyström")
    alone = {"accused_first_name": "Sören", "accused_last_name": "Nyström", "accused_birth": "x"}
    assert [each.birth for each in people_in(alone)] == [None]
    assert people_in({"accused": "unknown"}) == []


def test_somebody_on_the_other_side_is_the_other_party() -> None:
    name, number = frozenset({Sign.SAME}), frozenset({Sign.PHONE})
    assert Hit(Role.AFFECTED, Role.ACCUSED, name).is_crossed()
    assert Hit(Role.ACCUSED, Role.AFFECTED, name).is_crossed()
    assert not Hit(Role.AFFECTED, Role.AFFECTED, name).is_crossed()
    assert not Hit(Role.ACCUSED, Role.AFFECTED, number).is_crossed()


def test_the_strongest_sign_is_said_first_and_weaker_ones_are_left_out() -> None:
    everything = set(Sign) - {Sign.PHONE}
    assert said_signs(everything) == [Sign.SAME]
    assert said_signs({Sign.PHONE, Sign.SAME}) == [Sign.SAME, Sign.PHONE]
    assert said_signs({Sign.SOUNDS_YEAR, Sign.SWAPPED}) == [Sign.SWAPPED]
