"""Closed by default: what is not in the list of open doors turns strangers away."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from schutznetz.ground.entry.open_doors import OPEN_DOORS
from schutznetz.ground.entry.tests.browser import browser_with, get
from schutznetz.ground.vault.halves import new_half
from tests.cast import Cast
from tests.signing_in import give_password

SAMPLES = {"uuid": str(uuid.UUID(int=7)), "int": "7", "str": "x", "slug": "x", "path": "x"}
CONVERTED = re.compile(r"<(?:(\w+):)?\w+>")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
#: Pages of allauth that we do not want; each would be a way around password, code or invitation.
NOT_OURS = """
    account_signup account_logout account_reset_password account_reset_password_from_key
    account_change_password account_set_password account_email account_reauthenticate
    account_request_login_code account_confirm_login_code account_inactive
    account_email_verification_sent mfa_index mfa_activate_totp mfa_deactivate_totp
    mfa_generate_recovery_codes mfa_view_recovery_codes mfa_reauthenticate mfa_trust
    mfa_login_webauthn mfa_signup_webauthn mfa_add_webauthn socialaccount_login usersessions_list
""".split()


def addresses() -> Iterator[tuple[str, str]]:
    """Name and path of every page, with samples for its ids."""
    yield from _below(get_resolver(), "/", "")


def _below(resolver: URLResolver, path: str, space: str) -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        here = path + str(each.pattern)
        if isinstance(each, URLPattern):
            yield space + (each.name or ""), CONVERTED.sub(_sample, here)
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _below(each, here, inner)


def _sample(match: re.Match[str]) -> str:
    return SAMPLES[match.group(1) or "str"]


ADDRESSES = sorted(set(addresses()))
CLOSED = [(name, path) for name, path in ADDRESSES if name not in OPEN_DOORS]


def test_every_address_has_a_name() -> None:
    assert all(name and not name.endswith(":") for name, _ in ADDRESSES)
    assert len(CLOSED) > 10


def test_every_open_door_exists() -> None:
    assert {name for name, _ in ADDRESSES} >= OPEN_DOORS


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), CLOSED)
def test_a_closed_door_turns_strangers_away(name: str, path: str) -> None:
    for method in METHODS:
        answer = Client().generic(method, path, secure=True)
        if method == "GET":
            assert answer.status_code == 302
            assert answer.headers["Location"].split("?")[0] == "/entry/"
        else:
            assert answer.status_code == 401, method
        assert not answer.cookies.get("__Host-session")


@pytest.mark.parametrize(("name", "path"), CLOSED)
def test_a_closed_door_stays_closed_after_the_password(cast: Cast, name: str, path: str) -> None:
    client = give_password(Client(), "aydin")
    for method in METHODS:
        assert client.generic(method, path, secure=True).status_code in (302, 401), method


@pytest.mark.django_db
def test_invented_cookies_are_no_way_in() -> None:
    for session in ("", "a" * 32, "ä", "x" * 4000, "../../etc", "\x00"):
        for half in ("", new_half(), "ä"):
            assert get(browser_with(session, half)).status_code in (302, 401)


@pytest.mark.parametrize("name", NOT_OURS)
def test_no_other_page_of_allauth_has_an_address(name: str) -> None:
    for arguments in ([], ["x"], ["x", "y"]):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=arguments)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    """
    accounts/ accounts/login/ accounts/signup/ accounts/password/reset/ accounts/2fa/
    accounts/2fa/totp/deactivate/ accounts/email/ _allauth/ _allauth/browser/v1/config
    entry/signup/ entry/password/reset/ entry/2fa/ entry/trust/ entry/logout/ admin/ admin/login/
    """.split(),
)
def test_the_usual_addresses_lead_nowhere(path: str) -> None:
    for method in ("GET", "POST"):
        assert Client().generic(method, f"/{path}", secure=True).status_code == 404
