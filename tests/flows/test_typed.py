"""Whatever goes wrong, what was typed comes back to its writer, and to nobody else (T51, T42)."""

import logging
import re
import uuid
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve

from launch import roles
from launch.roles import Role
from schutznetz.casework.referrals.models import Draft
from schutznetz.ground.base.quiet_logs import PlaceOnly
from schutznetz.ground.base.typed import MOST_BYTES, MOST_FIELDS
from schutznetz.overview.rehearsal.actions import invent_network
from tests.cast import Cast
from tests.flows.test_matrix import INNER, address, objects
from tests.leaks import leaks
from tests.signing_in import sign_in

__all__ = ["objects"]

NEW = "/referrals/new/"
CANARY = "Kanarienvögel-Straße 17"
TYPED = {
    "summary": f"Zeile eins\n<b>{CANARY}</b>",
    "place": "Weidengasse 17",
    "earlier_known": "unknown",
}
OURS = {"sec-fetch-site": "same-origin"}


def typed() -> dict[str, str]:
    return {**TYPED, "draft_id": str(uuid.uuid4())}


@pytest.fixture
def officer(cast: Cast) -> Client:
    """Selin Aydın, signed in; a server that stumbles answers her instead of raising."""
    client = sign_in(Client(), "aydin")
    client.raise_request_exception = False
    return client


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saving a draft fails."""

    def stumble(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the reason is nobody's business")

    monkeypatch.setattr("schutznetz.casework.referrals.views.actions.save_draft", stumble)


def send(client: Client, data: dict[str, Any], path: str = NEW, **headers: str) -> Any:
    return client.post(path, data, secure=True, headers={**OURS, **headers})


def values_on(page: str) -> dict[str, str]:
    """The fields of the page that gives everything back, as a browser would send them."""
    found = dict(re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.S))
    return {name: unescape(value) for name, value in found.items()}


def test_after_a_stumble_everything_typed_is_there_again(officer: Client, stumbling: None) -> None:
    sent = typed()
    answer = send(officer, sent)
    assert answer.status_code == 500
    assert {name: values_on(answer.text)[name] for name in sent} == sent
    assert "<b>" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "nobody's business" not in answer.text
    assert "<label" in answer.text


def test_with_the_database_away_it_comes_back_and_can_be_sent_again(
    own_database: Callable[[Role], str], request: pytest.FixtureRequest
) -> None:
    invent_network(urgent_minutes=60, escalation_minutes=60)
    client = sign_in(Client(), "aydin")
    client.raise_request_exception = False
    sent = typed() | {"later": "1"}
    with database_away(own_database("owner")):
        answer = send(client, sent)
        assert answer.status_code == 500
        back = values_on(answer.text)
        assert {name: back[name] for name in sent} == sent
        assert send(client, back).status_code == 500
    assert send(client, back).status_code == 302
    assert Draft.objects.filter(pk=sent["draft_id"]).count() == 1


class database_away:  # noqa: N801 - reads as what it does
    """For the length of a block nobody finds the database."""

    def __init__(self, owner_url: str) -> None:
        self.name = connections["default"].settings_dict["NAME"]
        self.url = roles.changed_url(owner_url, database="postgres")

    def __enter__(self) -> None:
        self._rename(self.name, f"{self.name}_away")

    def __exit__(self, *_: object) -> None:
        self._rename(f"{self.name}_away", self.name)

    def _rename(self, name: str, new: str) -> None:
        connections.close_all()
        with roles.connect(roles.changed_url(self.url, database="template1")) as connection:
            roles.rename_database(connection, name, new)


def test_with_script_the_page_stays_so_the_answer_repeats_nothing(
    officer: Client, stumbling: None
) -> None:
    answer = send(officer, typed(), **{"x-steadfast": "1"})
    assert answer.status_code == 500
    assert CANARY not in answer.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_has_sent_is_not_shown(
    officer: Client, stumbling: None, site: str
) -> None:
    assert CANARY not in send(officer, typed(), **{"sec-fetch-site": site}).text


def test_a_browser_that_says_nothing_needs_the_token(officer: Client, stumbling: None) -> None:
    officer.handler.enforce_csrf_checks = True
    token = values_on(officer.get(NEW, secure=True).text)["csrfmiddlewaretoken"]
    origin = {"origin": "https://testserver"}
    bare = officer.post(NEW, typed(), secure=True, headers=origin)
    assert (bare.status_code, CANARY in bare.text) == (403, False)
    good = {**typed(), "csrfmiddlewaretoken": token}
    assert CANARY in officer.post(NEW, good, secure=True, headers=origin).text


def test_an_old_token_costs_one_more_press_and_no_word(officer: Client) -> None:
    """She signed in anew in another tab; this page still has the token of before."""
    officer.handler.enforce_csrf_checks = True
    stale = {**typed(), "later": "1", "csrfmiddlewaretoken": "x" * 64}
    answer = officer.post(NEW, stale, secure=True, headers={**OURS, "origin": "https://testserver"})
    assert answer.status_code == 403
    assert "Bitte noch einmal senden." in answer.text
    again = officer.post(
        NEW, values_on(answer.text), secure=True, headers={**OURS, "origin": "https://testserver"}
    )
    assert again.status_code == 302
    assert Draft.objects.count() == 1


def test_without_a_cookie_of_the_token_the_page_brings_one(officer: Client) -> None:
    officer.handler.enforce_csrf_checks = True
    del officer.cookies["__Host-csrf"]
    origin = {**OURS, "origin": "https://testserver"}
    answer = officer.post(NEW, {**typed(), "later": "1"}, secure=True, headers=origin)
    assert answer.status_code == 403
    assert officer.cookies["__Host-csrf"].value
    assert officer.post(NEW, values_on(answer.text), secure=True, headers=origin).status_code == 302


@pytest.mark.parametrize(
    "extra",
    [
        {"place": "x" * (MOST_BYTES + 1)},
        {f"f{number}": "x" for number in range(MOST_FIELDS + 1)},
    ],
)
def test_more_than_anybody_types_is_not_repeated(
    officer: Client, stumbling: None, extra: dict[str, str]
) -> None:
    answer = send(officer, {**typed(), **extra})
    assert answer.status_code == 500
    assert CANARY not in answer.text


def test_passwords_never_come_back(officer: Client, stumbling: None) -> None:
    page = send(officer, {**typed(), "password": "geheim1", "code": "geheim2"}).text
    assert CANARY in page
    assert "geheim" not in page


def test_at_the_door_nothing_comes_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    data = {"login": CANARY, "password": CANARY, "text": CANARY}
    for path in ("/entry/", "/entry/second-factor/", "/entry/lock/", "/language/", "/leave/"):
        assert CANARY not in send(client, data, path).text, path


def test_a_stranger_gets_her_own_words_back(db: None) -> None:
    answer = send(Client(), typed())
    assert answer.status_code == 401
    assert CANARY in unescape(answer.text)
    assert "Zur Anmeldung" in answer.text


# T51 ------------------------------------------------------------------------------------------


class Heard(logging.Handler):
    """Everything any logger says, as the product's own formatter writes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(PlaceOnly())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def heard() -> Iterator[Heard]:
    """Listens at the root and at Django's own loggers."""
    handler, names = (
        Heard(),
        ("", "django", "django.request", "django.db.backends", "django.server"),
    )
    for name in names:
        logging.getLogger(name).addHandler(handler)
    yield handler
    for name in names:
        logging.getLogger(name).removeHandler(handler)


