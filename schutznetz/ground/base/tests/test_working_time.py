"""Working time: deadlines exist always, never lie in the past, and know weekends and holidays."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from schutznetz.ground.base.working_time import (
    Hours,
    Shift,
    after_working_time,
    last_closed,
    next_staffed,
    staffed_until,
)

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Hours(tuple(Shift(day, time(8), time(16)) for day in range(5)), BERLIN, "SN")


def local(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


def test_friday_night_is_read_on_monday() -> None:
    friday_night = local(2026, 11, 20, 22, 0)
    assert staffed_until(OFFICE, friday_night) is None
    assert next_staffed(OFFICE, friday_night) == local(2026, 11, 23, 8, 0)
    due = after_working_time(OFFICE, friday_night, timedelta(hours=4))
    assert due == local(2026, 11, 23, 12, 0)


def test_saxony_rests_on_its_day_of_repentance() -> None:
    tuesday_evening = local(2026, 11, 17, 17, 0)  # Wednesday 18 November 2026 is Buß- und Bettag
    assert next_staffed(OFFICE, tuesday_evening) == local(2026, 11, 19, 8, 0)


def test_a_span_runs_over_several_days() -> None:
    monday = local(2026, 11, 23, 15, 0)
    assert after_working_time(OFFICE, monday, timedelta(hours=10)) == local(2026, 11, 25, 9, 0)


def test_somebody_is_there_until_the_shift_ends() -> None:
    assert staffed_until(OFFICE, local(2026, 11, 24, 9, 0)) == local(2026, 11, 24, 16, 0)


def test_a_unit_without_hours_still_has_a_deadline() -> None:
    moment = local(2026, 11, 24, 9, 0)
    assert after_working_time(Hours(()), moment, timedelta(hours=4)) == moment + timedelta(hours=4)
    assert next_staffed(Hours(()), moment) is None


def test_summer_time_does_not_move_the_opening() -> None:
    saturday = local(2026, 3, 28, 12, 0)  # clocks go forward on Sunday 29 March 2026
    assert next_staffed(OFFICE, saturday) == local(2026, 3, 30, 8, 0)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(1, 60 * 40),
)
def test_a_deadline_is_never_earlier_than_the_span(moment: datetime, minutes: int) -> None:
    due = after_working_time(OFFICE, moment, timedelta(minutes=minutes))
    assert due >= moment + timedelta(minutes=minutes)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(1, 600),
    st.integers(1, 600),
)
def test_more_time_is_never_due_earlier(moment: datetime, one: int, more: int) -> None:
    first = after_working_time(OFFICE, moment, timedelta(minutes=one))
    assert after_working_time(OFFICE, moment, timedelta(minutes=one + more)) >= first


def test_the_weekend_begins_when_the_last_working_day_ended() -> None:
    friday_evening = local(2026, 11, 20, 16, 0)
    for moment in (
        local(2026, 11, 21, 3, 0),
        local(2026, 11, 23, 7, 0),
        local(2026, 11, 23, 15, 0),
    ):
        assert last_closed(OFFICE, moment) == friday_evening
    assert last_closed(OFFICE, local(2026, 11, 24, 9, 0)) == local(2026, 11, 23, 16, 0)
    after_repentance = local(2026, 11, 19, 9, 0)
    assert last_closed(OFFICE, after_repentance) == local(2026, 11, 17, 16, 0)
    assert last_closed(Hours(()), friday_evening) is None
