"""When two counts agree, when somebody has something to do, and when it is noon."""

from datetime import UTC, date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.comparisons.rules import (
    Said,
    Standing,
    due_at,
    is_done,
    last_monday,
    span_of,
    standing,
    waits_for_own,
)
from schutznetz.ground.base.working_time import Hours, Shift

SIDE = st.builds(Said, st.none() | st.integers(0, 3), st.booleans())
OFFICE = Hours(tuple(Shift(day, time(8), time(16)) for day in range(5)), state="SN")


@given(SIDE, SIDE)
def test_a_comparison_is_done_exactly_when_nobody_has_anything_to_do(
    one: Said, other: Said
) -> None:
    assert is_done(one, other) == (not waits_for_own(one, other) and not waits_for_own(other, one))
    assert is_done(one, other) == is_done(other, one)


@given(SIDE)
def test_a_missing_number_is_never_taken_for_an_agreement(own: Said) -> None:
    assert not is_done(own, Said(None))
    assert not is_done(Said(None), own)


def test_both_have_to_settle_a_difference() -> None:
    assert standing(Said(3), Said(2)) == Standing.DIFFERENT
    assert standing(Said(3, True), Said(2)) == Standing.OTHER_UNSETTLED
    assert standing(Said(3, True), Said(2, True)) == Standing.SETTLED
    assert standing(Said(0), Said(0)) == Standing.AGREED


def test_the_last_week_is_the_one_that_is_over() -> None:
    assert last_monday(date(2026, 11, 23)) == date(2026, 11, 16)
    assert last_monday(date(2026, 11, 29)) == date(2026, 11, 16)


def test_a_week_is_local_and_has_its_hour_more_or_less() -> None:
    begins, ends = span_of(date(2026, 10, 19), OFFICE)
    assert (ends.astimezone(UTC) - begins.astimezone(UTC)).total_seconds() == 169 * 3600


def test_monday_noon_unless_nobody_is_there() -> None:
    berlin = OFFICE.zone
    assert due_at(date(2026, 11, 16), OFFICE) == datetime(2026, 11, 23, 12, tzinfo=berlin)
    easter_monday = due_at(date(2026, 3, 30), OFFICE)
    assert easter_monday == datetime(2026, 4, 7, 8, tzinfo=berlin)
    assert due_at(date(2026, 11, 16), Hours(())) == datetime(2026, 11, 23, 12, tzinfo=berlin)
