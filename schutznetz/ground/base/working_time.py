"""Working time of a unit: when somebody is there, and when a span of working time is over.

Pure: no clock, no Django. Hours are local wall time; the results are aware moments.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

#: How far ahead a staffed hour is looked for before a unit counts as unstaffed.
HORIZON = timedelta(days=21)


@dataclass(frozen=True)
class Shift:
    """A stretch of one weekday on which somebody is there (0 = Monday)."""

    weekday: int
    begins: time
    ends: time


@dataclass(frozen=True)
class Hours:
    """The staffed hours of a unit.

    `state` is the two-letter code of the German state whose public holidays count as unstaffed
    ("SN" for Saxony); an empty string means a unit that knows no holidays, such as a police desk.
    """

    shifts: tuple[Shift, ...]
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Berlin"))
    state: str = ""

    def is_holiday(self, day: date) -> bool:
        """Whether `day` is a public holiday in the unit's state."""
        return bool(self.state) and day in _holidays_of(self.state, day.year)

    def stretches_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Staffed stretches that end after `moment`, in order, up to the horizon."""
        first = moment.astimezone(self.zone).date()
        for offset in range(HORIZON.days + 1):
            day = first + timedelta(days=offset)
            if self.is_holiday(day):
                continue
            for shift in sorted(self.shifts, key=lambda each: each.begins):
                if shift.weekday == day.weekday():
                    begins = datetime.combine(day, shift.begins, self.zone)
                    ends = datetime.combine(day, shift.ends, self.zone)
                    if ends > moment:
                        yield begins, ends


_HOLIDAYS: dict[tuple[str, int], Mapping[date, str]] = {}


def _holidays_of(state: str, year: int) -> Mapping[date, str]:
    """Public holidays of one state and year; computed once, they do not change."""
    key = (state, year)
    if key not in _HOLIDAYS:
        _HOLIDAYS[key] = holidays.country_holidays("DE", subdiv=state, years=year)
    return _HOLIDAYS[key]


def staffed_until(hours: Hours, moment: datetime) -> datetime | None:
    """When the present staffed stretch ends; None if nobody is there at `moment`."""
    for begins, ends in hours.stretches_from(moment):
        return ends if begins <= moment else None
    return None


def next_staffed(hours: Hours, moment: datetime) -> datetime | None:
    """`moment` itself if somebody is there, else the next opening; None if none within the horizon."""
    for begins, _ in hours.stretches_from(moment):
        return max(begins, moment)
    return None


def last_closed(hours: Hours, moment: datetime) -> datetime | None:
    """When the last staffed day before today ended: on a Monday, Friday's closing time.

    None for a unit without staffed hours within the horizon.
    """
    today = moment.astimezone(hours.zone).date()
    for offset in range(1, HORIZON.days + 1):
        day = today - timedelta(days=offset)
        ends = [each.ends for each in hours.shifts if each.weekday == day.weekday()]
        if ends and not hours.is_holiday(day):
            return datetime.combine(day, max(ends), hours.zone)
    return None


def after_working_time(hours: Hours, moment: datetime, span: timedelta) -> datetime:
    """The moment at which `span` of staffed time has passed since `moment`.

    A unit without staffed hours within the horizon gets plain clock time, so that a deadline
    always exists: an empty calendar must never mean "no deadline".
    """
    left = span
    for begins, ends in hours.stretches_from(moment):
        start = max(begins, moment)
        if start + left <= ends:
            return start + left
        left -= ends - start
    return moment + span
