"""Pages of no room: the way out, the innocent calendar, refusals and errors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from schutznetz.ground.base.clock import now
from schutznetz.ground.base.errors import error_page, losing
from schutznetz.ground.base.month import month_named, month_of

#: The cookie with the other half of the session's key; `entry` sets it.
HALF_COOKIE = "__Host-half"


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave quickly: end the session, clear what the browser kept, show a calendar."""
    request.session.flush()
    response = HttpResponseRedirect(reverse("base:calendar"))
    response.status_code = 303
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    for name in (settings.SESSION_COOKIE_NAME, HALF_COOKIE):
        response.delete_cookie(name, path="/", samesite="Strict")
    return response


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """A month calendar as anybody might have open. It says nothing of what was here before."""
    return _calendar(request, status=200)


#: She signed in anew in another window, and this page still carried the old token.
STALE = (
    _("Bitte noch einmal senden."),
    _(
        "Zu Ihrer Sicherheit fragen wir nach: Die Seite war schon länger offen. Ihr Text ist noch da."
    ),
)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token (CSRF_FAILURE_VIEW).

    Whoever wanted to leave quickly gets the calendar all the same: no page of ours may show up now.
    """
    if request.path == reverse("base:leave"):
        return _calendar(request, status=403)
    return losing(error_page(403), *STALE)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400"""
    return error_page(400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403"""
    return error_page(403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404: the same for what is missing and for what belongs to somebody else."""
    return error_page(404)


def broken(request: HttpRequest) -> HttpResponse:
    """handler500"""
    return error_page(500)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def _calendar(request: HttpRequest, *, status: int) -> HttpResponse:
    today = localdate(now())
    month = month_of(
        month_named(request.GET.get("month", ""), today), today, get_language() or "de"
    )
    return render(request, "base/calendar.html", {"month": month}, status=status)
