"""T20: a step sent into a session that is over waits for its writer, and for nobody else."""

import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schutznetz.ground.entry.actions import (
    MOST_PARKED,
    PARKED_FOR,
    end_all_sessions,
    open_input,
    remove_old_inputs,
)
from schutznetz.ground.entry.models import ParkedInput
from schutznetz.ground.entry.tests.browser import (
    HALF,
    SESSION,
    both,
    browser_with,
    get,
    give_code,
    post,
)
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault.actions import open_file
from schutznetz.ground.vault.models import FileKey, KeyWrap
from schutznetz.ground.vault.sealed import KeyMissing
from tests.cast import Cast, actor_of
from tests.leaks import leaks
from tests.signing_in import give_password, sign_in

NEW = "/referrals/new/"
TYPED = {
    "summary": "Nachbarin hört Schreie.\nDann <b>Stille</b> & „Ruhe“.",
    "place": "Weidengasse 17",
    "earlier_known": "unknown",
}
SAFE = "Ihre Eingabe ist sicher verwahrt. Nach dem Anmelden geht es damit weiter."
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
def late(cast: Cast, wait: Wait) -> Client:
    """Selin Aydın, whose session has been over for a minute; she does not know."""
    client = sign_in(Client(), "aydin")
    wait(16 * 60)
    return client


def typed(**more: str) -> dict[str, str]:
    return {**TYPED, "draft_id": str(uuid.uuid4()), **more}


def comes_back(login: str = "aydin") -> Client:
    """Sign in again; the browser is led where it is led."""
    client = give_password(Client(), login)
    client.landing = give_code(client, login).url  # type: ignore[attr-defined]
    return client


def test_a_step_sent_too_late_waits_and_opens_filled(late: Client) -> None:
    sent = typed()
    answer = post(late, NEW, **sent)
    assert answer.status_code == 401
    assert SAFE in answer.text
    assert both(late) == ("", "")
    assert ParkedInput.objects.count() == 1
    client = comes_back()
    page = client.get(client.landing, secure=True, follow=True)  # type: ignore[attr-defined]
    assert page.redirect_chain[-1][0].startswith(f"{NEW}?waiting=")
    assert "Nachbarin hört Schreie.\nDann <b>Stille</b> &" in unescape(page.text)
    assert "<b>Stille</b>" not in page.text
    assert f'value="{sent["draft_id"]}"' in page.text
    assert "checked" in page.text.split('name="earlier_known" value="unknown"')[1].split(">")[0]
    assert ParkedInput.objects.count() == 1  # reading changes nothing


def test_once_sent_again_it_is_gone_with_its_key(late: Client) -> None:
    sent = typed(later="1")
    post(late, NEW, **sent)
    parked = ParkedInput.objects.get()
    client = comes_back()
    assert "Eine Eingabe wartet auf Sie." in get(client, "/referrals/").text
    post(client, NEW, **sent, waiting=str(parked.pk))
    assert not ParkedInput.objects.exists()
    assert not FileKey.objects.filter(pk=parked.file_id).exists()
    assert not KeyWrap.objects.filter(file_id=parked.file_id).exists()
    assert "Eine Eingabe wartet auf Sie." not in get(client, "/referrals/").text


