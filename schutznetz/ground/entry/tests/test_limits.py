"""T26: the limiter stands before the slow step, and its words are for people."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from schutznetz.ground.entry.codes import code_now
from schutznetz.ground.entry.tests.browser import (
    SIGN_IN,
    get,
    give_code,
    is_in,
    second_factor,
)
from schutznetz.ground.vault import passwords, suite
from tests.cast import Cast
from tests.signing_in import PASSWORD, give_password

PER_ACCOUNT, PER_ADDRESS = 5, 20
WRONG = "falsch"
WAIT = "Bitte warten Sie ein paar Minuten."


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> list[str]:
    """The passwords that Argon2 was run over, from now on; nobody has tried anything yet."""
    seen: list[str] = []
    real = suite.stretch

    def counted(password: str, **rest: Any) -> Any:
        seen.append(password)
        return real(password, **rest)

    monkeypatch.setattr(suite, "stretch", counted)
    cache.clear()
    return seen


def guess(login: str, password: str = WRONG, *, address: str = "192.0.2.1", **extra: str) -> Any:
    """One attempt from an address."""
    client = Client()
    client.defaults.update(REMOTE_ADDR=address, **extra)
    return client.post(SIGN_IN, {"login": login, "password": password}, secure=True)


def test_after_five_guesses_at_one_account_nothing_is_computed(runs: list[str]) -> None:
    for number in range(PER_ACCOUNT):
        guess("aydin", address=f"192.0.2.{number}")
    assert len(runs) == PER_ACCOUNT
    refused = guess("aydin", PASSWORD, address="198.51.100.7")
    assert len(runs) == PER_ACCOUNT
    assert WAIT in refused.text


def test_an_account_that_does_not_exist_is_limited_just_the_same(runs: list[str]) -> None:
    for _ in range(PER_ACCOUNT):
        guess("niemand")
    assert WAIT in guess("niemand").text
    assert len(runs) == PER_ACCOUNT


def test_after_twenty_guesses_from_one_address_nothing_is_computed(runs: list[str]) -> None:
    for number in range(PER_ADDRESS):
        guess(f"niemand{number}")
    guess("aydin", PASSWORD)
    assert len(runs) == PER_ADDRESS
    guess("aydin", PASSWORD, address="198.51.100.7")
    assert len(runs) == PER_ADDRESS + 1


def test_too_many_attempts_end_at_a_page_for_people(runs: list[str]) -> None:
    answers = [guess(f"niemand{number}") for number in range(31)]
    assert answers[-1].status_code == 429
    assert WAIT in answers[-1].text
    assert len(runs) == PER_ADDRESS


@pytest.mark.parametrize(
    "trick",
    [
        {"login": "AYDIN"},
        {"login": " aydin"},
        {"HTTP_HOST": "testserver:444"},
        {"HTTP_HOST": "testserver."},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
    ],
)
def test_no_trick_starts_the_count_anew(runs: list[str], trick: dict[str, str]) -> None:
    """Another spelling of the name, another port or dot of the host, an invented forwarder."""
    for _ in range(PER_ACCOUNT):
        guess("aydin")
    guess(trick.pop("login", "aydin"), address="198.51.100.7", **trick)
    assert len(runs) == PER_ACCOUNT


def test_signing_in_does_not_wipe_out_guesses(runs: list[str]) -> None:
    for _ in range(PER_ACCOUNT - 1):
        guess("aydin")
    assert guess("aydin", PASSWORD).status_code == 302
    guess("aydin")
    assert WAIT in guess("aydin").text


def test_after_five_wrong_codes_the_right_one_is_refused_too(cast: Cast) -> None:
    client = give_password(Client(), "aydin")
    right = code_now(second_factor("aydin"))
    wrong = f"{(int(right) + 500_000) % 1_000_000:06}"
    for _ in range(PER_ACCOUNT):
        assert "Falscher Code." in give_code(client, "aydin", wrong).text
    assert WAIT in give_code(client, "aydin", right).text
    assert not is_in(client)


def test_wrong_codes_count_over_all_browsers(cast: Cast) -> None:
    right = code_now(second_factor("aydin"))
    wrong = f"{(int(right) + 500_000) % 1_000_000:06}"
    first = give_password(Client(), "aydin")
    for _ in range(PER_ACCOUNT):
        give_code(first, "aydin", wrong)
    second = Client()
    second.post(SIGN_IN, {"login": "aydin", "password": PASSWORD}, secure=True)
    assert WAIT in give_code(second, "aydin", right).text
    assert not is_in(second)


def test_at_most_two_passwords_are_stretched_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run takes 64 MiB: a flood of sign-ins must wait instead of eating the memory."""
    lock, present, most = threading.Lock(), [0], [0]
    real = suite.stretch

    def watched(password: str, **rest: Any) -> Any:
        with lock:
            present[0] += 1
            most[0] = max(most[0], present[0])
        time.sleep(0.01)
        with lock:
            present[0] -= 1
        return real(password, **rest)

    monkeypatch.setattr(suite, "stretch", watched)
    cost = passwords.present_cost()
    with ThreadPoolExecutor(50) as threads:
        list(threads.map(lambda _: passwords.derive(WRONG, salt=bytes(16), cost=cost), range(50)))
    assert most[0] == 2


def test_looking_at_the_page_is_not_limited(cast: Cast) -> None:
    cache.clear()
    client = Client()
    assert {get(client, SIGN_IN).status_code for _ in range(40)} == {200}
