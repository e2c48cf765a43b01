"""How the house tests read the house: its files, its rooms, and one way to complain in words."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "schutznetz"
WINGS = ("ground", "casework", "network", "overview")


@dataclass(frozen=True)
class Finding:
    """A place where a wall is pierced, and what is wrong there."""

    path: Path
    line: int
    words: str

    def __str__(self) -> str:
        path = self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path
        return f"  {path}:{self.line}  {self.words}"


def require_none(findings: Iterable[Finding], wall: str, what_to_do: str) -> None:
    """Fail with a list of places, the wall that was pierced, and the way out."""
    found = list(findings)
    if found:
        places = "\n".join(str(each) for each in found)
        raise AssertionError(f"{wall}\n{places}\nWhat to do: {what_to_do}")


@dataclass(frozen=True)
class Room:
    """One folder, one Django app."""

    wing: str
    label: str

    @property
    def path(self) -> Path:
        return PACKAGE / self.wing / self.label

    def __str__(self) -> str:
        return f"{self.wing}/{self.label}"


def rooms() -> list[Room]:
    """Every folder of a wing that has an apps.py."""
    return [
        Room(wing, apps.parent.name)
        for wing in WINGS
        for apps in sorted((PACKAGE / wing).glob("*/apps.py"))
    ]


def room_of(path: Path) -> Room | None:
    """The room a file of the package lies in; None for config and for the package's own files."""
    parts = path.relative_to(PACKAGE).parts if path.is_relative_to(PACKAGE) else ()
    return Room(parts[0], parts[1]) if len(parts) > 2 and parts[0] in WINGS else None


def python_files(*, migrations: bool = False, tests: bool = False) -> list[Path]:
    """The Python files of the product."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if (migrations or "migrations" not in path.parts) and (tests or "tests" not in path.parts)
    ]


def furniture(path: Path) -> str:
    """What a file of a room is: "actions" for actions.py and for everything in actions/."""
    room = room_of(path)
    return path.relative_to(room.path).parts[0].removesuffix(".py") if room else ""


def templates() -> list[Path]:
    """Our own templates; what others made lies outside the package."""
    return sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file())


def template_name(path: Path) -> str:
    """The name a template is asked for by: what follows the templates folder."""
    parts = path.parts
    return "/".join(parts[parts.index("templates") + 1 :])


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def strings(parsed: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string literal with its line."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def dotted(node: ast.AST) -> str:
    """ "a.b.c" for an attribute chain of plain names, else an empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def handed_in() -> list[Path]:
    """Every file that is tracked, or would be with the next `git add`.

    Without git (an unpacked archive) every file counts that is not hidden.
    """
    if not (ROOT / ".git").exists():
        hidden = re.compile(r"^(?:\.|__pycache__$)")
        every = (path for path in ROOT.rglob("*") if path.is_file())
        return [p for p in every if not any(map(hidden.match, p.relative_to(ROOT).parts))]
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    return sorted(path for path in paths if path.is_file())
