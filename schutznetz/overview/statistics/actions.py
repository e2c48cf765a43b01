"""Sealing facts, opening a month, releasing figures."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.utils.timezone import localdate

from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.row_policies import acting_for
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.actions import supply_statistics_key
from schutznetz.ground.vault.counted import open_counted, seal_counted
from schutznetz.overview.statistics.access import (
    facts_of,
    own_releases,
    places,
    require_may_release,
    sealed_facts_of,
    span_of,
    stations,
)
from schutznetz.overview.statistics.models import SealedFact, StatFact, StatRelease
from schutznetz.overview.statistics.rules.definitions import cleaned
from schutznetz.overview.statistics.rules.releasing import Shown, shown_tables, to_open
from schutznetz.overview.statistics.rules.spans import Span, month_of, require_releasable
from schutznetz.overview.statistics.words import DEFINITION

Codes = dict[str, object]


def note_fact(*, unit_id: uuid.UUID, kind: str, codes: Mapping[str, object]) -> None:
    """Seal a fact for the unit whose work it counts, in the transaction in which it arose.

    Whoever is signed in, or nobody: sealing needs the unit's public key alone. Raises KeyMissing
    while the unit has none.
    """
    row = SealedFact(unit_id=unit_id, month=month_of(localdate(now())))
    content = cleaned(kind, codes, places())
    row.sealed_codes = seal_counted(unit_id=unit_id, row=row, field="sealed_codes", content=content)
    with acting_for(unit_id):
        row.save(force_insert=True)


def open_months(*, by: Actor) -> int:
    """Open the facts of all months that are over; returns how many became rows.

    One transaction for a month: fresh random ids, written in their order, the sealed ones deleted.
    Kinds with fewer than five facts stay sealed. Raises KeyMissing without the unit's key.
    """
    with recorded(by=by, verb="open_months", purpose="statistics") as record:
        _one_at_a_time(by)
        supply_statistics_key(by=by)
        this_month = month_of(localdate(now()))
        months = sealed_facts_of(by).filter(month__lt=this_month).values_list("month", flat=True)
        opened = {month: _open_month(by, month) for month in sorted(set(months))}
        record.detail = {"facts": {f"{month:%Y-%m}": count for month, count in opened.items()}}
        return sum(opened.values())


def read_running_figures(*, by: Actor) -> list[Shown]:
    """The figures of the month that is not over yet, opened in memory and kept nowhere; recorded."""
    with recorded(by=by, verb="read_running_figures", purpose="statistics"):
        supply_statistics_key(by=by)
        month = month_of(localdate(now()))
        facts = {f"{month:%Y-%m}": _all_of(by, month)}
        return shown_tables(by.unit_kind, facts, stations())


def release_figures(*, by: Actor, span: Span) -> StatRelease:
    """Freeze the figures of a span, covered where they must be, for the unit and the network.

    Raises PermissionError for anybody but the lead, NotOver while the span runs, Overlap if a part
    of it has been released: released figures never change, and no two spans overlap.
    """
    require_may_release(by)
    with recorded(by=by, verb="release_figures", purpose="statistics") as record:
        _one_at_a_time(by)
        require_releasable(span, map(span_of, own_releases(by)), today=localdate(now()))
        open_months(by=by)
        release = StatRelease.objects.create(
            unit_id=by.unit_id,
            begins=span.begins,
            months=span.months,
            released_on=localdate(now()),
            definition=DEFINITION,
            tables=[table.as_stored() for table in _tables(by, span)],
        )
        record.about("release", release.pk)
        return release


def _one_at_a_time(by: Actor) -> None:
    """Until the end of the transaction; new facts of the unit may be written meanwhile."""
    Unit.objects.select_for_update(no_key=True).get(pk=by.unit_id)


def _tables(by: Actor, span: Span) -> list[Shown]:
    facts = {f"{month:%Y-%m}": _all_of(by, month) for month in span.each_month()}
    return shown_tables(by.unit_kind, facts, stations())


def _all_of(by: Actor, month: date) -> list[Codes]:
    """Every fact of a month: the opened rows, and what is still sealed, opened in memory."""
    opened = list(facts_of(by).filter(month=month).values_list("codes", flat=True))
    return opened + [codes for _, codes in _opened(by, month)]


def _opened(by: Actor, month: date) -> list[tuple[SealedFact, Codes]]:
    rows = sealed_facts_of(by).filter(month=month)
    return [(row, open_counted(by=by, row=row, field="sealed_codes")) for row in rows]


def _open_month(by: Actor, month: date) -> int:
    found = _opened(by, month)
    chosen = [found[number] for number in to_open([codes for _, codes in found])]
    rows = [StatFact(unit_id=by.unit_id, month=month, codes=codes) for _, codes in chosen]
    StatFact.objects.bulk_create(sorted(rows, key=lambda row: row.pk))
    SealedFact.objects.filter(pk__in=[row.pk for row, _ in chosen]).delete()
    return len(rows)
