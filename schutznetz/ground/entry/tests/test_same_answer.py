"""T25: nobody learns from the sign-in page who has an account here."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from schutznetz.ground.audit.models import Entry
from schutznetz.ground.entry.tests.browser import SIGN_IN, both, get
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault import suite
from tests.cast import Cast
from tests.signing_in import PASSWORD

WRONG = "ein ganz anderes Passwort"
CHANGING = re.compile(r'(name="csrfmiddlewaretoken" value=")\w+|nonce="[^"]*"')


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that Argon2 was run over."""
    seen: list[str] = []
    real = suite.stretch

    def counted(password: str, **rest: Any) -> Any:
        seen.append(password)
        return real(password, **rest)

    monkeypatch.setattr(suite, "stretch", counted)
    return seen


@pytest.fixture
def people(cast: Cast) -> None:
    """Petzold is deactivated; Wrona has an account but never chose a password."""
    Account.objects.filter(login="petzold").update(is_active=False)
    Account.objects.filter(login="wrona").update(password="!")


def try_with(login: str, password: str, **headers: str) -> Any:
    """The answer to one attempt in a fresh browser."""
    cache.clear()
    return Client().post(
        SIGN_IN, {"login": login, "password": password}, secure=True, headers=headers
    )


def without_what_differs(answer: Any, login: str) -> str:
    """The page without tokens and without the name that was typed."""
    return CHANGING.sub(r"\1", answer.text).replace(login, "…")


ATTEMPTS = [
    ("aydin", WRONG),
    ("niemand", WRONG),
    ("petzold", WRONG),
    ("petzold", PASSWORD),
    ("wrona", PASSWORD),
    ("niemand", PASSWORD),
]


@pytest.mark.usefixtures("people")
def test_every_refusal_is_the_same_page() -> None:
    answers = [(login, try_with(login, password)) for login, password in ATTEMPTS]
    assert {answer.status_code for _, answer in answers} == {200}
    assert len({without_what_differs(answer, login) for login, answer in answers}) == 1
    assert all(not answer.cookies.get("__Host-session") for _, answer in answers)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("login", "password"), [*ATTEMPTS, ("aydin", PASSWORD)])
def test_every_attempt_costs_exactly_one_run(login: str, password: str, runs: list[str]) -> None:
    try_with(login, password)
    assert runs == [password]


@pytest.mark.usefixtures("people")
def test_every_refusal_leaves_the_same_entry_without_a_name() -> None:
    """What was typed as a name may be a password: the log does not keep it."""
    before = Entry.objects.count()
    for login, password in ATTEMPTS:
        try_with(login, password)
    left = Entry.objects.order_by("seq")[before:]
    assert [entry.verb for entry in left] == ["password_refused"] * len(ATTEMPTS)
    assert all(entry.account_id is None and not entry.detail for entry in left)


@pytest.mark.usefixtures("people")
def test_a_script_gets_the_same_page_and_never_its_password_back() -> None:
    for name, value in (("x-requested-with", "XMLHttpRequest"), ("accept", "application/json")):
        for login, password in (("aydin", WRONG), ("niemand", WRONG)):
            answer = try_with(login, password, **{name: value})
            assert answer.headers["Content-Type"].startswith("text/html")
            assert password not in answer.text


@pytest.mark.usefixtures("cast")
def test_only_the_right_password_leads_to_the_second_step() -> None:
    client = Client()
    client.post(SIGN_IN, {"login": "aydin", "password": WRONG}, secure=True)
    assert both(client) == ("", "")
    assert get(client, "/entry/second-factor/").url == SIGN_IN


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("typed", ["AYDIN", " aydin ", "Aydin"])
def test_a_name_may_be_typed_in_any_case(typed: str) -> None:
    assert try_with(typed, PASSWORD).status_code == 302


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("typed", ["", "aydin\x00", "x" * 81, "%", "aydin' OR 1=1 --", "👩"])
def test_an_odd_name_is_only_a_wrong_name(typed: str) -> None:
    answer = try_with(typed, PASSWORD)
    assert answer.status_code == 200
    assert not answer.cookies.get("__Host-session")
