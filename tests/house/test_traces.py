"""What is handed in speaks of the project alone: no machine, no registry, no real person."""

import re
from collections.abc import Iterator

import pytest

from tests.house.reading import ROOT, Finding, handed_in, require_none

#: Copied from others unmodified; their addresses are theirs.
FOREIGN = (
    "LICENSE",
    "schutznetz/ground/base/static/vendor/",
    "schutznetz/ground/base/papers/fonts/OFL.txt",
    "requirements/",
)
TEXT = {
    ".css", ".cfg", ".html", ".in", ".ini", ".js", ".json", ".md", ".po", ".py", ".service", ".sh",
    ".sql", ".svg", ".toml", ".txt", ".yaml", ".yml", "",
}  # fmt: skip

#: Hosts that may be named, each because somebody may want to read there.
HOSTS = frozenset(
    {
        "localhost", "127.0.0.1", "[::1]", "testserver",
        "www.w3.org", "spdx.org", "eupl.eu", "joinup.ec.europa.eu", "interoperable-europe.ec.europa.eu",
        "www.kern-ux.de", "kern-ux.de", "www.python.org", "docs.python.org", "peps.python.org",
        "www.postgresql.org", "www.djangoproject.com", "docs.djangoproject.com",
        "keepachangelog.com", "semver.org", "www.gesetze-im-internet.de",
    }
)  # fmt: skip
#: Hosts nobody owns, and the one that stands in the head of every catalogue of translations.
RESERVED = re.compile(
    r"(?:^|\.)(?:li\.org|example(?:\.(?:org|com|net|de))?|test|invalid|localhost)$"
)
ADDRESS = re.compile(
    r"(?:https?|wss?|postgres(?:ql)?|ftp)://(?:[^\s/@\"'<>]+@)?(\[[^\]]*\]|[\w.-]+)"
)
MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
HOME = re.compile(
    r"(?<![\w.])/(?:" + "|".join(("work", "root", "tmp", "home/\\w+", "Users/\\w+")) + r")/"
)
REGISTRY = re.compile(r"--(?:extra-)?index-" + r"url|--trusted-" + r"host")


def traces(text: str) -> Iterator[tuple[int, str]]:
    """Line and words of every trace."""
    for number, line in enumerate(text.splitlines(), 1):
        for host in ADDRESS.findall(line):
            if host.lower() not in HOSTS and not RESERVED.search(host.lower()):
                yield number, f"names the host {host}"
        for host in MAIL.findall(line):
            if not RESERVED.search(host.lower()):
                yield number, f"names a mail address at {host}"
        if HOME.search(line):
            yield number, "names a folder of somebody's machine"
        if REGISTRY.search(line):
            yield number, "names a package registry"


def test_nothing_handed_in_tells_where_it_was_made() -> None:
    found = []
    for path in handed_in():
        place = str(path.relative_to(ROOT))
        if not place.startswith(FOREIGN) and path.suffix in TEXT:
            text = path.read_text(encoding="utf-8")
            found += [Finding(path, line, words) for line, words in traces(text)]
    advice = "take it out; invented people live at example.org; a new source goes into HOSTS."
    require_none(found, "The repository tells something that is not about the project.", advice)


def test_the_list_of_packages_names_no_registry() -> None:
    found = [
        Finding(path, number, "names a host")
        for path in sorted((ROOT / "requirements").glob("*"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ADDRESS.search(line) or REGISTRY.search(line)
    ]
    require_none(found, "A pinned package says where it came from.", "compile without addresses.")


@pytest.mark.parametrize(
    "planted",
    [
        "see https://" + "registry.somewhere.io/simple",
        "mail to " + "someone@gmail" + ".com",
        "/" + "root/.config",
        "in /" + "home/anna/schutznetz",
        "pip install --index-" + "url x",
    ],
)
def test_a_planted_trace_is_found(planted: str) -> None:
    assert list(traces(planted))


@pytest.mark.parametrize(
    "good",
    [
        "http://www.w3.org/2000/svg",
        "http://127.0.0.1:8000/",
        "postgresql://web@localhost/schutznetz",
        "someone@example.org",
        "https://schutznetz.example/",
        "the network/root/path",
        "@media print",
    ],
)
def test_what_may_be_said_is_left_alone(good: str) -> None:
    assert not list(traces(good))
