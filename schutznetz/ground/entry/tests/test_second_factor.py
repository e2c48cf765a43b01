"""T24: the second factor cannot be left out, and keys are opened only after it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from schutznetz.ground.audit.models import Entry
from schutznetz.ground.entry.codes import code_now
from schutznetz.ground.entry.models import Session
from schutznetz.ground.entry.session_store import SessionStore
from schutznetz.ground.entry.tests.browser import (
    DESK,
    SECOND_FACTOR,
    SIGN_IN,
    both,
    get,
    give_code,
    is_in,
    post,
    second_factor,
)
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault.models import KeySlot
from tests.cast import Cast
from tests.signing_in import PASSWORD, give_password, sign_in


@pytest.fixture
def halfway(cast: Cast) -> Client:
    """Selin Aydın has given her password and nothing else."""
    return give_password(Client(), "aydin")


def stored() -> dict[str, object]:
    """What the only session holds."""
    return dict(SessionStore().decode(Session.objects.get().session_data))


def test_after_the_password_alone_no_page_opens(halfway: Client) -> None:
    for path in (DESK, "/referrals/new/", "/entry/unit/", "/"):
        assert get(halfway, path).url.startswith(SIGN_IN)
        assert post(halfway, path).status_code == 401
    assert "sealed_seed" not in stored()
    assert "sealed_slot_key" in stored()


def test_after_the_code_the_seed_is_there_and_the_slot_key_is_gone(halfway: Client) -> None:
    assert give_code(halfway, "aydin").url == DESK
    assert "sealed_seed" in stored()
    assert "sealed_slot_key" not in stored()
    assert is_in(halfway)
    assert Entry.objects.filter(verb="sign_in").count() == 1


def test_a_wrong_code_opens_nothing(halfway: Client) -> None:
    wrong = f"{(int(code_now(second_factor('aydin'))) + 500_000) % 1_000_000:06}"
    for code in (wrong, "", "0", "null", code_now(second_factor("kessler")), "１２３４５６"):
        assert post(halfway, SECOND_FACTOR, code=code).status_code == 200
    assert "sealed_seed" not in stored()
    assert not is_in(halfway)


def test_without_a_second_factor_nobody_gets_in(cast: Cast) -> None:
    Authenticator.objects.filter(user__login="aydin").delete()
    client = Client()
    answer = post(client, SIGN_IN, login="aydin", password=PASSWORD)
    assert answer.status_code == 403
    assert get(client, SECOND_FACTOR).url == SIGN_IN
    assert not is_in(client)
    assert not any("sealed" in str(SessionStore().decode(row.session_data)) for row in rows())


def rows() -> list[Session]:
    """All sessions."""
    return list(Session.objects.all())


def test_a_second_factor_lost_on_the_way_lets_nobody_in(halfway: Client) -> None:
    secret = second_factor("aydin")
    Authenticator.objects.filter(user__login="aydin").delete()
    post(halfway, SECOND_FACTOR, code=code_now(secret))
    assert "sealed_seed" not in stored()
    assert not is_in(halfway)


def test_a_code_works_once(halfway: Client) -> None:
    code = code_now(second_factor("aydin"))
    assert give_code(halfway, "aydin", code).status_code == 302
    for spelled in (code, f" {code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}"):
        again = Client()
        post(again, SIGN_IN, login="aydin", password=PASSWORD)
        assert give_code(again, "aydin", spelled).status_code == 200
        assert not is_in(again)


def test_a_code_works_once_as_long_as_it_is_right(halfway: Client, cast: Cast) -> None:
    """With tolerance a code is right for a minute and a half; allauth forgets it after half one."""
    code = code_now(second_factor("aydin"))
    give_code(halfway, "aydin", code)
    cache.delete(f"allauth.mfa.totp.used?user={cast['aydin'].account_id}&code={code}")
    again = Client()
    post(again, SIGN_IN, login="aydin", password=PASSWORD)
    assert give_code(again, "aydin", code).status_code == 200
    assert not is_in(again)
    with connection.cursor() as cursor:
        cursor.execute("SELECT expires FROM base_cache WHERE cache_key LIKE '%used_code%'")
        (expires,) = cursor.fetchone()
    assert expires - timezone.now() > timedelta(seconds=80)


def test_the_seed_of_the_codes_is_stored_sealed(cast: Cast) -> None:
    for authenticator in Authenticator.objects.select_related("user"):
        secret = second_factor(authenticator.user.login)
        assert len(secret) == 32
        assert secret not in str(authenticator.data)


def test_somebody_deactivated_between_the_steps_does_not_get_in(halfway: Client) -> None:
    Account.objects.filter(login="aydin").update(is_active=False)
    assert give_code(halfway, "aydin").status_code == 401
    assert not Session.objects.exists()
    assert not Entry.objects.filter(verb="sign_in").exists()


def test_without_the_half_the_right_code_opens_nothing(halfway: Client) -> None:
    assert all(both(halfway))
    halfway.cookies.pop("__Host-half")
    assert give_code(halfway, "aydin").status_code == 401
    assert not Session.objects.exists()


def test_a_key_slot_that_does_not_open_lets_nobody_in(halfway: Client) -> None:
    KeySlot.objects.filter(account__login="aydin").delete()
    assert give_code(halfway, "aydin").status_code == 401
    assert not is_in(halfway)


def test_the_code_has_to_come_in_time(halfway: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """After five minutes the password has to be typed again."""
    now = Session.objects.get().expire_date.timestamp() - 10 * 60 * 60
    monkeypatch.setattr("allauth.account.internal.stagekit.time.time", lambda: now + 301)
    assert give_code(halfway, "aydin").url == SIGN_IN
    assert not is_in(halfway)


def test_a_second_sign_in_waits_until_the_first_is_done_or_given_up(halfway: Client) -> None:
    """Whoever stands before the code cannot slip in another account's password."""
    answer = post(halfway, SIGN_IN, login="rahimi", password=PASSWORD)
    assert answer.url == SECOND_FACTOR
    give_code(halfway, "rahimi")
    assert not is_in(halfway)
    post(halfway, "/entry/sign-out/")
    assert both(halfway) == ("", "")
    assert get(halfway, SECOND_FACTOR).url == SIGN_IN


def test_a_second_tab_does_not_undo_the_first_step(halfway: Client) -> None:
    """The inbox that asks every half minute is turned away, and the code still works."""
    assert get(halfway, "/desk/inbox/", **{"hx-request": "true"}).status_code == 401
    assert post(halfway, "/referrals/new/").status_code == 401
    assert give_code(halfway, "aydin").url == DESK


def test_signing_in_with_a_session_open_changes_nothing(cast: Cast) -> None:
    client = sign_in(Client(), "aydin")
    before = both(client)
    answer = post(client, SIGN_IN, login="rahimi", password=PASSWORD)
    assert answer.url == DESK
    assert get(client, SECOND_FACTOR).url == DESK
    assert both(client) == before
    assert Session.objects.get().account_id == cast["aydin"].account_id
