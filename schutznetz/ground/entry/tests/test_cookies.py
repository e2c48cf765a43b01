"""T19: cookies of the strictest kind, and small ones."""

from http.cookies import Morsel

import pytest
from django.test import Client

from schutznetz.ground.entry.tests.browser import DESK, HALF, SESSION, SIGN_IN, get, post
from tests.cast import Cast
from tests.signing_in import give_password, sign_in

CSRF, LANGUAGE = "__Host-csrf", "__Host-language"


def set_by(client: Client) -> dict[str, "Morsel[str]"]:
    """The cookies in a browser, with everything that was said about them."""
    return {name: morsel for name, morsel in client.cookies.items() if morsel.value}


@pytest.fixture
def client(cast: Cast) -> Client:
    """A browser that has met every cookie of the house."""
    client = sign_in(Client(), "aydin")
    get(client)
    post(client, "/language/", language="en", next=SIGN_IN)
    return client


def test_the_house_sets_four_cookies_and_no_other(client: Client) -> None:
    assert set(set_by(client)) == {SESSION, HALF, CSRF, LANGUAGE}


@pytest.mark.parametrize("name", [SESSION, HALF, CSRF, LANGUAGE])
def test_a_cookie_is_bound_to_this_host_and_out_of_reach(client: Client, name: str) -> None:
    morsel = set_by(client)[name]
    assert morsel["secure"]
    assert morsel["httponly"]
    assert morsel["samesite"] == "Strict"
    assert morsel["path"] == "/"
    assert not morsel["domain"]
    assert len(morsel.OutputString()) < 4096


@pytest.mark.parametrize("name", [SESSION, HALF])
def test_a_session_ends_with_the_browser(client: Client, name: str) -> None:
    morsel = set_by(client)[name]
    assert not morsel["max-age"]
    assert not morsel["expires"]


def test_the_cookies_between_the_steps_are_as_strict(cast: Cast) -> None:
    for name, morsel in set_by(give_password(Client(), "aydin")).items():
        assert morsel["secure"] and morsel["httponly"] and morsel["samesite"] == "Strict", name


@pytest.mark.parametrize("way_out", ["/entry/lock/", "/entry/sign-out/", "/leave/"])
def test_a_cookie_is_taken_away_as_strictly_as_it_was_set(client: Client, way_out: str) -> None:
    """A browser refuses to delete a `__Host-` cookie without Secure and Path=/."""
    answer = post(client, way_out, path=DESK)
    taken = [morsel for morsel in answer.cookies.values() if not morsel.value]
    assert HALF in {morsel.key for morsel in taken}
    assert all(morsel["secure"] and morsel["path"] == "/" for morsel in taken)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
