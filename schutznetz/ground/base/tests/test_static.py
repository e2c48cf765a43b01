"""Nothing comes from elsewhere and nothing stays behind (T38, T40); the house checks the rest."""

import hashlib
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3]
BASE = Path(__file__).parents[1]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
STYLES = sorted((BASE / "static" / "base").rglob("*.css"))
SCRIPTS = sorted((BASE / "static" / "base").rglob("*.js"))
ELSEWHERE = re.compile(r"""(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}""", re.IGNORECASE)


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", [*TEMPLATES, *STYLES, *SCRIPTS], ids=name)
def test_no_other_host_is_named(path: Path) -> None:
    assert ELSEWHERE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_window_can_reach_back(path: Path) -> None:
    for tag in re.findall(r"<a\b[^>]*target=[^>]*>", path.read_text(encoding="utf-8")):
        assert 'rel="noopener' in tag


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_our_scripts_leave_nothing_behind(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie|eval\(", source)


def test_our_scripts_stay_small() -> None:
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in SCRIPTS) < 400


def test_kern_is_unmodified() -> None:
    folder = BASE / "static" / "vendor" / "kern"
    noted = re.findall(r"^([0-9a-f]{64})  (\S+)$", (folder / "NOTE.md").read_text(), re.MULTILINE)
    assert len(noted) == 5
    for digest, file in noted:
        assert hashlib.sha256((folder / file).read_bytes()).hexdigest() == digest
