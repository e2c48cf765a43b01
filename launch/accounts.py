"""Under which account PostgreSQL's programs run.

PostgreSQL refuses to run as root. Started by root we borrow an account that exists and may do nothing,
and give it two folders of our own; nobody else's folder changes its owner or its mode.
"""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launch.trouble import Trouble

#: Accounts that exist on practically every Unix and own nothing of value, in this order.
UNPRIVILEGED = ("postgres", "nobody")
#: What a program of PostgreSQL needs to know; a stranger's PGDATA or PGOPTIONS must not reach it.
PLAIN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """A user of the operating system. `borrowed` is true when we are root and act under another name."""

    uid: int
    gid: int
    borrowed: bool

    @classmethod
    def for_postgres(cls) -> "Account":
        """Ourselves, or for root an unprivileged account. Raises Trouble when root finds none."""
        if os.geteuid() != 0:
            require_name(os.geteuid())
            return cls(os.geteuid(), os.getegid(), borrowed=False)
        for name in UNPRIVILEGED:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            if entry.pw_uid != 0:
                return cls(entry.pw_uid, entry.pw_gid, borrowed=True)
        raise Trouble(
            "PostgreSQL läuft nicht als root, und weder „postgres“ noch „nobody“ gibt es hier. Bitte als"
            " gewöhnliche Benutzerin starten.",
            'PostgreSQL does not run as root, and neither "postgres" nor "nobody" exists here. Please start as an'
            " ordinary user.",
        )

    def start_options(self) -> dict[str, Any]:
        """Options of subprocess that make a child run as this account, from a folder it can stand in."""
        options: dict[str, Any] = {
            "cwd": "/",
            "env": PLAIN_ENVIRONMENT,
            "stdin": subprocess.DEVNULL,
        }
        if self.borrowed:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options

    def run(
        self, command: Sequence[str | Path], seconds: float = 120
    ) -> "subprocess.CompletedProcess[str]":
        """Run a program as this account and wait; a program that cannot be started counts as failed."""
        try:
            return subprocess.run(
                [str(word) for word in command],
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                timeout=seconds,
                **self.start_options(),
            )
        except (OSError, subprocess.TimeoutExpired) as reason:
            return subprocess.CompletedProcess([], 127, "", str(reason))

    def can_reach(self, folder: Path) -> bool:
        """Whether this account may pass through `folder` to something inside it. Asked by trying."""
        return self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder], seconds=10).returncode == 0

    def give(self, folder: Path) -> None:
        """Make a folder that we have just created belong to this account, closed to everybody else."""
        folder.chmod(0o700)
        if self.borrowed:
            os.chown(folder, self.uid, self.gid)

    def let_through(self, folder: Path) -> None:
        """Let this account, and nobody else, pass through a folder of ours without seeing its list."""
        if self.borrowed:
            os.chown(folder, os.geteuid(), self.gid)
        folder.chmod(0o710 if self.borrowed else 0o700)


def require_name(uid: int) -> None:
    """Raises Trouble for a user without an entry in the system's list, as some containers have."""
    try:
        pwd.getpwuid(uid)
    except KeyError:
        raise Trouble(
            f"PostgreSQL startet nicht für eine Benutzerin ohne Namen (Nummer {uid}); bitte als eine starten,"
            " die das System kennt.",
            f"PostgreSQL does not start for a user without a name (number {uid}); please start as one that the"
            " system knows.",
        ) from None


def without_postgres_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment in which libpq finds nothing (PGUSER, PGSERVICE …) but what its address says."""
    return {name: value for name, value in environment.items() if not name.startswith("PG")}
