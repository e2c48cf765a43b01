"""T47: no cell runs, and every name survives."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.ground.base.csv_cells import STARTS, STARTS_WIDE, guarded, table


@pytest.mark.parametrize("start", [*STARTS, *STARTS_WIDE, "  =", "\u00a0="])
def test_a_formula_does_not_stay_one(start: str) -> None:
    assert guarded(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("name", ["-Ünal", "@nonym", "+49 341", "O'Brien", "Żółć", ""])
def test_names_survive(name: str) -> None:
    assert guarded(name).removeprefix("'") == name


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
)
def test_no_cell_of_a_table_begins_like_a_formula(rows: list[list[str]]) -> None:
    text = table(rows).removeprefix("\ufeff")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(read) == len(rows)
    for row, original in zip(read, rows, strict=True):
        assert not any(cell.lstrip(" \u00a0").startswith(STARTS + STARTS_WIDE) for cell in row)
        assert [cell.removeprefix("'") for cell in row] == [c.removeprefix("'") for c in original]
