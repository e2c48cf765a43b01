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
    next_date_problem,
    require_step,
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
