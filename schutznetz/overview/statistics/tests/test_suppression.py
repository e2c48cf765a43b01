"""Nobody works a covered figure out: tried by an attacker who knows the rules and can calculate.

The attacker here shares nothing with the rules: she solves equations in fractions, and she searches
whole tables by trying.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schutznetz.overview.statistics.rules.suppression import (
    SMALL,
    TOTAL,
    Count,
    Grid,
    Key,
    covered,
    grid_of,
    line_of,
)

FIGURES = st.one_of(st.integers(0, 9), st.integers(0, 40))
Printed = dict[Key, int | None]


def printed(grid: Grid) -> Printed:
    """The table as everybody sees it."""
    hidden = covered(grid)
    return {key: None if key in hidden else f.count.figure for key, f in grid.flows.items()}


def row(*figures: int) -> Grid:
    return line_of({f"c{n}": Count(each, each) for n, each in enumerate(figures)})


def table(figures: list[list[int]]) -> Grid:
    return grid_of(
        {
            (f"r{r}", f"c{c}"): Count(value, value)
            for r, line in enumerate(figures)
            for c, value in enumerate(line)
        }
    )


rows = st.lists(FIGURES, min_size=1, max_size=6).map(lambda figures: row(*figures))


def tables_up_to(most: int) -> st.SearchStrategy[Grid]:
    """Tables with two to `most` rows and columns."""
    return st.tuples(st.integers(2, most), st.integers(2, most)).flatmap(
        lambda size: st.lists(
            st.lists(FIGURES, min_size=size[1], max_size=size[1]),
            min_size=size[0],
            max_size=size[0],
        ).map(table)
    )


tables = tables_up_to(4)


def solved(grid: Grid, seen: Printed) -> set[Key]:
    """Covered figures that the printed equations alone determine: Gauss, in fractions."""
    unknown = [key for key, value in seen.items() if value is None]
    matrix = []
    for line in grid.lines:
        signed = {**dict.fromkeys(line.members, 1), line.total: -1}
        if any(key in signed for key in unknown):
            matrix.append([Fraction(signed.get(key, 0)) for key in unknown])
    return {unknown[row.index(Fraction(1))] for row in reduced(matrix) if sum(map(abs, row)) == 1}


def reduced(matrix: list[list[Fraction]]) -> list[list[Fraction]]:
    """Reduced row echelon form."""
    done: list[list[Fraction]] = []
    for column in range(len(matrix[0]) if matrix else 0):
        pivot = next((line for line in matrix if line[column] != 0), None)
        if pivot is None:
            continue
        matrix = [line for line in matrix if line is not pivot]
        pivot = [value / pivot[column] for value in pivot]
        matrix = [minus(line, pivot, column) for line in matrix]
        done = [minus(line, pivot, column) for line in done] + [pivot]
    return done


def minus(line: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    return [a - line[column] * b for a, b in zip(line, pivot, strict=True)]


def worlds(grid: Grid, seen: Printed, bounds: Mapping[Key, tuple[int, int]]) -> Iterator[Printed]:
    """Every table with the same printed figures within the bounds, by trying one after the other."""
    unknown = [key for key, value in seen.items() if value is None]
    if not unknown:
        if all(sum(seen[k] or 0 for k in ln.members) == seen[ln.total] for ln in grid.lines):
            yield dict(seen)
        return
    # The figure whose line leaves the fewest others open is tried first.
    chosen = min(unknown, key=lambda key: open_beside(grid, seen, key))
    lowest, highest = bounds[chosen]
    for value in range(lowest, highest + 1):
        tried = {**seen, chosen: value}
        if all(possible(line.members, line.total, tried, bounds) for line in grid.lines):
            yield from worlds(grid, tried, bounds)


def open_beside(grid: Grid, seen: Printed, key: Key) -> int:
    return min(
        sum(seen[each] is None for each in (*line.members, line.total))
        for line in grid.lines
        if key in (*line.members, line.total)
    )


def possible(
    members: tuple[Key, ...], total: Key, seen: Printed, bounds: Mapping[Key, tuple[int, int]]
) -> bool:
    low = high = 0
    for key in members:
        value = seen[key]
        low += bounds[key][0] if value is None else value
        high += bounds[key][1] if value is None else value
    aim = seen[total]
    lowest, highest = bounds[total] if aim is None else (aim, aim)
    return low <= highest and high >= lowest


def what_she_knows(grid: Grid, seen: Printed) -> dict[Key, tuple[int, int]]:
    """Which covered figures are small, and that of a row the smallest ones were covered."""
    most = sum(flow.count.figure for flow in grid.flows.values())
    if len(grid.lines) == 1:
        most = min((seen[key] or most for key in grid.lines[0].members), default=most)
    small = {key for key, flow in grid.flows.items() if flow.count.facts < SMALL}
    return {
        key: (0, SMALL - 1) if key in small else (SMALL, most)
        for key, value in seen.items()
        if value is None
    }


def determined(grid: Grid) -> set[Key]:
    """Covered figures that have one value in every world the attacker can find."""
    seen = printed(grid)
    bounds = what_she_knows(grid, seen)
    still = {key for key, value in seen.items() if value is None}
    if seen[grid.grand] is None:  # nothing is printed at all
        return set()
    truth = {key: flow.count.figure for key, flow in grid.flows.items()}
    for key in sorted(still):
        lowest, highest = bounds[key]
        for low, high in ((lowest, truth[key] - 1), (truth[key] + 1, highest)):
            if next(worlds(grid, seen, {**bounds, key: (low, high)}), None) is not None:
                still.discard(key)
                break
    return still


@given(st.one_of(rows, tables))
def test_no_figure_behind_which_fewer_than_five_stand_is_printed(grid: Grid) -> None:
    assert all(value is None or value >= SMALL for value in printed(grid).values())


@given(st.one_of(rows, tables))
def test_t53_equations_determine_no_covered_figure(grid: Grid) -> None:
    assert not solved(grid, printed(grid))


@settings(deadline=None, max_examples=100)
@given(rows)
def test_t53_trying_determines_no_covered_figure_of_a_row(grid: Grid) -> None:
    assert not determined(grid)


@settings(deadline=None, max_examples=50)
@given(tables_up_to(3))
def test_t53_trying_determines_no_covered_figure_of_a_table(grid: Grid) -> None:
    assert not determined(grid)


@given(st.one_of(rows, tables))
def test_what_is_covered_in_a_line_is_not_a_small_group_by_subtraction(grid: Grid) -> None:
    seen = printed(grid)
    for line in grid.lines:
        hidden = [key for key in line.members if seen[key] is None]
        if hidden and seen[line.total] is not None:
            assert sum(grid.flows[key].count.figure for key in hidden) >= SMALL


@pytest.mark.parametrize(
    ("figures", "left"),
    [
        ((2, 9, 30), [None, None, 30, 41]),  # a second one, or the total would tell
        ((0, 9, 30), [None, None, 30, 39]),  # nought tells something too
        ((1, 1, 9, 30), [None, None, None, 30, 41]),  # two together are two people
        ((9, 30), [9, 30, 39]),
        ((1, 2), [None, None, None]),
        ((4, 4, 4, 30), [None, None, None, None, 42]),  # twelve in three would be four each
        ((4, 4), [None, None, None]),
    ],
)
def test_how_a_row_is_covered(figures: tuple[int, ...], left: list[int | None]) -> None:
    assert list(printed(row(*figures)).values()) == left


def test_a_large_table_is_mostly_printed() -> None:
    """Covering is for small figures; where there are none, nothing is taken away."""
    grid = table([[12, 18, 20], [7, 22, 31], [9, 14, 26]])
    assert not covered(grid)


def test_one_small_figure_costs_three_more_in_a_table() -> None:
    grid = table([[3, 18, 20], [7, 22, 31], [9, 14, 26]])
    seen = printed(grid)
    assert seen["r0", "c0"] is None
    assert sum(value is None for value in seen.values()) == 4
    assert seen[TOTAL, TOTAL] == 150


def test_five_children_of_one_family_are_one_family() -> None:
    counts = {"0_3": Count(5, 1), "4_6": Count(30, 22), "7_13": Count(9, 8)}
    seen = printed(line_of(counts, weighted_total=25))
    assert seen["", "0_3"] is None
    assert seen["", TOTAL] == 44


@given(st.one_of(rows, tables))
def test_the_attacker_finds_what_is_left_open(grid: Grid) -> None:
    """She can do it: with a single figure taken out she gets it back from the totals."""
    seen: Printed = {key: flow.count.figure for key, flow in grid.flows.items()}
    key = next(iter(seen))
    assert solved(grid, {**seen, key: None}) == {key}
