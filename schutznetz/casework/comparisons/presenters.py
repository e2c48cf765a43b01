"""A comparison in words, and what the own inbox suggests as number."""

from dataclasses import dataclass

from schutznetz.casework.comparisons.access import Sides, sent_digitally, sides_of, weeks_of
from schutznetz.casework.comparisons.actions import read_note
from schutznetz.casework.comparisons.forms import REASONS
from schutznetz.casework.comparisons.models import WeekComparison
from schutznetz.casework.comparisons.rules import Reason, span_of
from schutznetz.casework.intakes.recognising import recorded_papers
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit

#: Weeks on the page: a quarter of a year.
SHOWN = 13


@dataclass(frozen=True)
class WeekPage:
    """Everything one side sees of a week."""

    sides: Sides
    other: Unit
    is_station: bool
    digital: int
    read: int
    #: Papers of that station in the own inbox, for the centre; None for the station.
    in_inbox: int | None
    note: str
    own_reason: str
    other_reason: str


def week_rows(actor: Actor) -> list[tuple[Sides, Unit]]:
    """The last weeks with the unit on the other side."""
    return [(sides_of(actor, week), _other(actor, week)) for week in weeks_of(actor)[:SHOWN]]


def week_page(actor: Actor, week: WeekComparison) -> WeekPage:
    """One week; the centre's inbox is opened for it as far as its lines go."""
    sides, is_station = sides_of(actor, week), week.station_id == actor.unit_id
    digital, read = sent_digitally(actor, week)
    return WeekPage(
        sides=sides,
        other=_other(actor, week),
        is_station=is_station,
        digital=digital,
        read=read,
        in_inbox=None if is_station else _papers_in_inbox(actor, week),
        note=read_note(by=actor, count=sides.own),
        own_reason=_words(sides.own.reason),
        other_reason=_words(sides.other_reason),
    )


def _papers_in_inbox(actor: Actor, week: WeekComparison) -> int:
    begins, ends = span_of(week.monday, week.station.hours())
    return recorded_papers(by=actor, station_id=week.station_id, begins=begins, ends=ends)


def _other(actor: Actor, week: WeekComparison) -> Unit:
    return week.centre if week.station_id == actor.unit_id else week.station


def _words(reason: str) -> str:
    return str(REASONS[Reason(reason)]) if reason else ""
