"""The two processes of the product: the application server and the worker."""

import errno
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from launch.administration import MANAGE
from launch.processes import start
from launch.trouble import Trouble

LOOPBACK = "127.0.0.1"
#: Requests worked on at the same time; each holds one connection to the database.
THREADS = 8
#: What stands on the command lines of our processes and on nobody else's.
SERVER, WORKER = "schutznetz.config.wsgi:application", "launch.manage procrastinate worker"


def start_server(port: int, environment: Mapping[str, str], log: Path) -> "subprocess.Popen[bytes]":
    """Granian on the loopback address, without an access log: addresses of pages tell about people."""
    options = [
        f"--host={LOOPBACK}",
        f"--port={port}",
        "--interface=wsgi",
        "--workers=1",
        "--http=1",
    ]
    options += [
        f"--blocking-threads={THREADS}",
        "--no-access-log",
        "--log-level=error",
        "--no-ws",
    ]
    return start([sys.executable, "-m", "granian", *options, SERVER], environment, log)


def start_worker(environment: Mapping[str, str], log: Path) -> "subprocess.Popen[bytes]":
    """The process that does what may wait: escalations, clearing away."""
    return start([*MANAGE, "procrastinate", "worker"], environment, log)


def answers(port: int, seconds: float = 5) -> bool:
    """Whether the product answers at this port, whatever it says."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=seconds)
    try:
        connection.request("HEAD", "/", headers={"Host": f"localhost:{port}"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def wait_for_answer(process: "subprocess.Popen[bytes]", port: int, seconds: float = 60) -> bool:
    """Wait until the server answers; False when it ended or took longer than `seconds`."""
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        if answers(port):
            return True
        time.sleep(0.05)
    return False


def is_free(port: int) -> bool:
    """Whether nobody listens at this port, on either loopback address: browsers try both."""
    for family, address in ((socket.AF_INET, LOOPBACK), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except PermissionError:
            return False
        except OSError as reason:
            if reason.errno == errno.EADDRINUSE:
                return False  # anything else: this machine has no IPv6
    return True


def next_free_port(wanted: int, tries: int = 100) -> int:
    """The wanted port or the next free one; Trouble when there is none."""
    for port in range(wanted, min(wanted + tries, 65536)):
        if is_free(port):
            return port
    raise Trouble(
        f"Ab {wanted} ist kein Anschluss frei; bitte mit --port einen anderen nennen.",
        f"No port is free from {wanted} on; please name another one by --port.",
    )


def any_free_port() -> int:
    """A port nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
