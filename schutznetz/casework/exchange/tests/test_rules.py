"""Deadlines of a transmission, and the bases without which nothing leaves."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.exchange.rules import (
    SHARED,
    Disclosure,
    NoBasis,
    due_at,
    is_overdue,
    require_basis,
)
from schutznetz.ground.base.working_time import Hours, Shift

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Hours(tuple(Shift(day, time(8), time(16)) for day in range(5)), BERLIN, "SN")
NIGHT = datetime(2026, 11, 21, 3, 12, tzinfo=BERLIN)  # a Saturday
GIVEN = Disclosure("police_report", "consent", "proactive_counselling", ("phone",))


def due(moment: datetime, *, urgent: bool) -> datetime:
    return due_at(moment, urgent=urgent, hours=OFFICE, urgent_minutes=60, ordinary_minutes=240)


def test_urgent_runs_through_the_night() -> None:
    assert due(NIGHT, urgent=True) == NIGHT + timedelta(hours=1)


def test_ordinary_waits_for_somebody_to_be_there() -> None:
    assert due(NIGHT, urgent=False) == datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(BERLIN)))  # noqa: DTZ001
def test_every_transmission_falls_due_after_it_was_sent(moment: datetime) -> None:
    assert due(moment, urgent=True) > moment
    assert due(moment, urgent=False) > moment


def test_what_has_been_read_is_never_overdue() -> None:
    late = NIGHT + timedelta(days=9)
    assert is_overdue(NIGHT, None, late)
    assert not is_overdue(NIGHT, late, late)
    assert not is_overdue(late, None, NIGHT)


LACKING = {
    "basis": replace(GIVEN, basis=""),
    "purpose": replace(GIVEN, purpose=""),
    "fields": replace(GIVEN, fields=()),
}


@pytest.mark.parametrize("missing", LACKING)
def test_without_basis_purpose_or_fields_nothing_leaves(missing: str) -> None:
    require_basis(GIVEN)
    with pytest.raises(NoBasis):
        require_basis(LACKING[missing])


def test_the_recipient_gets_the_reasons_and_none_of_the_senders_own_notes() -> None:
    disclosure = Disclosure(
        kind="police_report",
        basis="consent",
        purpose="proactive_counselling",
        fields=("phone",),
        consent={"how": "written", "at": "2026-01-05T10:00", "ref": "an-id-of-ours"},
        until="2026-06-01",
        reference="ANO-1",
    )
    account = disclosure.as_account()
    assert account["basis"] == "consent"
    assert account["until"] == "2026-06-01"
    assert account["consent"] == {"how": "written", "at": "2026-01-05T10:00"}
    assert set(account) == {*SHARED, "consent"}
    assert "ANO-1" not in str(account)
