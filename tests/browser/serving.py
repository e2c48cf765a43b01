"""The demo as a stranger gets it, as real processes, for one test."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

from launch import roles, serving
from launch.administration import management
from launch.processes import kill, last_lines, stop
from launch.roles import Role
from launch.testbed import Testbed


class Served:
    """A running server with a seeded database of its own. It can be killed and started again."""

    def __init__(self, testbed: Testbed, database: str, name: str) -> None:
        self._testbed = testbed
        self.database = database
        #: What its processes put aside while they work; empty again when they are done.
        self.temporary = testbed.state.folder / f"temporary-{name}"
        self.temporary.mkdir(exist_ok=True)
        self._log = testbed.state.log(name)
        self._port = serving.any_free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address without a slash at its end; the same after a restart."""
        return f"http://localhost:{self._port}"

    def database_url(self, role: Role) -> str:
        """The address of its database for one of the two roles."""
        return self._testbed.url(role, self.database)

    def manage(self, *arguments: str) -> str:
        """What a management command prints, run beside the server as the web role."""
        return management(arguments, self._environment())

    def start(self) -> None:
        """Start the server and wait until it answers. Nothing happens when it runs already."""
        if self._process is not None and self._process.poll() is None:
            return
        self._process = serving.start_server(self._port, self._environment(), self._log)
        if not serving.wait_for_answer(self._process, self._port):
            raise AssertionError(f"the server did not start:\n{last_lines(self._log, 40)}")

    def another(self, name: str) -> "Served":
        """One more server process on the same database, not started yet."""
        return Served(self._testbed, self.database, f"{name}-{self.database}")

    def kill(self) -> None:
        """SIGKILL to the server and its worker processes, in the middle of whatever they do."""
        if self._process is not None:
            kill(self._process)

    def stop(self) -> None:
        """End it in order."""
        if self._process is not None:
            stop(self._process)

    def dump(self) -> bytes:
        """Everything in its database, as pg_dump writes it."""
        return self._testbed.dump(self.database)

    def run_sql(self, statement: LiteralString) -> None:
        """One statement as the owner of the tables, committed: for planting what a test looks for."""
        with roles.connect(self.database_url("owner")) as connection:
            connection.execute(statement)

    def logs(self) -> list[Path]:
        """Every file into which a process of ours writes: this server's, and PostgreSQL's."""
        return [log for log in (self._log, self._testbed.state.log("postgres")) if log.exists()]

    def _environment(self) -> dict[str, str]:
        environment = self._testbed.demo_environment(self.database_url("web"))
        return {**environment, "TMPDIR": str(self.temporary)}


@contextmanager
def served_demo(testbed: Testbed) -> Iterator[Served]:
    """A started server for the length of a block; its database goes with it."""
    testbed.static()
    with testbed.clone(seeded=True) as database:
        server = Served(testbed, database, f"server-{database}")
        try:
            server.start()
            yield server
        finally:
            server.stop()
