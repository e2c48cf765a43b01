"""Databases for the tests: one throw-away cluster, a template migrated once, a clone for whoever asks."""

import contextlib
import fcntl
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from launch import ROOT, roles
from launch.accounts import Account, without_postgres_variables
from launch.administration import management
from launch.postgres import Cluster
from launch.roles import Role
from launch.state import State

FOLDERS = "snz-test-"
MIGRATED, SEEDED = "template_migrated", "template_seeded"
PUBLIC_SECRET = ROOT / "tests" / "public_secret.txt"
#: A test looks at rows from outside, as nobody. As soon as the product says who acts, and in every
#: process of the product itself, its own policies alone decide.
TESTS_LOOK_FROM_OUTSIDE = """
DO $do$ DECLARE kept regclass; BEGIN
    FOR kept IN SELECT oid FROM pg_class WHERE relrowsecurity LOOP
        EXECUTE format($q$ CREATE POLICY tests_look_from_outside ON %s USING (
            current_setting('schutznetz.tests', true) = 'look'
            AND COALESCE(current_setting('schutznetz.unit', true), '') = '') $q$, kept);
    END LOOP;
END $do$
"""
#: Seconds after which a folder without a holder counts as left behind, not as being made.
YOUNG = 60


class Testbed:
    """A cluster without durability, in a folder that vanishes with it."""

    __test__ = False  # not a class of tests, whatever pytest makes of its name

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self.state = cluster.state

    @classmethod
    @contextlib.contextmanager
    def started(cls) -> Iterator["Testbed"]:
        """A new cluster for the length of a block."""
        account = Account.for_postgres()
        parent = Path(tempfile.gettempdir())
        parent = parent if account.can_reach(parent) else Path("/var/tmp")  # noqa: S108  # nosec B108 - mkdtemp below
        remove_leftovers(parent, account)
        state = State.at(Path(tempfile.mkdtemp(prefix=FOLDERS, dir=parent)), account)
        try:
            with state.occupied() as held, Cluster(state, held, durable=False).running() as cluster:
                yield cls(cluster)
        finally:
            shutil.rmtree(state.folder)

    @classmethod
    def attached(cls, address: dict[str, str]) -> "Testbed":
        """The cluster that another process of the same test run started."""
        state = State.at(Path(address["folder"]), Account.for_postgres())
        return cls(Cluster(state, state.notes(), durable=False).attach(Path(address["sockets"])))

    def address(self) -> dict[str, str]:
        """What another process needs for `attached`."""
        return {"folder": str(self.state.folder), "sockets": str(self._cluster.sockets)}

    def url(self, role: Role, database: str) -> str:
        """The address of a database for one of the two roles."""
        return self._cluster.url(role, database)

    def dump(self, database: str) -> bytes:
        """Everything in a database, as pg_dump writes it."""
        return self._cluster.dump(database)

    def write_out(self) -> None:
        """Let the cluster write everything it holds in memory into its files."""
        with self._cluster.superuser() as connection:
            connection.execute("CHECKPOINT")

    def files_of(self, database: str) -> list[Path]:
        """The files in which a database keeps its rows and indexes."""
        with self._cluster.superuser() as connection:
            row = connection.execute(
                "SELECT oid FROM pg_database WHERE datname = %s", [database]
            ).fetchone()
        return _files(self.state.data / "base" / str(row[0])) if row else []

    def wal(self) -> list[Path]:
        """The write-ahead log of all databases of the cluster."""
        return _files(self.state.data / "pg_wal")

    @contextlib.contextmanager
    def clone(self, *, seeded: bool = False) -> Iterator[str]:
        """The name of a fresh database with all tables, on request with the people of the demo."""
        template = self._template(SEEDED if seeded else MIGRATED)
        name = f"test_{secrets.token_hex(6)}"
        self._cluster.create_database(name, template)
        try:
            yield name
        finally:
            self._cluster.drop_database(name)

    @contextlib.contextmanager
    def empty(self) -> Iterator[str]:
        """The name of a database without a single table."""
        name = f"test_{secrets.token_hex(6)}"
        self._cluster.create_database(name)
        try:
            yield name
        finally:
            self._cluster.drop_database(name)

    def programs(self) -> Path:
        """The folder of PostgreSQL's programs, of the same version as the cluster."""
        return self._cluster.programs.folder

    def static(self) -> Path:
        """The static files as the demo serves them, collected once."""
        with self._alone():
            if not self.state.static.is_dir():
                management(
                    ["collectstatic", "--verbosity=0", "--no-input"],
                    self.demo_environment("postgresql:///none"),
                )
        return self.state.static

    def demo_environment(self, url: str) -> dict[str, str]:
        """The environment of a process of the demo, with secrets that everybody knows."""
        return without_postgres_variables(os.environ) | {
            "DJANGO_SETTINGS_MODULE": "schutznetz.config.settings.demo",
            "SCHUTZNETZ_SECRET_KEY_FILE": str(PUBLIC_SECRET),
            "SCHUTZNETZ_PEPPER_FILE": str(PUBLIC_SECRET),
            "SCHUTZNETZ_STATIC": str(self.state.static),
            "DATABASE_URL": url,
        }

    def _template(self, name: str) -> str:
        """A database to clone from, made by whoever needs it first."""
        with self._alone():
            for each in (MIGRATED, SEEDED) if name == SEEDED else (MIGRATED,):
                if not self._cluster.has_database(each):
                    self._make(each)
        return name

    def _make(self, name: str) -> None:
        """Make a template. It gets its name only when it is complete."""
        unfinished = f"{name}_unfinished"
        self._cluster.drop_database(unfinished)
        self._cluster.create_database(unfinished, MIGRATED if name == SEEDED else None)
        if name == SEEDED:
            management(["seed_demo"], self.demo_environment(self.url("web", unfinished)))
        else:
            command = ["migrate", "--verbosity=0", "--no-input"]
            management(command, self.demo_environment(self.url("owner", unfinished)))
            with roles.connect(self.url("owner", unfinished)) as connection:
                connection.execute(TESTS_LOOK_FROM_OUTSIDE)
        self._cluster.rename_database(unfinished, name)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process of the test run at a time; the others wait and find it done."""
        with (self.state.folder / "templates.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.is_file())


def remove_leftovers(parent: Path, account: Account) -> None:
    """Clusters of test runs that were killed: end the server, remove the folder."""
    for folder in parent.glob(FOLDERS + "*"):
        found = folder.lstat()
        if found.st_uid != os.geteuid() or time.time() - found.st_mtime < YOUNG:
            continue
        state = State.at(folder, account)
        if state.is_occupied():
            continue
        Cluster(state, state.notes(), durable=False).clear_leftovers()
        state.notes().end_leftovers()
        shutil.rmtree(folder)
