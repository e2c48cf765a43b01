"""The life of a file: no dead end, no date in the past."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.cases.rules import (
    STEPS,
    NotAllowed,
    State,
    first_contact_by,
    in_time,
    incident_number,
    next_date_problem,
    next_date_rings,
    require_step,
    suggested_date,
    without_contact_since,
)
from schutznetz.ground.base.working_time import Hours, Shift

TODAY = date(2026, 11, 24)
BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Hours(tuple(Shift(day, time(8), time(16)) for day in range(5)), BERLIN, "SN")


@given(st.sampled_from(State), st.sampled_from([*(step.act for step in STEPS), "delete"]))
def test_a_step_leads_where_the_table_says_or_nowhere(state: State, act: str) -> None:
    allowed = [step.end for step in STEPS if step.start == state and step.act == act]
    if allowed:
        assert require_step(state, act) == allowed[0]
    else:
        with pytest.raises(NotAllowed):
            require_step(state, act)


def test_every_state_can_be_left() -> None:
    assert {step.start for step in STEPS} == set(State)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_next_date_lies_between_today_and_a_year(day: date) -> None:
    fits = TODAY <= day <= TODAY + timedelta(days=366)
    assert (next_date_problem(day, today=TODAY) is None) == fits


def test_first_contact_runs_in_staffed_time() -> None:
    friday_night = datetime(2026, 11, 20, 22, 0, tzinfo=BERLIN)
    due = first_contact_by(friday_night, hours=OFFICE, minutes=480)
    assert due == datetime(2026, 11, 23, 16, 0, tzinfo=BERLIN)


def test_silence_counts_from_the_opening_if_nobody_ever_spoke_with_her() -> None:
    assert without_contact_since(None, TODAY - timedelta(9), TODAY) == 9
    assert without_contact_since(TODAY - timedelta(2), TODAY - timedelta(9), TODAY) == 2


def test_a_missed_friday_rings_on_monday_when_somebody_is_there() -> None:
    friday = date(2026, 11, 20)
    assert next_date_rings(friday, OFFICE) == datetime(2026, 11, 23, 8, 0, tzinfo=BERLIN)
    night = Hours((), BERLIN)
    assert next_date_rings(friday, night) == datetime(2026, 11, 21, 0, 0, tzinfo=BERLIN)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_next_date_never_rings_before_its_day_is_over(day: date) -> None:
    assert next_date_rings(day, OFFICE).date() > day


def test_what_is_taken_without_a_word_is_due_on_the_next_working_day() -> None:
    friday = datetime(2026, 11, 20, 15, 0, tzinfo=BERLIN)
    assert suggested_date(friday, urgent=False, hours=OFFICE) == date(2026, 11, 23)
    assert suggested_date(friday, urgent=True, hours=OFFICE) == date(2026, 11, 20)
    assert suggested_date(friday, urgent=False, hours=Hours((), BERLIN)) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("reports", "earlier", "number"), [(1, None, 1), (1, 0, 1), (1, 4, 5), (3, 1, 3), (3, 6, 7)]
)
def test_the_incident_is_numbered_by_whoever_counts_more(
    reports: int, earlier: int | None, number: int
) -> None:
    assert incident_number(reports, earlier) == number


def test_a_first_contact_is_in_time_until_its_last_moment() -> None:
    due = datetime(2026, 11, 24, 12, 0, tzinfo=BERLIN)
    assert in_time(due, due) == "yes"
    assert in_time(due, due + timedelta(minutes=1)) == "no"
    assert in_time(None, due) == "unknown"
