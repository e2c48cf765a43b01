"""After signing in one goes on where one was, and never to another house or another person's page."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from schutznetz.ground.entry.codes import code_now
from schutznetz.ground.entry.models import Session
from schutznetz.ground.entry.session_store import SessionStore
from schutznetz.ground.entry.tests.browser import (
    DESK,
    SECOND_FACTOR,
    SIGN_IN,
    get,
    give_code,
    post,
    second_factor,
)
from tests.cast import Cast
from tests.signing_in import PASSWORD, give_password, sign_in

PAGE = "/referrals/new/"
ELSEWHERE = [
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https://evil.example/",
    "http:evil.example",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "\x01//evil.example",
    " https://evil.example/",
    "http://testserver/desk/",
    "",
]


def comes_in(login: str, **typed: str) -> Any:
    """Sign in with something more in the form; the last answer."""
    client = give_password(Client(), "nobody")  # only so that nothing is counted
    post(client, SIGN_IN, login=login, password=PASSWORD, **typed)
    return give_code(client, login)


def locked(login: str, path: str) -> Client:
    """A browser that somebody has locked on a page."""
    client = sign_in(Client(), login)
    post(client, "/entry/lock/", path=path)
    return client


def test_a_stranger_is_led_back_to_the_page_she_wanted(cast: Cast) -> None:
    asked = get(Client(), PAGE)
    assert asked.url == "/entry/?next=%2Freferrals%2Fnew%2F"
    assert f'name="next" value="{PAGE}"' in get(Client(), asked.url).text
    assert comes_in("aydin", next=PAGE).url == PAGE


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_leads_only_within_the_house(cast: Cast, target: str) -> None:
    assert comes_in("aydin", next=target).url == DESK


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_beside_the_code_leads_only_within_the_house(cast: Cast, target: str) -> None:
    client = give_password(Client(), "aydin")
    code = code_now(second_factor("aydin"))
    beside = f"{SECOND_FACTOR}?{urlencode({'next': target})}"
    assert post(client, beside, code=code, next=target).url == DESK
    assert client.get(SIGN_IN, {"next": target}, secure=True).headers["Location"] == DESK


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_lock_remembers_only_pages_of_the_house(cast: Cast, target: str) -> None:
    client = locked("aydin", target)
    give_password(client, "aydin")
    assert give_code(client, "aydin").url == DESK


def test_what_is_typed_into_next_is_never_code(cast: Cast) -> None:
    page = get(Client(), '/entry/?next="><script>alert(1)</script>')
    assert "<script>alert" not in page.text


def test_after_a_lock_she_is_back_on_her_page(cast: Cast) -> None:
    client = locked("aydin", PAGE)
    page = get(client, SIGN_IN)
    assert "Gesperrt" in page.text
    assert 'value="aydin"' in page.text
    give_password(client, "aydin")
    assert give_code(client, "aydin").url == PAGE


def test_a_tab_left_open_behind_a_lock_does_not_undo_the_way_back(cast: Cast) -> None:
    client = locked("kessler", PAGE)
    quiet = {"hx-request": "true", "x-quiet": "1"}
    assert get(client, "/desk/inbox/", **quiet).status_code == 401
    assert get(client).url.startswith(SIGN_IN)
    give_password(client, "kessler")
    assert give_code(client, "kessler").url == PAGE


def test_another_person_at_a_locked_browser_is_not_led_to_that_page(cast: Cast) -> None:
    client = locked("aydin", PAGE)
    give_password(client, "kessler")
    assert give_code(client, "kessler").url == DESK


def test_the_page_behind_a_lock_is_shown_to_nobody(cast: Cast) -> None:
    """Neither on the locked page, nor while somebody else tries, nor in her session afterwards."""
    client = locked("aydin", PAGE)
    shown = [get(client, SIGN_IN), post(client, SIGN_IN, login="kessler", password="falsch")]
    give_password(client, "kessler")
    shown += [get(client, SECOND_FACTOR), get(client, SIGN_IN)]
    give_code(client, "kessler")
    shown.append(get(client))
    assert all(PAGE not in page.text and PAGE not in str(page.headers) for page in shown)
    assert PAGE not in str(SessionStore().decode(Session.objects.get().session_data))


def test_whoever_knows_the_name_but_not_the_password_learns_nothing(cast: Cast) -> None:
    client = locked("aydin", PAGE)
    answer = post(client, SIGN_IN, login="aydin", password="falsch")
    assert answer.status_code == 200
    assert PAGE not in answer.text


@pytest.mark.parametrize("way_out", ["/entry/sign-out/", "/leave/"])
def test_whoever_signs_out_leaves_no_name(cast: Cast, way_out: str) -> None:
    client = sign_in(Client(), "aydin")
    answer = post(client, way_out)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "aydin" not in get(client, SIGN_IN).text
    assert not Session.objects.exists()


def test_leaving_a_locked_browser_quickly_takes_the_name_away(cast: Cast) -> None:
    client = locked("aydin", PAGE)
    assert post(client, "/leave/").url == "/calendar/"
    assert "aydin" not in get(client, SIGN_IN).text
    assert not Session.objects.exists()


@pytest.mark.parametrize("path", ["/entry/lock/", "/entry/sign-out/", "/leave/"])
def test_a_link_or_an_image_signs_nobody_out(cast: Cast, path: str) -> None:
    client = sign_in(Client(), "aydin")
    assert get(client, path).status_code == 405
    assert client.head(path, secure=True).status_code == 405
    assert get(client).status_code == 200
