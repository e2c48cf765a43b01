"""A sheet of an ordinary month calendar. Pure."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

import holidays


@dataclass(frozen=True)
class Day:
    """One cell."""

    day: date
    inside: bool
    today: bool
    holiday: str


@dataclass(frozen=True)
class Month:
    """The sheet: whole weeks from Monday to Sunday, and where the neighbours are."""

    first: date
    weeks: list[list[Day]]
    holidays: list[tuple[date, str]]
    previous: date
    following: date


def month_of(first: date, today: date, language: str) -> Month:
    """The sheet of the month that begins with `first`, with the holidays common to all of Germany."""
    names = holidays.country_holidays(
        "DE",
        years=[first.year - 1, first.year, first.year + 1],
        language="de" if language == "de" else "en_US",
    )
    weeks = [
        [Day(day, day.month == first.month, day == today, names.get(day, "")) for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    free = [
        (each.day, each.holiday) for week in weeks for each in week if each.inside and each.holiday
    ]
    return Month(first, weeks, free, (first - timedelta(days=1)).replace(day=1), _next(first))


def month_named(words: str, today: date) -> date:
    """The first day of the month written as "2026-11"; the present month for anything else."""
    try:
        first = date.fromisoformat(f"{words}-01")
    except ValueError:
        return today.replace(day=1)
    return first if abs(first.year - today.year) <= 10 else today.replace(day=1)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
