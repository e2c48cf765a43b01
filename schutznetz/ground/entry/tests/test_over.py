"""T20, T21: a session ends by itself, and whoever loses her place is out at once."""

import time
from collections.abc import Callable

import pytest
from django.test import Client

from schutznetz.ground.entry.actions import end_all_sessions
from schutznetz.ground.entry.models import Session
from schutznetz.ground.entry.session_store import SessionStore
from schutznetz.ground.entry.tests.browser import (
    DESK,
    both,
    browser_with,
    get,
    give_code,
    is_in,
    post,
)
from schutznetz.ground.organisations.models import Account, Member
from schutznetz.ground.vault.actions import enrol_account
from schutznetz.ground.vault.models import KeySlot, UserKey
from tests.cast import Cast
from tests.signing_in import give_password, sign_in

MINUTE, HOUR = 60, 60 * 60
QUIET = {"x-quiet": "1", "hx-request": "true"}
Wait = Callable[[float], None]


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Let time go by, in seconds."""
    real, gone = time.time, [0.0]
    monkeypatch.setattr("schutznetz.ground.entry.middleware.time.time", lambda: real() + gone[0])

    def waiting(seconds: float) -> None:
        gone[0] += seconds

    return waiting


@pytest.fixture
def client(cast: Cast, wait: Wait) -> Client:
    """Hanna Keßler, signed in."""
    return sign_in(Client(), "kessler")


def test_a_session_is_over_after_a_quarter_of_an_hour(client: Client, wait: Wait) -> None:
    assert is_in(client)
    wait(16 * MINUTE)
    answer = get(client)
    assert answer.status_code == 401
    assert "Gespeicherte Entwürfe sind noch da." in answer.text
    assert not Session.objects.exists()
    assert both(client) == ("", "")


def test_the_clock_runs_from_signing_in_also_if_no_page_is_opened(
    client: Client, wait: Wait
) -> None:
    wait(16 * MINUTE)
    assert get(client).status_code == 401


def test_every_page_starts_the_quarter_of_an_hour_anew(client: Client, wait: Wait) -> None:
    for _ in range(6):
        wait(14 * MINUTE)
        assert is_in(client)


def test_a_page_that_renews_itself_keeps_nobody_signed_in(client: Client, wait: Wait) -> None:
    assert is_in(client)
    for _ in range(29):
        wait(MINUTE / 2)
        assert get(client, "/desk/inbox/", **QUIET).status_code in (200, 204)
    wait(MINUTE)
    assert get(client, "/desk/inbox/", **QUIET).status_code == 401
    assert not is_in(client)


def test_after_ten_hours_even_a_busy_session_is_over(client: Client, wait: Wait) -> None:
    for _ in range(60):
        assert is_in(client)
        wait(10 * MINUTE)
    wait(1)
    assert get(client).status_code == 401


def test_a_session_without_clocks_is_over(client: Client) -> None:
    session = client.session
    del session["started_at"], session["seen_at"]
    session.save()
    assert get(client).status_code == 401


def test_ending_all_sessions_ends_them_in_every_browser(client: Client, cast: Cast) -> None:
    second, other = sign_in(Client(), "kessler"), sign_in(Client(), "aydin")
    end_all_sessions(account=Account.objects.get(login="kessler"))
    assert get(client).status_code == 401
    assert post(second, DESK).status_code == 401
    assert is_in(other)


def test_a_deactivated_account_is_out_with_the_next_request(client: Client) -> None:
    Account.objects.filter(login="kessler").update(is_active=False)
    assert get(client).status_code == 401
    assert not Session.objects.exists()


def test_whoever_loses_her_place_is_out_with_the_next_request(client: Client) -> None:
    Member.objects.filter(account__login="kessler").update(is_active=False)
    assert get(client).status_code == 401
    assert not Session.objects.exists()


def test_a_new_password_ends_every_session(client: Client) -> None:
    account = Account.objects.get(login="kessler")
    stolen = both(client)
    KeySlot.objects.filter(account=account).delete()
    UserKey.objects.filter(account=account).delete()
    enrol_account(account=account, password="ein ganz neues Passwort")
    assert get(browser_with(*stolen)).status_code == 401


def test_a_session_ended_elsewhere_is_not_brought_back_by_a_late_answer(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends while a page of it is under way: the page may fail, the session stays dead."""
    real = SessionStore.save

    def too_late(session: SessionStore, must_create: bool = False) -> None:
        Session.objects.all().delete()
        real(session, must_create)

    monkeypatch.setattr(SessionStore, "save", too_late)
    answer = post(client, "/entry/unit/", member=str(cast["kessler"].member_id))
    assert answer.status_code == 400
    assert not Session.objects.exists()
    assert get(client).status_code == 401


def test_between_password_and_code_no_clock_is_needed(cast: Cast, wait: Wait) -> None:
    halfway = give_password(Client(), "aydin")
    wait(4 * MINUTE)
    assert not is_in(halfway)
    assert give_code(halfway, "aydin").url == DESK
