"""The demo as a person starts and ends it, in a state folder of its own."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launch import ROOT, serving
from launch.state import State
from tests.launch.leftovers import processes_naming

#: Seconds within which a start with everything prepared has to be there.
WARM = 10
PROGRAM = """
import sys
from pathlib import Path
from launch.__main__ import main
from launch.accounts import Account
from launch.state import State
State.of_checkout = lambda: State.at(Path(sys.argv[1]), Account.for_postgres())
sys.exit(main(sys.argv[2:]))
"""

Launch = Callable[..., "Launched"]


class Launched:
    """A launcher and what it has said so far."""

    def __init__(self, state: State, log: Path, *arguments: str) -> None:
        self._log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, str(state.folder), *arguments],
                cwd=ROOT,
                env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def words(self) -> str:
        return self._log.read_text()

    def wait_for_address(self, seconds: float = 60) -> str:
        until = time.monotonic() + seconds
        while "Ctrl+C ends it" not in self.words:
            assert self.process.poll() is None, self.words
            assert time.monotonic() < until, self.words
            time.sleep(0.05)
        found = re.search(r"http://localhost:\d+", self.words)
        assert found
        return found.group()

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture
def launch(state: State, tmp_path: Path) -> Iterator[Launch]:
    started: list[Launched] = []

    def start(*arguments: str) -> Launched:
        started.append(Launched(state, tmp_path / f"{len(started)}.log", *arguments))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.end()


def status(url: str) -> int:
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
    connection.request("GET", "/")
    answer = connection.getresponse().status
    connection.close()
    return answer


@pytest.mark.slow
def test_from_nothing_to_nothing(launch: Launch, state: State) -> None:
    port = str(serving.any_free_port())
    # given a first start
    demo = launch("demo", "--no-browser", "--port", port)
    url = demo.wait_for_address()
    assert url.endswith(port)
    assert status(url) == 302
    assert "Setting up the database" in demo.words
    assert "kessler" in demo.words
    sockets = Path(state.running()["sockets"])
    assert sockets.is_dir()
    # a second one at the same time is refused in a sentence
    second = launch("demo", "--no-browser", "--port", port)
    assert second.process.wait(20) == 1
    assert f"already running here: {url}" in second.words
    assert "Traceback" not in second.words
    # Django's commands work beside it, as the web role
    beside = launch("manage", "shell", "--no-imports", "--command", WHO_AM_I)
    assert beside.process.wait(20) == 0
    assert beside.words.strip() == "schutznetz_web"
    # when it is ended by Ctrl+C
    assert demo.end(signal.SIGINT) == 0
    assert "Traceback" not in demo.words
    # then nothing is left
    assert not processes_naming(str(state.folder))
    assert not processes_naming(f"--port={port}")
    assert not sockets.exists()
    # and the next start is quick and does nothing twice
    began = time.monotonic()
    demo = launch("demo", "--no-browser", "--port", port)
    demo.wait_for_address()
    assert time.monotonic() - began < WARM
    assert "Setting up the database" not in demo.words
    assert demo.end(signal.SIGTERM) == 0


WHO_AM_I = (
    "from django.db import connection; c = connection.cursor();"
    " c.execute('SELECT current_user'); print(c.fetchone()[0])"
)


@pytest.mark.slow
def test_after_a_kill_it_starts_again_and_a_dead_server_ends_it(
    launch: Launch, state: State
) -> None:
    port = str(serving.any_free_port())
    demo = launch("demo", "--no-browser", "--port", port)
    demo.wait_for_address()
    # given a launcher that was killed and could not tidy up
    demo.process.kill()
    demo.process.wait()
    assert processes_naming(f"--port={port}")
    # when it is started again, it gets its port and its data back
    demo = launch("demo", "--no-browser", "--port", port)
    assert demo.wait_for_address().endswith(port)
    # when its server dies
    server = next(
        int(pid)
        for pid, telling in state.running()["children"].items()
        if telling == serving.SERVER
    )
    os.kill(server, signal.SIGKILL)
    # then it says so and stops everything
    assert demo.process.wait(30) == 1
    assert 'The process "Server" ended unexpectedly' in demo.words
    assert "Traceback" not in demo.words
    assert not processes_naming(str(state.folder))
    assert not processes_naming(f"--port={port}")


@pytest.mark.slow
def test_without_a_demo_manage_starts_the_database_itself(launch: Launch, state: State) -> None:
    manage = launch("manage", "migrate", "--verbosity=0")
    assert manage.process.wait(60) == 0, manage.words
    missing = launch("manage", "makemigrations", "--check", "--dry-run")
    assert missing.process.wait(60) == 0, missing.words
    assert not processes_naming(str(state.folder))


def test_a_taken_port_is_passed_over() -> None:
    port = serving.any_free_port()
    with socket.create_server((serving.LOOPBACK, port)):
        assert not serving.is_free(port)
        assert serving.next_free_port(port) > port


@pytest.mark.parametrize("port", ["0", "65536", "abc"])
def test_a_port_that_is_none_gets_a_sentence(launch: Launch, port: str) -> None:
    demo = launch("demo", "--port", port)
    assert demo.process.wait(10) == 2
    assert "Traceback" not in demo.words
