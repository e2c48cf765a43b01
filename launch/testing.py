"""`run.py test` and `run.py check`: what has to hold before anything is handed in."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from launch import ROOT
from launch.trouble import say

BIN = Path(sys.executable).parent
#: In the order in which they tell fastest that something is wrong.
CHECKS: dict[str, list[str]] = {
    "format": ["ruff", "format", "--check", "--quiet"],
    "lint": ["ruff", "check", "--quiet"],
    "floors": ["lint-imports"],
    "security": ["bandit", "-q", "-r", "schutznetz", "launch", "-c", "pyproject.toml"],
    "templates": ["djlint", "schutznetz", "--lint", "--quiet"],
    "types": ["mypy"],
    "house": ["pytest", "-q", "tests/house"],
}


#: What starts servers, browsers and clusters of its own: alone, so that no wait runs into a neighbour.
ALONE = ("tests/browser", "tests/launch")


def test(arguments: Sequence[str]) -> int:
    """Run pytest with the given arguments; without any, everything, two files at a time where that is safe."""
    if arguments:
        return _run(["pytest", *arguments])
    left_out = [f"--ignore={folder}" for folder in ALONE]
    together = _run(["pytest", "-q", "-n", "2", "--dist", "loadfile", *left_out])
    alone = _run(["pytest", "-q", *ALONE])
    return together or alone


def check(arguments: Sequence[str]) -> int:
    """Run every check, or only the named ones, to the end; 1 when any failed."""
    unknown = set(arguments) - CHECKS.keys()
    if unknown:
        names = " ".join(CHECKS)
        say(f"Es gibt nur: {names}", f"There is only: {names}")
        return 2
    failed = [name for name in arguments or CHECKS if _checked(name) != 0]
    if failed:
        names = ", ".join(failed)
        say(f"Nicht in Ordnung: {names}", f"Not in order: {names}")
        return 1
    say("Alles in Ordnung.", "Everything is in order.")
    return 0


def _checked(name: str) -> int:
    print(f"→ {name}", flush=True)
    return _run(CHECKS[name])


def _run(command: Sequence[str]) -> int:
    """The exit code of a tool of the virtual environment."""
    return subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, check=False).returncode
