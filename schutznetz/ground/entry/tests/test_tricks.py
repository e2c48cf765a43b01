"""Other ways to try the door: odd methods, addresses instead of forms, one person's code for another."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from schutznetz.ground.audit.models import Entry
from schutznetz.ground.entry.codes import code_now
from schutznetz.ground.entry.models import Session
from schutznetz.ground.entry.tests.browser import (
    DESK,
    HALF,
    SECOND_FACTOR,
    SESSION,
    SIGN_IN,
    both,
    browser_with,
    cookie,
    get,
    give_code,
    is_in,
    post,
    second_factor,
)
from tests.cast import Cast
from tests.signing_in import PASSWORD, give_password, sign_in

CREDENTIALS = {"login": "aydin", "password": PASSWORD}


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "patch", "delete"])
def test_only_a_sent_form_signs_in(cast: Cast, method: str) -> None:
    """Names and passwords in an address would end in logs and histories."""
    client = Client()
    getattr(client, method)(SIGN_IN, CREDENTIALS, secure=True)
    client.get(SIGN_IN, CREDENTIALS, secure=True)
    assert both(client) == ("", "")
    assert get(client, SECOND_FACTOR).url == SIGN_IN


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "patch", "delete"])
def test_only_a_sent_form_shows_the_code(cast: Cast, method: str) -> None:
    client = give_password(Client(), "aydin")
    code = code_now(second_factor("aydin"))
    getattr(client, method)(SECOND_FACTOR, {"code": code}, secure=True)
    client.get(SECOND_FACTOR, {"code": code}, secure=True)
    assert not is_in(client)
    assert give_code(client, "aydin", code).url == DESK


def test_a_code_without_a_password_is_nothing(cast: Cast) -> None:
    client = Client()
    assert give_code(client, "aydin").url == SIGN_IN
    assert not is_in(client)


def test_a_used_code_of_one_person_blocks_no_other(cast: Cast) -> None:
    """Nobody can spoil somebody else's code, neither by trying it nor by using the same digits."""
    code = code_now(second_factor("aydin"))
    other = give_password(Client(), "rahimi")
    give_code(other, "rahimi", code)
    client = Client()
    post(client, SIGN_IN, **CREDENTIALS)
    assert give_code(client, "aydin", code).url == DESK


def test_a_replayed_code_does_not_reset_the_count_of_wrong_ones(cast: Cast) -> None:
    code = code_now(second_factor("aydin"))
    wrong = f"{(int(code) + 500_000) % 1_000_000:06}"
    give_code(give_password(Client(), "aydin"), "aydin", code)
    client = Client()
    post(client, SIGN_IN, **CREDENTIALS)
    for _ in range(4):
        give_code(client, "aydin", wrong)
        give_code(client, "aydin", code)
    give_code(client, "aydin", wrong)
    assert "viele Versuche" in give_code(client, "aydin", wrong).text


@pytest.mark.parametrize("code", ["9" * 10_000, "\x01", "1\n2", "ä" * 300, "%s", "*"])
def test_an_odd_code_is_only_a_wrong_code(cast: Cast, code: str) -> None:
    client = give_password(Client(), "aydin")
    assert post(client, SECOND_FACTOR, code=code).status_code == 200
    assert not is_in(client)


def test_half_of_another_person_beside_the_own_session_ends_it(cast: Cast) -> None:
    """Somebody plants her own half in a browser: a nuisance, never a way in."""
    victim, attacker = sign_in(Client(), "tran"), sign_in(Client(), "rahimi")
    victim.cookies[HALF] = cookie(attacker, HALF)
    assert get(victim).status_code == 401
    assert is_in(attacker)


def test_half_of_another_person_beside_the_first_step_is_refused(cast: Cast) -> None:
    halfway, attacker = give_password(Client(), "tran"), sign_in(Client(), "rahimi")
    halfway.cookies[HALF] = cookie(attacker, HALF)
    assert give_code(halfway, "tran").status_code == 401
    assert not is_in(halfway)


def test_a_locked_session_opens_nothing(cast: Cast) -> None:
    client = sign_in(Client(), "aydin")
    half = cookie(client, HALF)
    post(client, "/entry/lock/", path=DESK)
    assert get(browser_with(cookie(client, SESSION), half)).status_code == 401


def test_an_expired_row_is_no_session(cast: Cast) -> None:
    client = sign_in(Client(), "aydin")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert get(client).status_code == 401


def test_a_claim_in_a_header_is_no_session(cast: Cast) -> None:
    claims = {
        "remote-user": "aydin",
        "x-forwarded-user": "aydin",
        "authorization": "Basic YXlkaW46UHJvYmU=",
        "x-session-token": "x",
        "x-original-url": "/calendar/",
    }
    assert get(Client(), DESK, **claims).status_code == 302


def test_strangers_leave_no_rows(cast: Cast) -> None:
    """Nobody fills the table of sessions, or the cache of codes, without a password."""
    cache.clear()
    for path in (SIGN_IN, SECOND_FACTOR, DESK, "/calendar/"):
        get(Client(), path)
        post(Client(), path, login="niemand", password="falsch", code="123456")
    assert not Session.objects.exists()


def test_signing_in_locking_and_leaving_are_recorded_with_the_account(cast: Cast) -> None:
    before = Entry.objects.count()
    client = sign_in(Client(), "aydin")
    post(client, "/entry/lock/", path=DESK)
    sign_in(client, "aydin")
    post(client, "/entry/sign-out/")
    left = Entry.objects.order_by("seq")[before:]
    assert [entry.verb for entry in left] == ["sign_in", "lock", "sign_in", "sign_out"]
    assert {entry.account_id for entry in left} == {cast["aydin"].account_id}


def test_the_sign_in_pages_are_kept_by_nobody(cast: Cast) -> None:
    halfway = give_password(Client(), "aydin")
    for page in (get(Client(), SIGN_IN), get(halfway, SECOND_FACTOR), get(Client())):
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
