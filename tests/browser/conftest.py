"""A real browser and a real server. Without Chromium the journeys are skipped loudly, in CI they fail."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from launch.testbed import Testbed
from tests.browser.serving import Served, served_demo

# A loaded machine is slow, not wrong: nothing here measures time.
expect.set_options(timeout=30_000)

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
#: What a test browser must not do by itself: ask the network for anything.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
MISSING = "no Chromium found: install your system's, or name it by SCHUTZNETZ_CHROMIUM"


def chromium() -> str | None:
    """The Chromium of the operating system; Playwright's own is never downloaded."""
    named = os.environ.get("SCHUTZNETZ_CHROMIUM")
    return named or next((found for found in map(shutil.which, NAMES) if found), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys, and without a browser skip them – except in CI, where that is a failure."""
    for item in items:
        if not item.path.is_relative_to(HERE):
            continue
        item.add_marker(pytest.mark.browser)
        if chromium() is None and os.environ.get("CI") != "true":
            item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A journey that nobody made is not a pass."""
    if chromium() is None:
        terminalreporter.section("BROWSER TESTS DID NOT RUN", red=True, bold=True)
        terminalreporter.line(MISSING)


@pytest.fixture(scope="session")
def chromium_launch_args() -> list[str]:
    """The command line of the browser; the sandbox is only given up for root, where it cannot work."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], chromium_launch_args: list[str]
) -> dict[str, Any]:
    """For pytest-playwright: the system's Chromium, started quietly."""
    executable = chromium()
    if executable is None:
        pytest.fail(MISSING)
    return {
        **browser_type_launch_args,
        "executable_path": executable,
        "args": chromium_launch_args,
    }


@pytest.fixture
def served(testbed: Testbed) -> Iterator[Served]:
    """The seeded demo behind a real server, for this test alone."""
    with served_demo(testbed) as server:
        yield server
