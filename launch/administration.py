"""Django's commands in the demo's environment, for the launcher itself and for `run.py manage …`."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from launch import ROOT
from launch.accounts import without_postgres_variables
from launch.postgres import Cluster
from launch.processes import stop_on_signals
from launch.roles import Role
from launch.servers import DATABASE, demo_database, demo_server, own_url
from launch.state import State
from launch.trouble import Trouble

#: Commands that change tables need the owner's role; everything else sees what the product sees.
OWNERS = frozenset({"migrate", "makemigrations", "sqlmigrate", "squashmigrations", "dbshell"})
MANAGE = (sys.executable, "-m", "launch.manage")


def demo_environment(state: State, url: str) -> dict[str, str]:
    """The environment of one process of the demo, with the database address of its role."""
    return without_postgres_variables(os.environ) | {
        "DJANGO_SETTINGS_MODULE": "schutznetz.config.settings.demo",
        "SCHUTZNETZ_SECRET_KEY_FILE": str(state.secret("secret_key")),
        "SCHUTZNETZ_PEPPER_FILE": str(state.secret("pepper")),
        "SCHUTZNETZ_STATIC": str(state.static),
        "DATABASE_URL": url,
    }


def management(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a management command and return what it prints; Trouble with its words when it fails."""
    result = subprocess.run(
        [*MANAGE, *arguments],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode:
        words = (result.stdout + result.stderr).strip()
        raise Trouble(
            f"{words}\n„{' '.join(arguments)}“ ist gescheitert; die Ausgabe steht darüber.",
            f'"{" ".join(arguments)}" failed; its output is above.',
        )
    return result.stdout


@contextlib.contextmanager
def open_database(state: State, *, as_owner: bool) -> Iterator[str]:
    """The address of the demo's database: of the running demo, or of one started for the block."""
    role: Role = "owner" if as_owner else "web"
    running = state.running() if own_url() is None and state.is_occupied() else {}
    if running.get("sockets"):
        cluster = Cluster(state, state.notes()).attach(Path(running["sockets"]))
        yield cluster.url(role, DATABASE)
        return
    with state.occupied() as occupation, demo_server(state, occupation) as server:
        yield server.url(role, demo_database(server))


def main(arguments: Sequence[str]) -> int:
    """`run.py manage …`: the exit code of Django's command."""
    stop_on_signals()
    state = State.of_checkout()
    as_owner = bool(arguments) and arguments[0] in OWNERS
    with open_database(state, as_owner=as_owner) as url:
        return subprocess.run(
            [*MANAGE, *arguments], cwd=ROOT, env=demo_environment(state, url), check=False
        ).returncode
