"""Signing in through the real pages, for tests that need a browser's session."""

from django.core.cache import cache
from django.test import Client

from schutznetz.ground.entry.codes import code_now
from schutznetz.overview.rehearsal.people import PASSWORD, second_factor_of

#: Tests on the ground floor take the password from here; they do not know the roof.
__all__ = ["PASSWORD", "give_password", "sign_in"]


def give_password(client: Client, login: str, password: str = PASSWORD) -> Client:
    """The first step: name and password."""
    cache.clear()  # used codes and limits of the person before
    client.post("/entry/", {"login": login, "password": password}, secure=True)
    return client


def sign_in(client: Client, login: str) -> Client:
    """Both steps, for somebody of the cast."""
    give_password(client, login)
    code = code_now(second_factor_of(login))
    answer = client.post("/entry/second-factor/", {"code": code}, secure=True)
    assert answer.status_code == 302, f"{login} could not sign in"
    return client
