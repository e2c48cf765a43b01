"""Floors where import-linter cannot look: strings that name rooms."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.floors import FLOORS, may_know, wing_of
from tests.house.reading import (
    ROOT,
    Finding,
    Room,
    python_files,
    require_none,
    room_of,
    rooms,
    strings,
    templates,
    tree,
)

DOWNWARD = (
    "refer only to rooms below your own (HOUSE.md). If the page above needs something from you, "
    "let it ask you; if two rooms need one thing, its mechanism belongs on the ground floor."
)
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
LINK = re.compile(r"^([a-z_]+):[a-z_]+$")
PAGE = re.compile(r"^([a-z_]+)/[\w/-]+\.(?:html|txt)(?:#\w+)?$")
TAG = re.compile(r"""\{%\s*(?:url|include|extends)\s+["']([^"']+)["']""")

#: Reviewed exceptions: (room, what it points to) → why a wall has a door here.
DOORS = {
    ("base", "entry:lock"): "the lock stands on every page, and the frame of every page is base's",
    ("base", "entry:sign_out"): "so does the way out",
    ("base", "entry:choose_unit"): "whoever has a place in two units changes it from any page",
    ("base", "entry:waiting"): "and the way to what somebody sent too late",
}


def string_relations(parsed: ast.Module) -> Iterator[tuple[int, str]]:
    """Room names in foreign keys written as "room.Model" and in get_model("room", "Model")."""
    for node in ast.walk(parsed):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name not in RELATIONS | {"get_model"}:
            continue
        named = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "to")]
        for target in named:
            if isinstance(target, ast.Constant) and isinstance(target.value, str):
                label = target.value.split(".")[0]
                if label != "self" and (name == "get_model" or "." in target.value):
                    yield node.lineno, label


def migration_dependencies(parsed: ast.Module) -> Iterator[tuple[int, str]]:
    """The rooms that a migration names in `dependencies` and `run_before`."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.Assign) and any(
            isinstance(each, ast.Name) and each.id in ("dependencies", "run_before")
            for each in node.targets
        ):
            for pair in ast.walk(node.value):
                if isinstance(pair, ast.Tuple) and pair.elts:
                    first = pair.elts[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        yield pair.lineno, first.value


def target_of(reference: str) -> str | None:
    """The room that "room:page" or "room/page.html" belongs to; None for anything else."""
    match = LINK.match(reference) or PAGE.match(reference)
    label = match.group(1) if match else None
    return label if label and wing_of(label) else None


def upward(room: Room, found: Iterator[tuple[int, str]], path: Path) -> Iterator[Finding]:
    """Those of the named rooms that are not below `room`."""
    for line, label in found:
        if wing_of(label) and not may_know(room, label):
            yield Finding(path, line, f"{room} refers to {wing_of(label)}/{label}")


def references(path: Path) -> Iterator[tuple[int, str]]:
    """Everything in a template or Python file that looks like a link or a page."""
    if path.suffix == ".py":
        yield from strings(tree(path))
        return
    text = path.read_text(encoding="utf-8")
    for match in TAG.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match.group(1)


def links_upward() -> Iterator[tuple[tuple[str, str], Finding]]:
    """Links and pages that point to a room not below; doors included."""
    for path in [*python_files(), *templates()]:
        room = room_of(path)
        for line, reference in references(path) if room else ():
            label = target_of(reference)
            if room and label and not may_know(room, label):
                words = f"{room} points to {reference}"
                yield (room.label, reference), Finding(path, line, words)


def test_foreign_keys_written_as_strings_point_downward() -> None:
    found = [
        finding
        for path in python_files(migrations=True)
        if (room := room_of(path))
        for finding in upward(room, string_relations(tree(path)), path)
    ]
    require_none(found, "A foreign key climbs the stairs.", DOWNWARD)


def test_migrations_depend_only_on_rooms_below() -> None:
    found = [
        finding
        for path in python_files(migrations=True)
        if "migrations" in path.parts and (room := room_of(path))
        for finding in upward(room, migration_dependencies(tree(path)), path)
    ]
    require_none(found, "A migration waits for a room above its own.", DOWNWARD)


def test_links_and_pages_point_downward() -> None:
    found = [finding for key, finding in links_upward() if key not in DOORS]
    require_none(found, "A page points to a room above or beside its own.", DOWNWARD)


def test_every_door_in_the_list_is_used() -> None:
    used = {key for key, _ in links_upward()}
    unused = set(DOORS) - used
    assert not unused, f"Nobody uses these doors any more; take them out of DOORS: {unused}"


def test_a_room_is_called_what_its_folder_is_called() -> None:
    found = []
    for room in rooms():
        path = room.path / "apps.py"
        values = {value for _, value in strings(tree(path))}
        if not {room.label, f"schutznetz.{room.wing}.{room.label}"} <= values:
            found.append(Finding(path, 1, f"expects label {room.label!r} and the folder's name"))
    require_none(found, "Label, folder and name of a room differ.", "write all three alike.")


def test_every_room_says_what_it_is() -> None:
    found = [Finding(each.path, 0, "has no README.md") for each in rooms()
             if not (each.path / "README.md").is_file()]  # fmt: skip
    advice = "half a page: purpose, words, states, who may do what."
    require_none(found, "A room without a sign on its door.", advice)


def test_every_room_stands_on_a_floor() -> None:
    homeless = [str(room) for room in rooms() if wing_of(room.label) != room.wing]
    assert not homeless, f"Give these rooms a place in FLOORS and in pyproject.toml: {homeless}"


def test_the_contracts_say_the_same_as_this_table() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {each["id"]: each for each in config["tool"]["importlinter"]["contracts"]}
    for wing, rows in FLOORS.items():
        written = [
            tuple(name.strip(" ()") for name in layer.split("|"))
            for layer in contracts[wing]["layers"]
        ]
        assert written == list(rows), f"pyproject.toml and tests/house/floors.py differ on {wing}"


def test_a_planted_foreign_key_upward_is_found() -> None:
    parsed = ast.parse(
        "x = models.ForeignKey('referrals.Draft', on_delete=1)\ny = ForeignKey('self')"
    )
    low = Room("casework", "exchange")
    assert [each.line for each in upward(low, string_relations(parsed), ROOT)] == [1]


def test_a_planted_dependency_upward_is_found() -> None:
    parsed = ast.parse("class M:\n  dependencies = [('care', '0001'), ('base', '0001')]")
    low = Room("ground", "vault")
    assert [each.line for each in upward(low, migration_dependencies(parsed), ROOT)] == [2]


def test_floors_and_strangers() -> None:
    assert may_know(Room("casework", "referrals"), "exchange")
    assert may_know(Room("casework", "exchange"), "care")
    assert not may_know(Room("casework", "exchange"), "referrals")
    assert not may_know(Room("casework", "risk"), "measures")
    assert not may_know(Room("network", "bodies"), "exchange")
    assert not may_know(Room("ground", "entry"), "desk")
    assert target_of("referrals:mine") == "referrals"
    assert target_of("base/404.html") == "base"
    assert target_of("http:something") is None
