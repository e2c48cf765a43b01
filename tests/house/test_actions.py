"""Actions all have one shape, and what others call says what it does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.reading import Finding, furniture, python_files, require_none, room_of, tree

NAME = re.compile(r"^([a-z]+)(_[a-z0-9]+)+$")

#: The verbs of the house. A new one is welcome if none of these means the same.
VERBS = frozenset(
    """
    accept acknowledge add adopt amend answer appoint approve assess assign attach begin block book
    cancel change clear close complete confirm consent consult convene correct count deactivate
    decide decline delete discard edit end enrol enter escalate excuse export extend file
    found grant hand hold import invent invite issue join judge leave link lock lower make mark merge
    minute move name note notify offer open pass plan postpone prepare publish raise read recall
    record refuse register release remind remove rename renew reopen repeat replace request
    restrict return revoke ring route save schedule seal search seed send set settle share shred sign
    start stop submit supplement supply suspend take tell transfer try turn unlock update upload
    verify withdraw write
    """.split()
)

#: Reviewed: what stands in actions.py and is no action.
NO_ACTIONS = {
    ("audit", "recorded"): "the block in which an action runs; reads as `with recorded(by=by, …)`",
    (
        "audit",
        "one_transaction",
    ): "the block in which a request runs; nobody acts yet when it begins",
    ("comparisons", "begin_weeks"): "the worker begins a week; nobody acts",
    ("comparisons", "begin_week"): "part of it, for two units",
    ("referrals", "set_routes"): "part of founding a network, when nobody acts for a unit yet",
    ("exchange", "set_bases"): "part of founding a network, when nobody acts for a unit yet",
}
SPOKEN = {"rules", "facts", "access", "actions"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_functions(parsed: ast.Module) -> Iterator[Function]:
    """Functions of the module that others may call."""
    for node in parsed.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def faults(node: Function, *, needs_by: bool) -> Iterator[str]:
    """What is wrong with the shape of an action."""
    if node.args.args or node.args.posonlyargs or node.args.vararg:
        yield f"{node.name} takes arguments by position; write `*` first"
    match = NAME.match(node.name)
    if not match or match.group(1) not in VERBS:
        yield f"{node.name} is not verb_noun, or its verb is not among VERBS in this test"
    if not ast.get_docstring(node):
        yield f"{node.name} has no docstring"
    if needs_by and "by" not in {each.arg for each in node.args.kwonlyargs}:
        yield f"{node.name} does not say who acts; take `by: Actor`"


def undocumented(parsed: ast.Module) -> Iterator[tuple[int, str]]:
    """Public functions, classes and methods without a docstring. Nested classes are data."""
    for node in parsed.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.lineno, node.name
        for method in node.body if isinstance(node, ast.ClassDef) else ():
            if not isinstance(method, Function) or method.name.startswith("_"):
                continue
            if not ast.get_docstring(method):
                yield method.lineno, f"{node.name}.{method.name}"


def is_spoken(path: Path) -> bool:
    """Whether a file is one that others read to know what the house does."""
    room = room_of(path)
    return room is not None and (furniture(path) in SPOKEN or room.label == "vault")


def test_actions_have_one_shape() -> None:
    found = []
    for path in python_files():
        room = room_of(path)
        if room is None or furniture(path) != "actions":
            continue
        needs_by = room.wing in ("casework", "network")
        for node in public_functions(tree(path)):
            if (room.label, node.name) not in NO_ACTIONS:
                found += [
                    Finding(path, node.lineno, words) for words in faults(node, needs_by=needs_by)
                ]
    require_none(
        found,
        "An action that does not look like one.",
        "`verb_noun(*, by, …)` with a docstring that names what it raises; questions go to access.py.",
    )


def test_every_excuse_is_used() -> None:
    present = {
        (room.label, node.name)
        for path in python_files()
        if furniture(path) == "actions" and (room := room_of(path))
        for node in public_functions(tree(path))
    }
    assert set(NO_ACTIONS) <= present, "Take what is gone out of NO_ACTIONS."


def test_what_others_call_has_a_docstring() -> None:
    found = [
        Finding(path, line, f"{name} has no docstring")
        for path in python_files()
        if is_spoken(path) and not path.name.startswith("__")
        for line, name in undocumented(tree(path))
    ]
    advice = "say what it answers or does, and what it raises; a restated name helps nobody."
    require_none(found, "A public name without a word about it.", advice)


def test_planted_faults_are_found() -> None:
    text = "def drafts(by, x):\n  pass\ndef save_draft(*, by):\n  'Seals it.'\n"
    bad, good = public_functions(ast.parse(text))
    assert len(list(faults(bad, needs_by=True))) == 4
    assert not list(faults(good, needs_by=True))


def test_a_planted_silence_is_found() -> None:
    text = "class A:\n  'Says.'\n  def b(self): ...\n  def _c(self): ...\ndef d(): ...\n"
    assert [name for _, name in undocumented(ast.parse(text))] == ["A.b", "d"]
