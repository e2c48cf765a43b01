"""Cryptography in one room, the environment in one file, session settings of the database nowhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.reading import PACKAGE, Finding, dotted, python_files, require_none, strings, tree

LIBRARIES = {"cryptography", "argon2", "nacl", "Crypto", "Cryptodome", "OpenSSL", "jwcrypto"}
STANDARD = {"hmac", "hashlib", "random", "ssl"}
DJANGO = {"django.utils.crypto", "django.core.signing", "django.contrib.auth.hashers"}

#: Reviewed: who else imports something of this kind, and what for.
REVIEWED = {
    ("ground/audit/rules.py", "hashlib"): "the chain of the audit: plain SHA-256, no key",
    ("ground/entry/session_store.py", "hashlib"): "session ids are stored as their SHA-256 (T5)",
    ("overview/rehearsal/people.py", "hashlib"): "public one-time codes of invented people",
}
READS_ENVIRONMENT = {"os.environ", "os.getenv", "os.environb", "environ", "getenv"}
SESSION_WIDE = re.compile(
    r"set_config\s*\([^)]*,\s*(?:false|'f'|0)\s*\)|(?:^|;)\s*SET\s+(?!LOCAL\b|CONSTRAINTS\b|TRANSACTION\b)[A-Za-z_\"]",
    re.DOTALL,
)


def place(path: Path) -> str:
    """A file's place in the package."""
    return str(path.relative_to(PACKAGE))


def imported(parsed: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that is imported."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{each.name}") for each in node.names)


def primitives(parsed: ast.Module) -> Iterator[tuple[int, str]]:
    """Imports that belong into the vault."""
    seen = set()
    for line, name in imported(parsed):
        top = name.split(".")[0]
        hit = top if top in LIBRARIES | STANDARD else next((d for d in DJANGO if name == d), "")
        if hit and (line, hit) not in seen:
            seen.add((line, hit))
            yield line, hit


def test_only_the_vault_touches_cryptography() -> None:
    found = [
        Finding(path, line, f"imports {name}")
        for path in python_files()
        if not place(path).startswith("ground/vault/")
        for line, name in primitives(tree(path))
        if (place(path), name) not in REVIEWED
    ]
    advice = "ask the vault for what you need to achieve (seal, open, sign); it chooses how."
    require_none(found, "Cryptography outside the vault.", advice)


def test_inside_the_vault_only_the_suite_knows_the_libraries() -> None:
    found = [
        Finding(path, line, f"imports {name}")
        for path in python_files()
        if place(path).startswith("ground/vault/") and path.name != "suite.py"
        for line, name in primitives(tree(path))
        if name in LIBRARIES
    ]
    require_none(found, "A library beside suite.py.", "add what is missing to suite.py.")


def test_nobody_rolls_dice() -> None:
    found = [
        Finding(path, line, "imports random")
        for path in python_files()
        for line, name in imported(tree(path))
        if name == "random" or name.startswith("random.")
    ]
    require_none(found, "A predictable number.", "use base/ids.py, or the vault for secrets.")


def test_every_review_is_still_needed() -> None:
    present = {(place(p), name) for p in python_files() for _, name in primitives(tree(p))}
    assert set(REVIEWED) <= present, f"Take out of REVIEWED: {set(REVIEWED) - present}"


def test_only_one_file_reads_the_environment() -> None:
    found = [
        Finding(path, node.lineno, f"reads {dotted(node)}")
        for path in python_files()
        if place(path) != "config/environment.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute | ast.Name) and dotted(node) in READS_ENVIRONMENT
    ]
    advice = "read it in config/environment.py, name it in settings, use django.conf.settings."
    require_none(found, "The environment is read in a corner.", advice)


def test_nothing_is_set_for_a_whole_database_session() -> None:
    """A setting that outlives its transaction is seen by the next person on that connection."""
    found = [
        Finding(path, line, "sets something beyond its transaction")
        for path in python_files(migrations=True)
        for line, text in strings(tree(path))
        if SESSION_WIDE.search(text)
    ]
    advice = "use set_config(…, true) or SET LOCAL, inside a transaction."
    require_none(found, "One person's context can leak to the next.", advice)


@pytest.mark.parametrize(
    "planted",
    ["import hmac", "from argon2.low_level import Type", "from django.core import signing"],
)
def test_planted_cryptography_is_found(planted: str) -> None:
    assert list(primitives(ast.parse(planted)))


@pytest.mark.parametrize(
    ("statement", "leaks"),
    [
        ("SELECT set_config('app.unit', %s, false)", True),
        ("SELECT set_config('app.unit', %s, true)", False),
        ("SET ROLE web", True),
        ("SET LOCAL app.unit = 1", False),
        ("BEGIN; SET app.unit = 1", True),
        ("UPDATE x SET y = 1", False),
        ("Set the clock.", False),
    ],
)
def test_planted_session_settings_are_told_apart(statement: str, leaks: bool) -> None:
    assert bool(SESSION_WIDE.search(statement)) is leaks
