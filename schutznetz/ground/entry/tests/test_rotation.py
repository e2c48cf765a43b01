"""T18, T22: at every step the browser gets a new identifier and a new half; the old ones are dead."""

import pytest
from django.test import Client

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
)
from tests.cast import Cast
from tests.signing_in import give_password, sign_in


def test_every_step_changes_identifier_and_half(cast: Cast) -> None:
    client = sign_in(Client(), "aydin")
    seen = [both(client)]
    post(client, "/entry/lock/", path=DESK)
    seen.append(both(client))
    give_password(client, "aydin")
    seen.append(both(client))
    give_code(client, "aydin")
    seen.append(both(client))
    post(client, "/entry/sign-out/")
    seen.append(both(client))
    for position, name in enumerate((SESSION, HALF)):
        values = [step[position] for step in seen if step[position]]
        assert len(set(values)) == len(values), name
    assert seen[-1] == ("", "")


def test_a_locked_browser_holds_no_half(cast: Cast) -> None:
    client = sign_in(Client(), "aydin")
    post(client, "/entry/lock/", path=DESK)
    assert cookie(client, HALF) == ""


@pytest.mark.parametrize("way_out", ["/entry/lock/", "/entry/sign-out/", "/leave/"])
def test_old_cookies_are_dead_after_every_way_out(cast: Cast, way_out: str) -> None:
    client = sign_in(Client(), "aydin")
    stolen = both(client)
    assert is_in(browser_with(*stolen))
    post(client, way_out)
    assert get(browser_with(*stolen)).status_code == 401
    assert client.post(DESK, secure=True).status_code == 401


def test_cookies_from_between_the_steps_are_dead_afterwards(cast: Cast) -> None:
    client = give_password(Client(), "aydin")
    halfway = both(client)
    give_code(client, "aydin")
    assert is_in(client)
    replayed = browser_with(*halfway)
    assert not is_in(replayed)
    assert get(replayed, SECOND_FACTOR).url == SIGN_IN
    assert Session.objects.count() == 1


def test_an_identifier_nobody_gave_out_is_not_taken_over(cast: Cast) -> None:
    """Fixation: a session that somebody put into her browser beforehand stays worthless."""
    planted = "a" * 32
    client = browser_with(session=planted, half="b" * 43)
    sign_in(client, "aydin")
    assert cookie(client, SESSION) != planted
    assert cookie(client, HALF) != "b" * 43
    assert not is_in(browser_with(planted, "b" * 43))


def test_a_session_that_an_attacker_opened_halfway_does_not_become_hers(cast: Cast) -> None:
    """Fixation with a real session: its cookies do not follow her in."""
    attacker = give_password(Client(), "rahimi")
    planted = both(attacker)
    post(attacker, "/entry/sign-out/")
    victim = browser_with(*planted)
    sign_in(victim, "aydin")
    assert is_in(victim)
    assert not is_in(browser_with(*planted))
    assert not is_in(attacker)
