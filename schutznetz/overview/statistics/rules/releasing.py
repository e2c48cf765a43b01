"""From facts to tables that may be shown. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from schutznetz.overview.statistics.rules.definitions import (
    PLACES,
    Table,
    counts_of,
    tables_for,
)
from schutznetz.overview.statistics.rules.suppression import (
    SMALL,
    TOTAL,
    Grid,
    covered,
    grid_of,
    line_of,
)

Facts = Sequence[Mapping[str, object]]
#: Facts of one kind in one month stay sealed while there are fewer: a row of its own in the
#: database would be a person.
OPENED_FROM: Final = SMALL


@dataclass(frozen=True)
class Shown:
    """A table as it may be printed: None is a covered figure. `months` only where it has columns."""

    code: str
    cells: Mapping[tuple[str, str], int | None]
    months: tuple[str, ...] = ()

    def as_stored(self) -> dict[str, object]:
        """For the database: nothing that is covered is in it."""
        cells = [[row, column, figure] for (row, column), figure in self.cells.items()]
        return {"code": self.code, "months": list(self.months), "cells": cells}


def from_stored(stored: Mapping[str, object]) -> Shown:
    """A table as it was frozen."""
    rows, months = stored.get("cells"), stored.get("months")
    cells = {(r, c): figure for r, c, figure in rows} if isinstance(rows, list) else {}
    return Shown(
        str(stored.get("code", "")), cells, tuple(months if isinstance(months, list) else ())
    )


def shown_tables(
    unit_kind: str, facts_by_month: Mapping[str, Facts], places: Iterable[str]
) -> list[Shown]:
    """The tables of a span, covered together: where one loses its total, all that share it do."""
    known = tuple(places)
    grids = {table: _grid(table, facts_by_month, known) for table in tables_for(unit_kind)}
    hidden = {table: covered(grid) for table, grid in grids.items()}
    lost = {_shares(t) for t, grid in grids.items() if grid.grand in hidden[t]}
    months = tuple(facts_by_month)
    return [
        Shown(
            table.code,
            {
                key: None if _shares(table) in lost or key in hidden[table] else flow.count.figure
                for key, flow in grid.flows.items()
            },
            months if _has_columns(table, months) else (),
        )
        for table, grid in grids.items()
    ]


def to_open(facts: Facts) -> list[int]:
    """Which facts of a month may become rows, by their place in the list: kinds with enough of them."""
    kinds = [str(codes.get("kind", "")) for codes in facts]
    return [number for number, kind in enumerate(kinds) if kinds.count(kind) >= OPENED_FROM]


def _shares(table: Table) -> tuple[str, bool]:
    """Tables with an equal key have the same total."""
    return table.kind, table.weighted


def _has_columns(table: Table, months: Sequence[str]) -> bool:
    return table.answers is PLACES and len(months) > 1


def _grid(table: Table, facts_by_month: Mapping[str, Facts], places: tuple[str, ...]) -> Grid:
    if _has_columns(table, tuple(facts_by_month)):
        counted = {m: counts_of(table, facts, places)[0] for m, facts in facts_by_month.items()}
        rows = dict.fromkeys(place for counts in counted.values() for place in counts)
        return grid_of({(row, month): counted[month][row] for row in rows for month in counted})
    every = [codes for facts in facts_by_month.values() for codes in facts]
    counts, behind = counts_of(table, every, places)
    return line_of(counts, weighted_total=behind if table.weighted else None)


__all__ = ["TOTAL", "Shown", "from_stored", "shown_tables", "to_open"]