def test_it_stays_while_the_server_stumbles(late: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = typed()
    post(late, NEW, **sent)
    parked = ParkedInput.objects.get()
    client = comes_back()
    client.raise_request_exception = False

    def stumble(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("schutznetz.casework.referrals.views.actions.save_draft", stumble)
    assert post(client, NEW, **sent, waiting=str(parked.pk)).status_code == 500
    assert ParkedInput.objects.count() == 1


def test_nothing_of_it_can_be_read_in_the_database(late: Client) -> None:
    post(late, NEW, **typed())
    row = ParkedInput.objects.get()
    stored = row.sealed_content.stored()
    assert leaks([TYPED["place"], "Nachbarin", NEW], stored) == set()
    assert (len(stored) - 4 - 12 - 16) % 64 == 0  # padded


def test_only_its_writer_finds_it(late: Client, cast: Cast) -> None:
    post(late, NEW, **typed())
    parked = ParkedInput.objects.get()
    other = comes_back("petzold")
    assert other.landing == "/desk/"  # type: ignore[attr-defined]
    page = get(other, f"{NEW}?waiting={parked.pk}")
    assert TYPED["place"] not in page.text
    post(other, f"/entry/waiting/{parked.pk}/discard/")
    assert ParkedInput.objects.exists()


def test_her_key_is_needed_not_only_her_name(late: Client, cast: Cast) -> None:
    post(late, NEW, **typed())
    parked = ParkedInput.objects.get()
    with pytest.raises(KeyMissing):
        open_file(by=cast["petzold"], file_id=parked.file_id, purpose="write")
    file = open_file(by=actor_of("aydin"), file_id=parked.file_id, purpose="write")
    assert file.id == parked.file_id


@pytest.mark.parametrize("keep", [SESSION, HALF])
def test_with_one_half_nothing_can_be_parked(late: Client, keep: str) -> None:
    """T5"""
    session, half = both(late)
    thief = browser_with(session if keep == SESSION else "", half if keep == HALF else "")
    answer = post(thief, NEW, **typed())
    assert answer.status_code == 401
    assert SAFE not in answer.text
    assert not ParkedInput.objects.exists()


def test_a_wrong_half_parks_nothing(late: Client) -> None:
    session, _ = both(late)
    assert post(browser_with(session, "x" * 43), NEW, **typed()).status_code == 401
    assert not ParkedInput.objects.exists()


def test_after_ten_hours_it_waits_as_well(cast: Cast, wait: Wait) -> None:
    client = sign_in(Client(), "aydin")
    for _ in range(60):
        get(client)
        wait(10 * 60)
    wait(1)
    assert SAFE in post(client, NEW, **typed()).text


def test_a_page_that_renews_itself_does_not_keep_the_session_for_a_step(
    cast: Cast, wait: Wait
) -> None:
    client = sign_in(Client(), "aydin")
    for _ in range(32):
        wait(30)
        get(client, "/desk/", **{"x-quiet": "1", "hx-request": "true"})
    assert post(client, NEW, **typed()).status_code == 401


def test_a_second_try_with_the_same_cookies_finds_no_session(late: Client) -> None:
    """T22"""
    stolen = both(late)
    post(late, NEW, **typed())
    answer = post(browser_with(*stolen), NEW, **typed())
    assert answer.status_code == 401
    assert ParkedInput.objects.count() == 1


def test_of_a_session_ended_elsewhere_the_page_itself_comes_back(cast: Cast) -> None:
    client = sign_in(Client(), "aydin")
    end_all_sessions(account=Account.objects.get(login="aydin"))
    answer = post(client, NEW, **typed())
    assert answer.status_code == 401
    assert "Ihr Text ist noch da." in answer.text
    assert "Nachbarin hört Schreie." in answer.text
    assert "Noch einmal senden" in answer.text


@pytest.mark.parametrize("path", ["/entry/unit/", "/entry/lock/", "/no/such/page/"])
def test_what_is_typed_at_the_door_never_waits(late: Client, path: str) -> None:
    post(late, path, member="x", password="geheim")
    assert not ParkedInput.objects.exists()


def test_passwords_codes_and_tokens_are_left_out(late: Client, cast: Cast) -> None:
    post(late, NEW, **typed(password="g", code="1", new_password1="g", csrfmiddlewaretoken="t"))
    client = comes_back()
    content = client.get(client.landing, secure=True, follow=True)  # type: ignore[attr-defined]
    assert content.status_code == 200
    kept = open_input(by=actor_of("aydin"), parked=ParkedInput.objects.get())["typed"]
    assert isinstance(kept, dict)
    assert set(kept) == {*TYPED, "draft_id"}


def test_there_is_a_limit_to_number_and_size(cast: Cast, wait: Wait) -> None:
    for _ in range(MOST_PARKED + 1):
        client = sign_in(Client(), "aydin")
        wait(16 * 60)
        answer = post(client, NEW, **typed())
    assert ParkedInput.objects.count() == MOST_PARKED
    assert "Nachbarin hört Schreie." in answer.text  # it came back on the page instead
    other = sign_in(Client(), "petzold")
    wait(16 * 60)
    assert post(other, NEW, **typed(place="x" * 300_000)).status_code == 401
    assert ParkedInput.objects.count() == MOST_PARKED


def test_what_nobody_comes_back_for_is_shredded(late: Client) -> None:
    post(late, NEW, **typed())
    parked = ParkedInput.objects.get()
    assert remove_old_inputs() == 0
    ParkedInput.objects.update(at=timezone.now() - PARKED_FOR - timedelta(minutes=1))
    assert remove_old_inputs() == 1
    assert not FileKey.objects.filter(pk=parked.file_id).exists()


def test_she_may_throw_it_away(late: Client) -> None:
    post(late, NEW, **typed())
    client = comes_back()
    page = get(client, reverse("entry:waiting"))
    assert "Meldung" in page.text
    assert TYPED["place"] not in page.text
    parked = ParkedInput.objects.get()
    post(client, reverse("entry:discard_waiting", args=[parked.pk]))
    assert not ParkedInput.objects.exists()
    assert "Nichts wartet" in get(client, reverse("entry:waiting")).text
