"""One clock. What a rehearsal or a test turns must be turned everywhere."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.reading import (
    PACKAGE,
    Finding,
    dotted,
    python_files,
    require_none,
    templates,
    tree,
)

READS = {
    "timezone.now",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
}
IMPORTS = {("django.utils.timezone", "now"), ("time", "time")}
READS_WITHOUT_ARGUMENT = {"timezone.localdate", "timezone.localtime", "localdate", "localtime"}
NOW_TAG = re.compile(r"\{%\s*now\b")

#: Where real time is right.
ON_REAL_TIME = {
    "ground/base/clock.py": "it is the clock",
    "ground/entry": "signing in, sessions and one-time codes stay on real time whatever is rehearsed",
}


def is_excused(place: str) -> bool:
    """Whether a file of the package may look at real time."""
    return any(place == each or place.startswith(f"{each}/") for each in ON_REAL_TIME)


def looks(parsed: ast.Module) -> Iterator[tuple[int, str]]:
    """Every look at a clock that cannot be turned."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield node.value.lineno, node.arg
        elif isinstance(node, ast.ImportFrom):
            names = (each.name for each in node.names if (node.module, each.name) in IMPORTS)
            yield from ((node.lineno, f"{name} of {node.module}") for name in names)
        elif isinstance(node, ast.Call) and (words := read_by(node)):
            yield node.lineno, words


def read_by(node: ast.Call) -> str:
    """Which clock a call reads, if it reads one."""
    name = ".".join(dotted(node.func).split(".")[-2:])
    if name in READS or name.split(".")[-1] == "Now":
        return f"{name}()"
    bare = not node.args and not node.keywords
    return f"{name}() without a moment" if bare and name in READS_WITHOUT_ARGUMENT else ""


def test_everybody_asks_the_one_clock() -> None:
    found = [
        Finding(path, line, words)
        for path in python_files()
        if not is_excused(str(path.relative_to(PACKAGE)))
        for line, words in looks(tree(path))
    ]
    found += [
        Finding(path, 0, "{% now %}")
        for path in templates()
        if NOW_TAG.search(path.read_text(encoding="utf-8"))
    ]
    advice = "call schutznetz.ground.base.clock.now(); rules get the moment as an argument."
    require_none(found, "Somebody wears a watch of their own.", advice)


@pytest.mark.parametrize(
    "planted",
    [
        "timezone.now()",
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "date.today()",
        "timezone.localdate()",
        "time.time()",
        "from django.utils.timezone import now",
        "models.DateTimeField(auto_now_add=True)",
        "Draft.objects.filter(at=Now())",
        "Draft.objects.filter(at=functions.Now())",
    ],
)
def test_a_planted_watch_is_found(planted: str) -> None:
    assert list(looks(ast.parse(planted)))


@pytest.mark.parametrize(
    "good", ["clock.now()", "now()", "timezone.localdate(now())", "monotonic()"]
)
def test_the_house_clock_is_left_alone(good: str) -> None:
    assert not list(looks(ast.parse(good)))
