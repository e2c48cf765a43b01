"""Beginning a week, saying one's number, settling a difference."""

from datetime import date

from schutznetz.casework.comparisons.access import (
    own_part_is_done,
    pairs_to_compare,
    sides_of,
    weeks_of,
)
from schutznetz.casework.comparisons.models import WeekComparison, WeekCount
from schutznetz.casework.comparisons.rules import Standing, due_at
from schutznetz.ground.audit.actions import record_entry, recorded
from schutznetz.ground.base.actions import end_timer, start_timer
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.models import Timer
from schutznetz.ground.base.row_policies import acting_for
from schutznetz.ground.care.actions import settle_notices
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.actions import make_unit_file, open_file, shred_file

WEEKLY = "weekly_count"


class NothingToSay(Exception):
    """The comparison is done, or there is no difference to settle."""


def begin_weeks(*, monday: date) -> int:
    """Begin the week of `monday` for every station and its centre; returns how many are new.

    The worker does it; nobody acts. Doing it twice changes nothing.
    """
    return sum(
        begin_week(monday=monday, station=station, centre=centre)
        for station, centre in pairs_to_compare()
    )


def begin_week(*, monday: date, station: Unit, centre: Unit) -> int:
    """Begin one week between two units; 0 if it has begun already."""
    with acting_for(station.pk):
        week, is_new = WeekComparison.objects.get_or_create(
            monday=monday, station=station, centre=centre
        )
        if not is_new:
            return 0
        for unit in (station, centre):
            count = WeekCount.objects.create(week=week, unit=unit)
            due = due_at(monday, unit.hours())
            start_timer(unit_id=unit.pk, subject_id=count.pk, code=WEEKLY, due_at=due)
        record_entry(account_id=None, verb="begin_week", subject_kind="week", subject_id=week.pk)
    return 1


def count_papers(*, by: Actor, week: WeekComparison, papers: int) -> None:
    """Say the own unit's number, or correct it; a settled difference is open again then.

    Raises NothingToSay once both sides are done.
    """
    with recorded(by=by, verb="count_papers") as record:
        row = _locked(by, week)
        if sides_of(by, row).is_done:
            raise NothingToSay
        own = row.counts.get(unit_id=by.unit_id)
        own.papers, own.counted_at, own.counted_by_id = papers, now(), by.member_id
        own.save(update_fields=["papers", "counted_at", "counted_by"])
        for each in row.counts.exclude(settled_at=None):
            _reopen(each)
        record.about("week", row.pk)
        _set_timers(row)


def settle_week(*, by: Actor, week: WeekComparison, reason: str, note: str) -> None:
    """Say what the difference was: a code for both, and a note that only the own unit opens.

    Raises NothingToSay while there is no difference, or after it was settled.
    """
    with recorded(by=by, verb="settle_week") as record:
        row = _locked(by, week)
        if sides_of(by, row).standing != Standing.DIFFERENT:
            raise NothingToSay
        own = row.counts.get(unit_id=by.unit_id)
        own.reason, own.settled_at, own.settled_by_id = reason, now(), by.member_id
        if note:
            file = make_unit_file(by=by)
            own.note_file_id = file.id
            own.sealed_note = file.seal(own, "sealed_note", {"note": note})
        own.save()
        record.about("week", row.pk)
        _set_timers(row)


def read_note(*, by: Actor, count: WeekCount) -> str:
    """The own unit's note on a difference; empty without one."""
    if count.note_file_id is None:
        return ""
    file = open_file(by=by, file_id=count.note_file_id, purpose="read")
    return str(file.open(count, "sealed_note")["note"])


def _locked(by: Actor, week: WeekComparison) -> WeekComparison:
    WeekComparison.objects.select_for_update().get(pk=week.pk)
    return weeks_of(by).get(pk=week.pk)


def _reopen(count: WeekCount) -> None:
    file_id = count.note_file_id
    count.reason, count.settled_at, count.settled_by = "", None, None
    count.note_file, count.sealed_note = None, None
    count.save()
    if file_id:
        shred_file(file_id=file_id)


def _set_timers(week: WeekComparison) -> None:
    """A timer runs for each side exactly while something waits for it."""
    for count in WeekCount.objects.filter(week=week).select_related("unit"):
        running = Timer.objects.filter(subject_id=count.pk, code=WEEKLY, ended_at=None).first()
        waits = not own_part_is_done(Timer(subject_id=count.pk))
        if waits and running is None:
            due = max(due_at(week.monday, count.unit.hours()), now())
            start_timer(unit_id=count.unit_id, subject_id=count.pk, code=WEEKLY, due_at=due)
        elif running and not waits:
            end_timer(subject_id=count.pk, code=WEEKLY)
            settle_notices(subject_id=count.pk, code=WEEKLY)
