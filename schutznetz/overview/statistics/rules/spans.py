"""Spans for which figures are released: whole months, quarters, years. Pure.

A unit's released spans never overlap. A month and the quarter around it would, by subtraction,
give the figures of the other two months, and of a month that was left covered on purpose (T53).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

#: Lengths in months, each beginning where a whole number of them fits into a year.
LENGTHS: Final = (1, 3, 12)
_CODE: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])|-Q(?P<quarter>[1-4]))?", re.ASCII
)


class Overlap(Exception):
    """Figures of a part of this span, or of a span around it, have been released already."""


class NotOver(Exception):
    """The span has not ended yet."""


@dataclass(frozen=True, order=True)
class Span:
    """So many whole months from the first day of one."""

    begins: date
    months: int

    def __post_init__(self) -> None:
        fits = self.months in LENGTHS and (self.begins.month - 1) % self.months == 0
        if not fits or self.begins.day != 1:
            raise ValueError("a span is a calendar month, quarter or year")

    @property
    def after(self) -> date:
        """The first day that is no longer in it."""
        return _later(self.begins, self.months)

    @property
    def code(self) -> str:
        """Its short name: "2026-11", "2026-Q4" or "2026"."""
        if self.months == 12:
            return f"{self.begins:%Y}"
        if self.months == 3:
            return f"{self.begins:%Y}-Q{self.begins.month // 3 + 1}"
        return f"{self.begins:%Y-%m}"

    def each_month(self) -> list[date]:
        """The first days of its months."""
        return [_later(self.begins, number) for number in range(self.months)]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a month in common."""
        return self.begins < other.after and other.begins < self.after


def span_named(code: str) -> Span | None:
    """The span behind a code, or None for anything else."""
    match = _CODE.fullmatch(code)
    if match is None or not 2000 <= int(match["year"]) <= 2999:
        return None
    year = int(match["year"])
    if match["month"]:
        return Span(date(year, int(match["month"]), 1), 1)
    if match["quarter"]:
        return Span(date(year, 3 * int(match["quarter"]) - 2, 1), 3)
    return Span(date(year, 1, 1), 12)


def month_of(day: date) -> date:
    """The first day of the month of `day`; the only date a fact has."""
    return day.replace(day=1)


def require_releasable(span: Span, released: Iterable[Span], *, today: date) -> None:
    """Raise NotOver or Overlap unless figures of this span may be released."""
    if today < span.after:
        raise NotOver
    if any(span.overlaps(other) for other in released):
        raise Overlap


def releasable(months: Iterable[date], released: Iterable[Span], *, today: date) -> list[Span]:
    """Every span over at least one of `months` that is over and overlaps nothing released, latest first."""
    taken = list(released)
    wanted = {
        Span(_later(month, -((month.month - 1) % length)), length)
        for month in months
        for length in LENGTHS
    }
    free = [span for span in wanted if not any(span.overlaps(other) for other in taken)]
    over = [span for span in free if span.after <= today]
    return sorted(over, key=lambda span: (span.begins, -span.months), reverse=True)


def _later(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
