"""The page for a session that is over or does not open."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schutznetz.ground.entry.opening import HALF_COOKIE

#: What a browser shall forget. Not "cookies": that would also end the language choice.
FORGET = '"cache", "storage"'


def ended_page(request: HttpRequest) -> HttpResponse:
    """End the session and say so (401); the same page whatever the reason was."""
    request.session.flush()
    request.actor = None  # type: ignore[attr-defined]
    response = render(request, "entry/ended.html", status=401)
    forget(response)
    return response


def closed_page(request: HttpRequest) -> HttpResponse:
    """The same page for somebody who has no session. What waits here, for a code or behind a
    lock, goes on waiting: a second tab that asks for its inbox must not undo it.
    """
    return render(request, "entry/ended.html", status=401)


def forget(response: HttpResponse) -> None:
    """Take both halves of the session out of the browser."""
    response.headers["Clear-Site-Data"] = FORGET
    for name in (settings.SESSION_COOKIE_NAME, HALF_COOKIE):
        response.delete_cookie(name, path="/", samesite="Strict")
        response.cookies[name]["secure"] = True
