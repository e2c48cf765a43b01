"""The folder in which the demo keeps what outlives one run: data, secrets, notes, logs.

It stands in the checkout where PostgreSQL's account can reach it, otherwise in /var/tmp; in either case it
is closed to everybody else. Removing it is what `demo --fresh` does.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launch import ROOT
from launch.accounts import Account
from launch.processes import end_leftover
from launch.trouble import Trouble


@dataclass(frozen=True)
class State:
    """A state folder and the account PostgreSQL runs under."""

    folder: Path
    account: Account

    @classmethod
    def of_checkout(cls, root: Path = ROOT) -> "State":
        """The state folder of this checkout, made when missing.

        Raises Trouble when the place in /var/tmp belongs to somebody else.
        """
        account = Account.for_postgres()
        if os.access(root, os.W_OK) and account.can_reach(root):
            return cls.at(root / ".demo", account)
        digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
        return cls.at(Path("/var/tmp") / f"schutznetz-{os.geteuid()}-{digest}", account)  # noqa: S108  # nosec B108 - checked in at()

    @classmethod
    def at(cls, folder: Path, account: Account) -> "State":
        """The state folder at a given place, made when missing and closed to others."""
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise Trouble(
                f"{folder} gehört jemand anderem; dort legen wir nichts ab.",
                f"{folder} belongs to somebody else; nothing will be put there.",
            )
        account.let_through(folder)
        return cls(folder, account)

    @property
    def data(self) -> Path:
        """PostgreSQL's data; belongs to the account."""
        return self.folder / "data"

    @property
    def static(self) -> Path:
        """The collected static files."""
        return self.folder / "static"

    def log(self, name: str) -> Path:
        """The file that takes the output of one of our processes."""
        return self.folder / f"{name}.log"

    def secret(self, name: str) -> Path:
        """A file (mode 0600) holding a random secret of 64 characters, made when missing."""
        path = self._secrets() / name
        if not path.exists():
            write_private(path, secrets.token_urlsafe(48))
        return path

    def passwords(self) -> dict[str, str]:
        """The passwords of the database's roles, by role; made when missing."""
        path = self._secrets() / "database.json"
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        missing = {"superuser", "owner", "web"} - known.keys()
        if missing:
            known |= {role: secrets.token_urlsafe(24) for role in missing}
            write_private(path, json.dumps(known))
        return known

    def _secrets(self) -> Path:
        folder = self.folder / "secrets"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    @contextlib.contextmanager
    def occupied(self) -> Iterator["Occupation"]:
        """Hold this state for ourselves; Trouble when somebody does already.

        By the end of the block all processes have ended, so there is nothing to note any more.
        """
        with self._locked() as gained:
            if not gained:
                raise self._busy()
            self.notes().end_leftovers()
            try:
                yield self.notes()
            finally:
                self.notes().forget()

    def is_occupied(self) -> bool:
        """Whether somebody holds this state at this moment."""
        with self._locked() as gained:
            return not gained

    @contextlib.contextmanager
    def _locked(self) -> Iterator[bool]:
        """Whether we got the lock. It is the kernel's and ends with our process, however that ends."""
        with (self.folder / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def _busy(self) -> Trouble:
        url = self.running().get("url")
        where = (f": {url}", f": {url}") if url else (".", ".")
        return Trouble(
            f"Das Netz läuft hier schon{where[0]} – bitte zuerst dort beenden (Strg+C).",
            f"It is already running here{where[1]} – please stop it there first (Ctrl+C).",
        )

    def notes(self) -> "Occupation":
        """The notes of the present or last holder."""
        return Occupation(self.folder / "running.json")

    def running(self) -> dict[str, Any]:
        """What the present or last holder noted; empty when it ended in order."""
        return self.notes().read()

    def clear(self) -> None:
        """Remove everything but the lock we hold."""
        for entry in self.folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry.name != "lock":
                entry.unlink()


class Occupation:
    """Notes of the holder of a state, for `manage` beside it and for the start after a kill -9."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, Any]:
        """The notes; empty when there are none."""
        try:
            notes: dict[str, Any] = json.loads(self._path.read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return notes

    def note(self, **facts: object) -> None:
        """Add facts."""
        write_private(self._path, json.dumps(self.read() | facts))

    def note_child(self, pid: int, telling: str) -> None:
        """Remember a child process and what stands on its command line."""
        self.note(children=self.read().get("children", {}) | {str(pid): telling})

    def end_leftovers(self) -> None:
        """End the children of a holder that was killed before it could."""
        for pid, telling in self.read().get("children", {}).items():
            end_leftover(int(pid), telling)
        if self.read().get("children"):
            self.note(children={})

    def forget(self) -> None:
        """Everything has ended in order."""
        self._path.unlink(missing_ok=True)


def write_private(path: Path, text: str) -> None:
    """Write a file that only we may read, whole or not at all."""
    unfinished = path.with_name(path.name + ".new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    unfinished.replace(path)
