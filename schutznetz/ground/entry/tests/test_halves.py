"""T5: what the database holds opens no session, and neither does one cookie alone."""

import base64
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from schutznetz.ground.entry.models import Session
from schutznetz.ground.entry.session_store import SessionStore, digest_of
from schutznetz.ground.entry.tests.browser import (
    HALF,
    SESSION,
    both,
    browser_with,
    cookie,
    get,
    is_in,
)
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault import halves
from schutznetz.ground.vault.actions import open_seed, try_password
from schutznetz.ground.vault.sealed import Unopenable
from tests.cast import Cast
from tests.leaks import unpacked
from tests.signing_in import PASSWORD, give_password, sign_in

WITH_READABLE_ROWS = """
    SELECT quote_ident(relname) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND has_table_privilege(oid, 'SELECT')
"""


def everything_stored() -> bytes:
    """Every row of every table as text (bytes as hex), and the sessions unpacked."""
    with connection.cursor() as cursor:
        cursor.execute(WITH_READABLE_ROWS)
        tables = [name for (name,) in cursor.fetchall()]
        assert {"entry_session", "base_cache", "organisations_account"} <= set(tables)
        rows: list[str] = []
        for table in tables:
            cursor.execute(f"SELECT row::text FROM {table} AS row")  # noqa: S608 - named by the database
            rows += [text for (text,) in cursor.fetchall()]
    rows += [str(SessionStore().decode(each.session_data)) for each in Session.objects.all()]
    return "\n".join(rows).encode()


def forms_of(secret: bytes) -> Iterator[bytes]:
    """A secret as programs write it."""
    yield from (secret, secret.hex().encode(), secret.hex().upper().encode())
    for encoded in (base64.b64encode(secret), base64.urlsafe_b64encode(secret)):
        yield encoded.rstrip(b"=")


def is_stored(secret: bytes) -> bool:
    """Whether a secret stands anywhere in the database, in whatever form."""
    wanted = set(forms_of(secret))
    return any(form in piece for piece in unpacked(everything_stored()) for form in wanted)


def secrets_of(login: str) -> tuple[bytes, bytes]:
    """Somebody's slot key and seed."""
    account = Account.objects.get(login=login)
    slot_key = try_password(account=account, password=PASSWORD)
    assert slot_key is not None
    return slot_key.reveal(), open_seed(account=account, slot_key=slot_key).reveal()


def raw(half: str) -> bytes:
    """The bytes of a cookie half."""
    return base64.urlsafe_b64decode(half + "=" * (-len(half) % 4))


def test_between_password_and_code_nothing_that_opens_is_stored(cast: Cast) -> None:
    session, half = both(give_password(Client(), "aydin"))
    assert session and half
    for secret in (session.encode(), half.encode(), raw(half), *secrets_of("aydin")):
        assert not is_stored(secret)


def test_in_an_open_session_nothing_that_opens_is_stored(cast: Cast) -> None:
    client = sign_in(Client(), "aydin")
    get(client)
    session, half = both(client)
    for secret in (session.encode(), half.encode(), raw(half), *secrets_of("aydin")):
        assert not is_stored(secret)
    assert Session.objects.filter(session_key=digest_of(session)).exists()


def test_the_search_finds_what_was_planted(cast: Cast) -> None:
    _, seed = secrets_of("aydin")
    for planted in (seed, seed.hex(), base64.b64encode(seed).decode()):
        cache.set("planted", planted)
        assert is_stored(seed)
    cache.delete("planted")
    store = SessionStore()
    store["seed"] = base64.b64encode(seed).decode()
    store.save()
    assert is_stored(seed)


def test_each_cookie_alone_opens_nothing(cast: Cast) -> None:
    session, half = both(sign_in(Client(), "aydin"))
    assert get(browser_with(half=half)).status_code == 401
    assert get(browser_with(session=session)).status_code == 401


@pytest.mark.parametrize("wrong", ["", "ä", "x" * 43, "kurz"])
def test_a_wrong_half_ends_the_session(cast: Cast, wrong: str) -> None:
    session, half = both(sign_in(Client(), "aydin"))
    assert get(browser_with(session, wrong)).status_code == 401
    assert not Session.objects.filter(session_key=digest_of(session)).exists()
    assert get(browser_with(session, half)).status_code == 401


def test_halves_of_two_sessions_do_not_mix(cast: Cast) -> None:
    for one, other in (("aydin", "kessler"), ("aydin", "aydin")):
        first, second = both(sign_in(Client(), one)), both(sign_in(Client(), other))
        assert get(browser_with(first[0], second[1])).status_code == 401
        assert get(browser_with(second[0], first[1])).status_code == 401


def test_a_row_copied_to_another_identifier_opens_nothing(cast: Cast) -> None:
    """Somebody who writes to the database cannot move a session under a cookie of her own."""
    hers, mine = sign_in(Client(), "tran"), sign_in(Client(), "aydin")
    row = Session.objects.get(session_key=digest_of(cookie(hers, SESSION)))
    own = Session.objects.filter(session_key=digest_of(cookie(mine, SESSION)))
    own.update(session_data=row.session_data)
    assert get(mine).status_code == 401


def test_database_and_pepper_without_the_cookie_open_nothing(cast: Cast) -> None:
    """All that the server has, and every guess it allows: still not the seed."""
    session, half = both(sign_in(Client(), "aydin"))
    row = Session.objects.get()
    blob = base64.b64decode(SessionStore().decode(row.session_data)["sealed_seed"])
    for guess in ("", halves.new_half(), row.session_key, session):
        with pytest.raises(Unopenable):
            halves.open(blob, half=guess, session_digest=row.session_key)
    _, seed = secrets_of("aydin")
    assert halves.open(blob, half=half, session_digest=row.session_key).reveal() == seed


def test_what_stands_in_the_table_is_no_cookie(cast: Cast) -> None:
    client = sign_in(Client(), "aydin")
    assert not is_in(browser_with(Session.objects.get().session_key, cookie(client, HALF)))
    assert is_in(client)


def test_another_pepper_opens_no_session(cast: Cast, settings: pytest.FixtureRequest) -> None:
    client = sign_in(Client(), "aydin")
    assert is_in(client)
    settings.PEPPER = "another pepper that is long enough for this"  # type: ignore[attr-defined]
    assert get(client).status_code == 401


def test_the_answer_that_ends_a_session_takes_both_cookies_away(cast: Cast) -> None:
    client = sign_in(Client(), "aydin")
    client.cookies[HALF] = halves.new_half()
    assert get(client).headers["Clear-Site-Data"] == '"cache", "storage"'
    assert both(client) == ("", "")