def broken_view(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """A view that has read everything and then stumbles, with what was typed in its hands."""
    held = [*request.GET.values(), *request.POST.values()]
    logging.getLogger("schutznetz").error("a message with %s", held)
    raise ValueError(held)  # as `int(held)` or a database would say it


def patterns(nodes: list[Any]) -> Iterator[URLPattern]:
    """Every address of the house."""
    for node in nodes:
        if isinstance(node, URLPattern):
            yield node
        else:
            yield from patterns(node.url_patterns)


@pytest.mark.parametrize("name", sorted(INNER))
def test_t51_a_stumble_in_any_view_tells_nobody(
    name: str,
    cast: Cast,
    objects: dict[str, uuid.UUID],
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = sign_in(Client(), "kessler")
    client.raise_request_exception = False
    url = address(name, objects)
    room = resolve(url).namespace
    for pattern in patterns(get_resolver().url_patterns):
        monkeypatch.setattr(pattern, "callback", broken_view)
    asked = client.get(url, {"q": CANARY}, secure=True, headers=OURS)
    sent = send(client, {"note": CANARY}, url)
    assert (asked.status_code, sent.status_code) == (500, 500)
    assert leaks([CANARY], asked.content) == set()
    assert (CANARY in unescape(sent.text)) == (room not in ("", "entry"))
    assert any("ValueError at" in line and "broken_view" in line for line in heard.lines)
    assert leaks([CANARY], "\n".join(heard.lines).encode()) == set()
    assert mail.outbox == []
    afterwards = client.get("/", secure=True)
    assert leaks([CANARY], afterwards.content) == set()
