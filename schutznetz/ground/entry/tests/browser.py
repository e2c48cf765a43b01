"""A browser as the tests of this room see it: two cookies and what can be tried with them."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from schutznetz.ground.entry.adapter import SecondFactorAdapter
from schutznetz.ground.entry.codes import code_now

SESSION, HALF = "__Host-session", "__Host-half"
SIGN_IN, SECOND_FACTOR, DESK = "/entry/", "/entry/second-factor/", "/desk/"


def get(client: Client, path: str = DESK, /, **headers: str) -> Any:
    """Open a page; the first one behind the door unless another is named."""
    return client.get(path, secure=True, headers=headers)


def post(client: Client, path: str, /, **typed: str) -> Any:
    """Send a form."""
    return client.post(path, typed, secure=True)


def cookie(client: Client, name: str) -> str:
    """What the browser holds under a name; empty if nothing."""
    held = client.cookies.get(name)
    return held.value if held else ""


def both(client: Client) -> tuple[str, str]:
    """Session identifier and half, as the browser holds them."""
    return cookie(client, SESSION), cookie(client, HALF)


def browser_with(session: str = "", half: str = "") -> Client:
    """A browser into which somebody has put these cookies."""
    client = Client()
    for name, value in ((SESSION, session), (HALF, half)):
        if value:
            client.cookies[name] = value
    return client


def second_factor(login: str) -> str:
    """The seed of somebody's codes, opened out of the database."""
    stored = Authenticator.objects.get(user__login=login).data["secret"]
    return SecondFactorAdapter().decrypt(stored)


def give_code(client: Client, login: str, code: str = "") -> Any:
    """The second step; with the code that is valid now unless another is given."""
    return post(client, SECOND_FACTOR, code=code or code_now(second_factor(login)))


def is_in(client: Client) -> bool:
    """Whether the door is open to this browser."""
    return bool(get(client).status_code == 200)
