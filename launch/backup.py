"""`run.py backup FOLDER` and `run.py restore FOLDER`: data and keys from one moment, in two files.

Apart, so that the keys can be kept elsewhere and for a shorter time (security.md 3.15): without them the
data open for nobody. A restored backup brings back what was deleted since; the shred journal, which lies
outside the database, is replayed before anybody may look.
"""

import argparse
import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg

from launch import roles
from launch.accounts import PLAIN_ENVIRONMENT, Account
from launch.administration import demo_environment, management, open_database
from launch.processes import stop_on_signals
from launch.programs import find_programs
from launch.state import State
from launch.trouble import Trouble, say

#: Rows that open something. Everything else is the data.
KEY_TABLES = ("vault_keywrap", "vault_membership", "vault_keyslot")
#: Made anew by signing in; they would be a bunch of sessions in every backup.
LEFT_OUT = ("entry_session", "base_cache")
DATA, KEYS, JOURNAL = "data.dump", "keys.dump", "journal.jsonl"


def backup(arguments: Sequence[str]) -> int:
    """Write both files of one snapshot into a new folder below the named one."""
    parser = argparse.ArgumentParser(prog="run.py backup", description="Sicherung / backup")
    parser.add_argument("folder", type=Path, help="wohin / where to")
    folder = parser.parse_args(arguments).folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S}"
    stop_on_signals()
    state = State.of_checkout()
    with open_database(state, as_owner=True) as url:
        folder.mkdir(parents=True, mode=0o700)
        write_backup(url, folder, _programs(state))
    say(
        f"Gesichert: {folder} – bitte {KEYS} getrennt von {DATA} aufbewahren.",
        f"Saved: {folder} – please keep {KEYS} apart from {DATA}.",
    )
    return 0


def restore(arguments: Sequence[str]) -> int:
    """Fill an empty database from a backup and replay the journal."""
    parser = argparse.ArgumentParser(prog="run.py restore", description="Zurückholen / restore")
    parser.add_argument("folder", type=Path, help="Ordner der Sicherung / folder of the backup")
    parser.add_argument(
        "--keys", type=Path, help="Schlüsseldatei von anderswo / keys from elsewhere"
    )
    parser.add_argument(
        "--journal", type=Path, help="das jüngste Löschverzeichnis / newest journal"
    )
    options = parser.parse_args(arguments)
    stop_on_signals()
    state = State.of_checkout()
    with open_database(state, as_owner=True) as url:
        restore_backup(url, options.folder, options.keys or options.folder / KEYS, _programs(state))
    if options.journal:
        with open_database(state, as_owner=False) as url:
            environment = demo_environment(state, url)
            management(["retention", "--replay", str(options.journal.resolve())], environment)
    else:
        say(
            "Ohne Löschverzeichnis (--journal) ist wieder da, was seither gelöscht wurde.",
            "Without a journal (--journal) everything deleted since is back.",
        )
    return 0


def write_backup(url: str, folder: Path, programs: Path) -> None:
    """Both dumps of one exported snapshot, so that no row lacks its key or the other way round."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        snapshot = f"--snapshot={row[0]}" if row else ""
        left_out = [f"--exclude-table-data={each}" for each in (*KEY_TABLES, *LEFT_OUT)]
        keys = ["--data-only", *(f"--table={each}" for each in KEY_TABLES)]
        for name, wanted in ((DATA, left_out), (KEYS, keys)):
            file = folder / name
            file.touch(mode=0o600)
            command = [str(programs / "pg_dump"), "--format=custom", snapshot, *wanted]
            _run([*command, f"--file={file}"], url)


def restore_backup(url: str, folder: Path, keys: Path, programs: Path) -> None:
    """Tables, data, keys, then what holds them together; raises Trouble unless the database is empty."""
    require_empty(url)
    program, data = str(programs / "pg_restore"), str(folder / DATA)
    always = [program, "--exit-on-error", "--no-owner"]
    _run([*always, "--section=pre-data", "--section=data", data], url)
    _run([*always, "--data-only", str(keys)], url)
    _run([*always, "--section=post-data", data], url)


def require_empty(url: str) -> None:
    """Raise Trouble if anything stands in the database: a restore never mixes two worlds."""
    with roles.connect(url) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    if found and found[0]:
        raise Trouble(
            "In dieser Datenbank steht schon etwas. Zurückgeholt wird nur in eine leere.",
            "This database is not empty. A backup is restored into an empty one only.",
        )


def _programs(state: State) -> Path:
    return find_programs(Account.for_postgres(), state.folder).folder


def _run(command: list[str], url: str) -> None:
    """Run a program of PostgreSQL against a database; the password stands in no process list."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    environment = PLAIN_ENVIRONMENT | {
        "PATH": os.environ.get("PATH", ""),
        "PGHOST": options.get("host") or unquote(parts.hostname or ""),
        "PGPORT": str(parts.port or 5432),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
    }
    into = [f"--dbname={environment['PGDATABASE']}"] if command[0].endswith("pg_restore") else []
    result = subprocess.run(
        [command[0], *into, *(word for word in command[1:] if word)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise Trouble(
            f"{result.stderr.strip()}\nDie Sicherung ist nicht vollständig; die Ausgabe steht darüber.",
            "The backup is not complete; the output is above.",
        )
