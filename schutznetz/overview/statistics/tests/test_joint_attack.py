"""All tables of a release at once, and all releases of a year: still nothing covered is determined."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from schutznetz.overview.statistics.rules.definitions import TABLES, cleaned
from schutznetz.overview.statistics.rules.releasing import Shown, shown_tables
from schutznetz.overview.statistics.rules.spans import Overlap, Span, require_releasable
from schutznetz.overview.statistics.rules.suppression import SMALL, TOTAL
from schutznetz.overview.statistics.tests.test_suppression import reduced

BY_CODE = {table.code: table for table in TABLES}
PLACES = ("11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222")
Name = tuple[str, str, str]
Equation = dict[Name, int]

facts = st.lists(
    st.builds(
        lambda place, repeat, sex, children, way: cleaned(
            "read",
            {
                "station": place,
                "repeat": repeat,
                "sex": sex,
                "way": way,
                "children": "yes" if children else "no",
                "children_by_band": children,
            },
            PLACES,
        ),
        st.sampled_from(PLACES),
        st.sampled_from(["yes", "no", "unknown"]),
        st.sampled_from(["female", "female", "female", "male"]),
        st.dictionaries(st.sampled_from(["0_3", "4_6"]), st.integers(1, 3), max_size=2),
        st.sampled_from(["police", "police", "self"]),
    ),
    max_size=45,
)


def lines_of(shown: Shown) -> list[tuple[list[Name], Name]]:
    """Rows, columns and the totals of a printed table, by names that are its own."""
    rows = list(dict.fromkeys(row for row, _ in shown.cells if row != TOTAL))
    columns = list(dict.fromkeys(column for _, column in shown.cells if column != TOTAL))
    lines = [([(r, c) for c in columns], (r, TOTAL)) for r in rows]
    if shown.months:
        lines += [([(r, c) for r in rows], (TOTAL, c)) for c in (*columns, TOTAL)]
        lines.append(([(TOTAL, c) for c in columns], (TOTAL, TOTAL)))
    return [([(shown.code, *k) for k in members], (shown.code, *total)) for members, total in lines]


def known_equations(tables: Sequence[Shown]) -> list[Equation]:
    """What somebody who has every table may add up, and that tables of the same facts have one total."""
    equations = [
        {**dict.fromkeys(members, 1), total: -1}
        for shown in tables
        for members, total in lines_of(shown)
    ]
    same: dict[tuple[str, bool], Name] = {}
    for shown in tables:
        table = BY_CODE[shown.code]
        grand = (shown.code, TOTAL if shown.months else "", TOTAL)
        first = same.setdefault((table.kind, table.weighted), grand)
        if first != grand:
            equations.append({first: 1, grand: -1})
    return equations


def determined(tables: Sequence[Shown]) -> set[Name]:
    """Covered figures that all equations together leave only one value."""
    values = {(shown.code, *key): v for shown in tables for key, v in shown.cells.items()}
    unknown = [name for name, value in values.items() if value is None]
    matrix = [
        [Fraction(equation.get(name, 0)) for name in unknown]
        for equation in known_equations(tables)
        if any(values[name] is None for name in equation)
    ]
    return {
        unknown[line.index(Fraction(1))] for line in reduced(matrix) if sum(map(abs, line)) == 1
    }


@settings(deadline=None, max_examples=25)
@given(facts)
def test_t53_all_tables_of_a_month_together_determine_nothing(
    found: list[dict[str, object]],
) -> None:
    tables = shown_tables("centre", {"2026-11": found}, PLACES)
    assert not determined(tables)
    assert all(value is None or value >= SMALL for t in tables for value in t.cells.values())


@settings(deadline=None, max_examples=15)
@given(facts, facts, facts)
def test_t53_all_tables_of_a_quarter_together_determine_nothing(
    july: list[dict[str, object]],
    august: list[dict[str, object]],
    september: list[dict[str, object]],
) -> None:
    months = {"2026-07": july, "2026-08": august, "2026-09": september}
    assert not determined(shown_tables("centre", months, PLACES))


@given(st.permutations(range(17)))
def test_t53_whatever_is_released_no_month_is_in_two_reports(order: list[int]) -> None:
    """Twelve months, four quarters, a year, tried in any order: no two equations share a figure."""
    every = [Span(date(2026, month, 1), 1) for month in range(1, 13)]
    every += [Span(date(2026, month, 1), 3) for month in (1, 4, 7, 10)]
    every += [Span(date(2026, 1, 1), 12)]
    released: list[Span] = []
    for place in order:
        try:
            require_releasable(every[place], released, today=date(2027, 1, 1))
        except Overlap:
            continue
        released.append(every[place])
    months = [month for span in released for month in span.each_month()]
    assert sorted(months) == [date(2026, month, 1) for month in range(1, 13)]


def test_the_joint_attacker_can_do_it() -> None:
    """A total that is hidden in one table and printed in another is found."""
    tables = shown_tables("centre", {"2026-11": [cleaned("read", {"way": "self"}, [])] * 30}, [])
    bare = {code: value for code, value in tables[1].cells.items() if code[1] != TOTAL}
    blind = Shown(tables[1].code, {**bare, ("", TOTAL): None})
    assert (blind.code, "", TOTAL) in determined([tables[0], blind, *tables[2:]])
