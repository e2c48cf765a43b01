"""run.py has to start under a stranger's Python and to say clearly what is missing."""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from launch import ROOT

FakePython = Callable[..., Path]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py as a module, on a machine without any Python but the ones a test makes."""
    spec = importlib.util.spec_from_file_location("run_py", ROOT / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delenv("SCHUTZNETZ_PYTHON", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "running"))
    monkeypatch.setattr(module, "in_known_folders", list)
    return module


@pytest.fixture
def fake(tmp_path: Path) -> FakePython:
    """An executable that answers the probe as a Python of some version would, or fails."""

    def make(
        name: str, version: tuple[int, int], *, kind: str = "cpython", status: int = 0
    ) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        answer = json.dumps([version, f"/base/{name}", kind, False])
        path.write_text(f"#!/bin/sh\necho '{answer}'\nexit {status}\n")
        path.chmod(0o755)
        return path

    return make


def test_every_old_python_can_read_it() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_running_python_is_taken_when_it_suits(run: ModuleType, fake: FakePython) -> None:
    fake("running", (3, 12))
    fake("path/python3.13", (3, 13))
    assert run.find_python() == "/base/running"


def test_an_old_python_finds_the_newest_on_the_path(run: ModuleType, fake: FakePython) -> None:
    fake("running", (3, 8))
    fake("path/python3.12", (3, 12))
    fake("path/python3.14", (3, 14))
    assert run.find_python() == "/base/path/python3.14"


def test_a_shim_that_fails_is_passed_over(run: ModuleType, fake: FakePython) -> None:
    fake("running", (3, 11))
    fake("path/python3.13", (3, 13), status=127)
    fake("path/python3.12", (3, 12))
    assert run.find_python() == "/base/path/python3.12"


def test_the_highest_in_the_known_folders_wins(
    run: ModuleType, fake: FakePython, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake("running", (3, 9))
    known = [fake("a/python", (3, 12)), fake("b/python", (3, 13)), fake("c/python", (3, 15))]
    monkeypatch.setattr(run, "in_known_folders", lambda: [str(path) for path in known])
    assert run.find_python() == "/base/b/python"


@pytest.mark.parametrize(
    ("version", "kind"), [((3, 11), "cpython"), ((3, 15), "cpython"), ((3, 13), "pypy")]
)
def test_what_does_not_suit_is_refused(
    run: ModuleType, fake: FakePython, version: tuple[int, int], kind: str
) -> None:
    assert run.probe(str(fake("some", version, kind=kind))) is None


def test_the_named_python_is_the_only_one_asked(
    run: ModuleType,
    fake: FakePython,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fake("running", (3, 13))
    monkeypatch.setenv("SCHUTZNETZ_PYTHON", str(fake("named", (3, 10))))
    assert run.find_python() is None
    german, english = capsys.readouterr().err.splitlines()
    assert german.startswith("SCHUTZNETZ_PYTHON nennt kein brauchbares Python")
    assert english.startswith("SCHUTZNETZ_PYTHON does not name a usable Python")


def test_without_a_python_it_says_so_in_two_languages(tmp_path: Path) -> None:
    # given a checkout, an old Python and nothing else
    shutil.copy(ROOT / "run.py", tmp_path)
    program = (
        "import sys, runpy; sys.argv = ['run.py', 'demo'];"
        "module = runpy.run_path('run.py');"
        "module['main'].__globals__.update(on_the_path=list, in_known_folders=list);"
        "sys.exit(module['main'](['demo']))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    german, english = result.stderr.splitlines()
    assert german.startswith("Kein Python 3.12, 3.13 oder 3.14")
    assert english.startswith("No Python 3.12, 3.13 or 3.14")
    assert not (tmp_path / ".venv").exists()


@pytest.fixture
def environment(
    run: ModuleType, fake: FakePython, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[object, Path]:
    """An environment with a fake Python, in a checkout of two lists of packages."""
    (tmp_path / "requirements").mkdir()
    for name in ("demo.txt", "test.txt"):
        (tmp_path / "requirements" / name).write_text(name)
    made = run.Environment()
    python = fake("venv/bin/python", (3, 13))
    for attribute, path in {
        "python": python,
        "installed": tmp_path / "venv" / "installed.json",
        "half_done": tmp_path / "venv" / "half-done",
    }.items():
        monkeypatch.setattr(run.Environment, attribute, str(path))
    monkeypatch.setattr(run, "ROOT", str(tmp_path))
    return made, python


def test_the_test_list_satisfies_the_demo(environment: tuple[object, Path]) -> None:
    made, python = environment
    assert made.install("test.txt")  # type: ignore[attr-defined]
    python.write_text("#!/bin/sh\nexit 1\n")  # any further pip would fail
    assert made.install("demo.txt")  # type: ignore[attr-defined]


def test_a_changed_list_is_installed_again(
    environment: tuple[object, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, python = environment
    assert made.install("demo.txt")  # type: ignore[attr-defined]
    (tmp_path / "requirements" / "demo.txt").write_text("another")
    python.write_text("#!/bin/sh\necho words of pip\nexit 1\n")
    assert not made.install("demo.txt")  # type: ignore[attr-defined]
    assert "words of pip" in capsys.readouterr().err


def test_an_interrupted_installation_is_not_trusted(
    run: ModuleType, environment: tuple[object, Path]
) -> None:
    made, _python = environment
    assert made.install("demo.txt")  # type: ignore[attr-defined]
    assert made.works()  # type: ignore[attr-defined]
    Path(run.Environment.half_done).touch()
    assert not made.works()  # type: ignore[attr-defined]


def test_an_environment_whose_python_vanished_is_not_trusted(
    environment: tuple[object, Path],
) -> None:
    made, python = environment
    python.unlink()
    python.symlink_to("/nowhere/python3.13")
    assert not made.works()  # type: ignore[attr-defined]


def test_an_unknown_command_is_explained() -> None:
    result = subprocess.run(
        [sys.executable, ROOT / "run.py", "dance"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "demo | test | check" in result.stderr


def test_nothing_of_the_users_python_reaches_ours(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    assert "PYTHONPATH" not in run.clean_environment()
    assert os.environ["PYTHONPATH"] == "/elsewhere"
