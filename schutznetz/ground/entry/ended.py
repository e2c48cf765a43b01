"""The page for a session that is over or does not open."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schutznetz.ground.base.errors import Way, losing
from schutznetz.ground.entry.opening import HALF_COOKIE

#: What a browser shall forget. Not "cookies": that would also end the language choice.
FORGET = '"cache", "storage"'
STILL_HERE = (
    _("Sie sind nicht mehr angemeldet. Ihr Text ist noch da."),
    _("Melden Sie sich in einem neuen Fenster an. Danach senden Sie von hier aus noch einmal."),
)


def ended_page(request: HttpRequest, *, parked: bool = False) -> HttpResponse:
    """End the session and say so (401); the same page whatever the reason was.

    `parked` says that what was sent is sealed and waits. If not, it comes back with the page.
    """
    request.session.flush()
    request.actor = None  # type: ignore[attr-defined]
    response = render(request, "entry/ended.html", {"parked": parked}, status=401)
    forget(response)
    return response if parked else _losing(response)


def closed_page(request: HttpRequest) -> HttpResponse:
    """The same page for somebody who has no session. What waits here, for a code or behind a
    lock, goes on waiting: a second tab that asks for its inbox must not undo it.
    """
    return _losing(render(request, "entry/ended.html", status=401))


def _losing(response: HttpResponse) -> HttpResponse:
    return losing(response, *STILL_HERE, Way(reverse("entry:sign_in"), _("Zur Anmeldung")))


def forget(response: HttpResponse) -> None:
    """Take both halves of the session out of the browser."""
    response.headers["Clear-Site-Data"] = FORGET
    for name in (settings.SESSION_COOKIE_NAME, HALF_COOKIE):
        response.delete_cookie(name, path="/", samesite="Strict")
        response.cookies[name]["secure"] = True
