"""When a caller may be believed, and how long something stays open."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.calls import codes, rules
from schutznetz.casework.calls.rules import CalledBack, Outcome, State
from schutznetz.ground.base.working_time import Hours, Shift

OFFICE = Hours(tuple(Shift(day, time(8), time(16)) for day in range(5)))
FRIDAY = datetime(2026, 11, 20, 15, 30, tzinfo=OFFICE.zone)
EARLIEST, LATEST = datetime(2026, 1, 1), datetime(2027, 12, 31)  # noqa: DTZ001 - hypothesis adds none
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("called_back", CalledBack)
@pytest.mark.parametrize("outcome", Outcome)
def test_only_the_directory_makes_a_caller_genuine(called_back: str, outcome: str) -> None:
    problem = rules.outcome_problem(called_back, outcome)
    is_wrong = outcome == Outcome.GENUINE and called_back != CalledBack.DIRECTORY
    assert (problem is not None) == is_wrong


def test_not_genuine_warns_and_nothing_else_does() -> None:
    assert [each for each in Outcome if rules.warns(each)] == [Outcome.NOT_GENUINE]


def test_calling_back_is_due_in_staffed_time() -> None:
    due = rules.call_back_by(FRIDAY, hours=OFFICE)
    assert due == datetime(2026, 11, 23, 8, 30, tzinfo=OFFICE.zone)


@given(st.datetimes(EARLIEST, LATEST))
def test_calling_back_is_never_due_before_the_call(moment: datetime) -> None:
    aware = moment.replace(tzinfo=OFFICE.zone)
    assert rules.call_back_by(aware, hours=OFFICE) > aware


@pytest.mark.parametrize(
    ("days", "problem"), [(-1, "in_past"), (0, None), (366, None), (367, "too_far")]
)
def test_a_follow_up_is_neither_gone_by_nor_a_slip(days: int, problem: str | None) -> None:
    assert rules.next_date_problem(TODAY + timedelta(days), today=TODAY) == problem


def test_what_happened_lies_not_in_the_future() -> None:
    assert rules.day_problem(TODAY, today=TODAY) is None
    assert rules.day_problem(TODAY + timedelta(1), today=TODAY) == "in_future"


def test_a_follow_up_rings_in_the_morning_of_its_day() -> None:
    rings = rules.rings_at(TODAY, hours=OFFICE)
    assert (rings.date(), rings.hour) == (TODAY, 8)


def test_what_is_closed_stays_closed() -> None:
    rules.require_open(State.OPEN)
    with pytest.raises(rules.NotAllowed):
        rules.require_open(State.CLOSED)


def test_every_code_has_its_word() -> None:
    assert set(codes.CalledBack.values) == {each.value for each in CalledBack}
    assert set(codes.Outcome.values) == {each.value for each in Outcome}
