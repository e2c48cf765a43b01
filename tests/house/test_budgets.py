"""Budgets watch the tail: a project is as readable as its biggest files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.reading import (
    PACKAGE,
    ROOT,
    Finding,
    furniture,
    python_files,
    require_none,
    templates,
    tree,
)

FILE_SOFT, FILE_HARD = 300, 500
FUNCTION_SOFT, FUNCTION_HARD = 40, 60
VIEW = 20
TEMPLATE = 200
JAVASCRIPT = 1_500
NAMELESS = re.compile(r"^(utils?|helpers?|common|misc|tools)$")

#: Over the soft budget, looked at by somebody, with the reason: path → reason, or path:function → reason.
ROOMY: dict[str, str] = {}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def all_python() -> list[Path]:
    """The product, its launcher and its tests; migrations are written by a machine."""
    others = [*ROOT.glob("*.py"), *ROOT.glob("launch/**/*.py"), *ROOT.glob("tests/**/*.py")]
    return [*python_files(tests=True), *sorted(others)]


def functions(parsed: ast.Module) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    for node in ast.walk(parsed):
        if isinstance(node, Function):
            yield node


def length(node: Function) -> int:
    """Lines from `def` to the end, decorators not counted."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def inner_imports(parsed: ast.Module) -> Iterator[int]:
    """Lines of imports inside functions; `ready` of an AppConfig may have some."""
    excused = {
        id(method)
        for node in ast.walk(parsed)
        if isinstance(node, ast.ClassDef)
        and any("AppConfig" in ast.unparse(base) for base in node.bases)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name == "ready"
    }
    for function in functions(parsed):
        if id(function) not in excused:
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node.lineno


def key_of(path: Path, name: str = "") -> str:
    """How a place is written in ROOMY."""
    place = str(path.relative_to(ROOT))
    return f"{place}:{name}" if name else place


def test_no_file_grows_past_its_budget() -> None:
    found = []
    for path in all_python():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        limit = FILE_HARD if key_of(path) in ROOMY else FILE_SOFT
        if lines > limit:
            found.append(Finding(path, lines, f"{lines} lines; the budget is {limit}"))
    advice = "make it a folder of the same name, one noun a file; the import path stays."
    require_none(found, "A file nobody can read in one go.", advice)


def test_no_function_grows_past_its_budget() -> None:
    found = []
    for path in all_python():
        for node in functions(tree(path)):
            limit = FUNCTION_HARD if key_of(path, node.name) in ROOMY else FUNCTION_SOFT
            if length(node) > limit:
                words = f"{node.name} has {length(node)} lines; the budget is {limit}"
                found.append(Finding(path, node.lineno, words))
    require_none(found, "A function that does not fit a screen.", "give its steps names.")


def test_what_is_called_roomy_is_still_there_and_still_large() -> None:
    places = {}
    for path in all_python():
        places[key_of(path)] = len(path.read_text(encoding="utf-8").splitlines()) > FILE_SOFT
        for node in functions(tree(path)):
            places[key_of(path, node.name)] = length(node) > FUNCTION_SOFT
    stale = [place for place in ROOMY if not places.get(place)]
    assert not stale, f"These are small again; take them out of ROOMY: {stale}"


def test_views_are_short() -> None:
    found = [
        Finding(path, node.lineno, f"{node.name} has {length(node)} lines; a view has {VIEW}")
        for path in python_files()
        if furniture(path) == "views"
        for node in tree(path).body
        if isinstance(node, Function) and not node.name.startswith("_") and length(node) > VIEW
    ]
    advice = "a view speaks HTTP: what is decided goes to rules.py, what happens to actions.py."
    require_none(found, "A view does more than a view.", advice)


def test_templates_are_short() -> None:
    found = [
        Finding(path, lines, f"{lines} lines; the budget is {TEMPLATE}")
        for path in templates()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > TEMPLATE
    ]
    require_none(found, "A template nobody can read in one go.", "one page a file, parts inside.")


def test_our_own_javascript_stays_small() -> None:
    scripts = [path for path in PACKAGE.rglob("*.js") if "vendor" not in path.parts]
    total = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in scripts)
    assert total <= JAVASCRIPT, (
        f"Our own JavaScript has {total} lines; the budget is {JAVASCRIPT}.\n"
        "What to do: let the server answer with a fragment; a page must work without script anyway."
    )


def test_imports_stand_at_the_top() -> None:
    found = [
        Finding(path, line, "import inside a function")
        for path in [*python_files(tests=True), *sorted(ROOT.glob("tests/**/*.py"))]
        for line in inner_imports(tree(path))
    ]
    advice = "a hidden import hides a circle; ask which of the two rooms should know the other."
    require_none(found, "An import hides in a function.", advice)


def test_every_file_has_a_name_that_says_what_is_in_it() -> None:
    found = [
        Finding(path, 0, "says nothing about what is in it")
        for path in [*PACKAGE.rglob("*"), *ROOT.glob("launch/*"), *ROOT.glob("tests/**/*")]
        if NAMELESS.match(path.stem) and "vendor" not in path.parts
    ]
    require_none(found, "A box without a label.", "name it after what it holds.")


def test_a_planted_inner_import_is_found_and_ready_is_excused() -> None:
    text = (
        "class C(AppConfig):\n def ready(self):\n  import a\n"
        "def f():\n  from b import c\n"
        "class D:\n def ready(self):\n  import d\n"
    )
    assert sorted(inner_imports(ast.parse(text))) == [5, 8]


def test_a_planted_long_function_is_measured() -> None:
    text = "@decorated\ndef f():\n" + "    x = 1\n" * 60
    assert [length(node) for node in functions(ast.parse(text))] == [61]
