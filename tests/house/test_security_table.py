"""docs/security-tests.md names for every T its tests; the tests are there, and no T is claimed beside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.reading import ROOT, python_files, require_none, tree
from tests.house.reading import Finding as Found

TABLE = ROOT / "docs" / "security-tests.md"
ROW = re.compile(r"^\| (T\d+) \|(.*)\|(.*)\|$", re.MULTILINE)
TEST = re.compile(r"`([\w/.]+\.py)::(test_\w+)`")
CLAIM = re.compile(r"\bT(\d{1,2})\b")
NAMED = re.compile(r"^test_t(\d{1,2})_")
#: All of security.md, section 5.
ALL = {f"T{number}" for number in range(1, 57)}


def rows(text: str) -> dict[str, str]:
    """What the table says about each T."""
    return {match.group(1): match.group(3) for match in ROW.finditer(text)}


def named_in(parsed: ast.Module) -> Iterator[ast.FunctionDef]:
    """The test functions of a file."""
    for node in parsed.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def claims(parsed: ast.Module) -> set[str]:
    """The Ts that a file of tests claims, in docstrings and in names of tests."""
    words = [ast.get_docstring(parsed) or ""]
    words += [ast.get_docstring(each) or "" for each in named_in(parsed)]
    named = {match.group(1) for each in named_in(parsed) if (match := NAMED.match(each.name))}
    return {f"T{number}" for text in words for number in CLAIM.findall(text)} | {
        f"T{number}" for number in named
    }


def files_with_tests() -> list[Path]:
    """Every file with tests."""
    ours = [path for path in python_files(tests=True) if path.name.startswith("test_")]
    return [*ours, *sorted((ROOT / "tests").rglob("test_*.py"))]


def test_every_t_has_its_row() -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert set(rows(text)) == ALL, f"Compare with security.md: {set(rows(text)) ^ ALL}"


def test_every_named_test_is_there() -> None:
    found = []
    for name, tests in rows(TABLE.read_text(encoding="utf-8")).items():
        assert TEST.search(tests) or "not yet" in tests, f"{name} names neither test nor 'not yet'"
        for place, test in TEST.findall(tests):
            path = ROOT / place
            there = {each.name for each in named_in(tree(path))} if path.is_file() else set()
            if test not in there:
                found.append(Found(TABLE, 0, f"{name} names {place}::{test}, which is not there"))
    require_none(found, "A promise without its test.", "name the test that is there now.")


def test_every_claim_stands_in_the_table() -> None:
    table = rows(TABLE.read_text(encoding="utf-8"))
    found = [
        Found(path, 1, f"claims {name}, for which the table names no test")
        for path in files_with_tests()
        for name in sorted(claims(tree(path)))
        if not TEST.search(table.get(name, ""))
    ]
    require_none(found, "A test claims a T that the table does not know.", "add it to its row.")


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ('"""T1: all."""\ndef test_a(): ...', {"T1"}),
        ("def test_t22_a(): ...", {"T22"}),
        ('def test_a():\n  "T5 and T6"', {"T5", "T6"}),
        ('x = "T9"\ndef test_a(): ...', set()),
    ],
)
def test_claims_are_read(text: str, claimed: set[str]) -> None:
    assert claims(ast.parse(text)) == claimed
