"""Child processes: started apart from the terminal, stopped by their id, never left behind."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

from launch import ROOT


class Stopped(KeyboardInterrupt):
    """Somebody asked us to end, by Ctrl+C, SIGTERM or by closing the terminal."""


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _stop(number: int, frame: FrameType | None) -> None:
    """The first request ends the main flow; the following ones must not disturb the tidying up.

    Nothing is waited for in here: a wait in a handler blocks for ever on the wait it interrupted.
    """
    del number, frame
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def stop_on_signals() -> None:
    """From now on a request to end arrives as `Stopped` in the main flow."""
    for each in SIGNALS:
        if (
            each != signal.SIGHUP or signal.getsignal(each) != signal.SIG_IGN
        ):  # nohup stays respected
            signal.signal(each, _stop)


def start(
    command: Sequence[str], environment: Mapping[str, str], log: Path
) -> "subprocess.Popen[bytes]":
    """Start a child in a process group of its own, its output going to `log` (mode 0600).

    The terminal's Ctrl+C thus reaches only us, and we decide the order in which the children end.
    """
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as output:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def stop(
    process: "subprocess.Popen[bytes]", number: int = signal.SIGTERM, seconds: float = 15
) -> None:
    """End a child and its whole group: by `number` first, by SIGKILL when it takes longer than `seconds`."""
    if process.poll() is None:
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """SIGKILL to the whole group of a child, which may outlive its leader."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextlib.contextmanager
def ending(process: "subprocess.Popen[bytes]") -> Iterator["subprocess.Popen[bytes]"]:
    """A child that ends with the block."""
    try:
        yield process
    finally:
        stop(process)


def command_line(pid: int) -> str:
    """What a process was started with; empty when it has ended."""
    try:
        return (
            Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        )
    except OSError:
        pass
    if Path("/proc/self").exists():
        return ""
    listing = ["ps", "-o", "command=", "-p", str(pid)]  # macOS has no /proc
    return subprocess.run(listing, capture_output=True, text=True, check=False).stdout.strip()


def end_leftover(pid: int, telling: str, number: int = signal.SIGTERM, seconds: float = 10) -> None:
    """End a process that a killed run left behind, once its command line shows that it is that one.

    The number alone proves nothing: after a restart it may belong to somebody else's process.
    """
    if pid <= 1 or telling not in command_line(pid):
        return
    for attempt in (number, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, attempt)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if telling not in command_line(pid):
                return
            time.sleep(0.05)


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log, for the person who has to find out why a child ended."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""
