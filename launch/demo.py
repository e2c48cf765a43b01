"""`run.py demo`: an invented town in the browser, from nothing, and no trace of a process afterwards."""

import argparse
import contextlib
import hashlib
import json
import os
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launch import ROOT, serving
from launch.administration import demo_environment, management
from launch.postgres import Cluster
from launch.processes import ending, last_lines, stop_on_signals
from launch.roles import Role
from launch.servers import Server, demo_database, demo_server, own_url
from launch.state import Occupation, State, write_private
from launch.trouble import Trouble, say

PACKAGE = ROOT / "schutznetz"
#: Seconds between two looks after the processes.
PATIENCE = 0.3


def main(arguments: Sequence[str]) -> int:
    """Start everything, wait until somebody ends it, stop everything."""
    options = _parsed(arguments)
    stop_on_signals()
    state = State.of_checkout()
    with state.occupied() as occupation:
        if options.fresh:
            _clear(state, occupation)
        with demo_server(state, occupation) as server:
            demo = Demo(state, occupation, server)
            people = demo.prepare()
            demo.serve(options.port, people, browser=not options.no_browser)
    return 0


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="run.py demo", description="Probe starten / start the demo"
    )
    parser.add_argument("--port", type=_port, default=8000, help="Anschluss / port (8000)")
    parser.add_argument(
        "--no-browser", action="store_true", help="keinen Browser öffnen / open none"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="von vorn beginnen / forget everything"
    )
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    """A port a person may name. Raises ValueError otherwise, which argparse puts into words."""
    if not 0 < int(text) < 65536:
        raise ValueError(text)
    return int(text)


def _clear(state: State, occupation: Occupation) -> None:
    """Forget the demo. A database of the person's own is hers to empty."""
    if own_url():
        raise Trouble(
            "--fresh leert keine eigene Datenbank: Bitte die aus DATABASE_URL selbst leeren.",
            "--fresh does not empty a database of yours: please empty the one of DATABASE_URL yourself.",
        )
    Cluster(state, occupation).clear_leftovers()
    state.clear()


@dataclass(frozen=True)
class Demo:
    """One run of the demo on a started server."""

    state: State
    occupation: Occupation
    server: Server

    def environment(self, role: Role) -> dict[str, str]:
        """The environment of a process that works as this role."""
        return demo_environment(self.state, self.server.url(role, demo_database(self.server)))

    def prepare(self) -> str:
        """Tables, static files and people as the source wants them; returns the table of the people.

        What did not change since the last start is not done again; the notes about it lie in the state.
        """
        path = self.state.folder / "prepared.json"
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        tables = digest(PACKAGE.rglob("*.py"))
        static = digest(file for file in PACKAGE.rglob("static/**/*") if file.is_file())
        if own_url() or known.get("tables") != tables:
            say("Richte die Datenbank ein …", "Setting up the database …")
            management(["migrate", "--verbosity=0", "--no-input"], self.environment("owner"))
        people = management(["seed_demo"], self.environment("web"))
        if known.get("static") != static or not self.state.static.is_dir():
            collect = ["collectstatic", "--verbosity=0", "--no-input", "--clear"]
            management(collect, self.environment("web"))
        write_private(path, json.dumps({"tables": tables, "static": static}))
        return people

    def serve(self, wanted: int, people: str, *, browser: bool) -> None:
        """Run server and worker until somebody asks us to end.

        Trouble when one of them, or PostgreSQL, ends by itself.
        """
        port = serving.next_free_port(wanted)
        if port != wanted:
            say(
                f"Anschluss {wanted} ist belegt, ich nehme {port}.",
                f"Port {wanted} is taken, using {port}.",
            )
        url = f"http://localhost:{port}"
        environment = self.environment("web")
        server_log, worker_log = self.state.log("server"), self.state.log("worker")
        self.occupation.note(url=url)
        with contextlib.ExitStack() as running:
            server = running.enter_context(
                ending(serving.start_server(port, environment, server_log))
            )
            self.occupation.note_child(server.pid, serving.SERVER)
            worker = running.enter_context(ending(serving.start_worker(environment, worker_log)))
            self.occupation.note_child(worker.pid, serving.WORKER)
            if not serving.wait_for_answer(server, port):
                raise _ended("Server", server_log)
            print(f"\n{people.rstrip()}\n\n{url}", flush=True)
            say("Beenden mit Strg+C.", "Ctrl+C ends it.")
            if browser:
                open_browser(url)
            self._watch({"Server": server, "Worker": worker})

    def _watch(self, children: "Mapping[str, subprocess.Popen[bytes]]") -> None:
        """Until a signal interrupts; Trouble with the last words of the process that ended."""
        while True:
            for name, process in children.items():
                if process.poll() is not None:
                    raise _ended(name, self.state.log(name.lower()))
            if self.server.has_ended():
                raise _ended("PostgreSQL", self.state.log("postgres"))
            time.sleep(PATIENCE)


def digest(files: Iterable[Path]) -> str:
    """One value for the content of many files and for the installed packages."""
    sum_of_all = hashlib.sha256((ROOT / "requirements" / "demo.txt").read_bytes())
    for file in sorted(files):
        sum_of_all.update(str(file).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return sum_of_all.hexdigest()


def open_browser(url: str) -> None:
    """Show the address, where there is a screen; a text browser would take over this terminal."""
    if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(url)


def _ended(name: str, log: Path) -> Trouble:
    words = last_lines(log)
    return Trouble(
        f"{words}\nDer Prozess „{name}“ ist unerwartet zu Ende; seine letzten Worte stehen darüber.",
        f'The process "{name}" ended unexpectedly; its last words are above.',
    )
