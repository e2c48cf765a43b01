"""What people see when something went wrong, and what nobody sees: its details."""

from collections.abc import ItemsView
from dataclasses import dataclass
from types import FrameType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.debug import SafeExceptionReporterFilter

from schutznetz.ground.base.typed import Typed, room_of, shown

#: Status → (what happened, what to do now). Human words, no detail, no blame.
WORDS = {
    400: (
        _("Das hat nicht geklappt."),
        _("Die Anfrage kam unvollständig an. Bitte versuchen Sie es noch einmal."),
    ),
    403: (
        _("Das geht hier nicht."),
        _("Diese Seite oder dieser Schritt ist für Sie gerade nicht offen."),
    ),
    404: (
        _("Hier ist nichts."),
        _("Diese Seite gibt es nicht, oder sie ist nicht für Sie bestimmt."),
    ),
    409: (
        _("Inzwischen hat sich etwas geändert."),
        _(
            "Jemand war schneller. Bitte öffnen Sie die Seite neu und sehen Sie den jetzigen Stand an."
        ),
    ),
    429: (
        _("Einen Moment bitte."),
        _("Das waren viele Versuche kurz nacheinander. Bitte warten Sie ein paar Minuten."),
    ),
    500: (
        _("Das hat nicht geklappt."),
        _(
            "Es liegt nicht an Ihnen. Bitte sehen Sie nach, ob Ihre letzte Eingabe gespeichert ist, bevor Sie sie wiederholen."
        ),
    ),
    503: (
        _("Gleich wieder da."),
        _("Hier wird gerade gearbeitet. Bitte versuchen Sie es in ein paar Minuten noch einmal."),
    ),
}


#: What the page says that gives everything back after a stumble: forms carry a mark of their own,
#: so that the same one sent again is not done again.
STUMBLED = (
    _("Das hat nicht geklappt."),
    _(
        "Es liegt nicht an Ihnen, und Ihr Text ist noch da. Bitte senden Sie ihn gleich noch einmal: Doppelt kommt nichts an."
    ),
    None,
)
#: Refusals after which a form would be gone without script; what was typed comes back with them.
LOSING = {400, 409}


def error_page(status: int) -> HttpResponse:
    """The page for `status`. It needs no database, no session and no context processor.

    It is the same for everybody and every address, so that a foreign object and a missing one
    cannot be told apart (security.md T31).
    """
    title, advice = WORDS[status]
    page = refusal(status, title, advice)
    return losing(page, title, advice) if status in LOSING else page


def refusal(status: int, title: Any, advice: Any) -> HttpResponse:
    """The same page in words of its own."""
    context = {"title": title, "advice": advice, "may_go_on": status not in (500, 503)}
    return HttpResponse(render_to_string("base/errors/page.html", context), status=status)


@dataclass(frozen=True)
class Way:
    """A link on the page that gives back what was typed."""

    url: str
    label: Any
    #: In a window of its own, so that this page stays as it is.
    apart: bool = True


def losing[Page: HttpResponse](page: Page, title: Any, advice: Any, way: Way | None = None) -> Page:
    """Mark an answer with which a form would be lost: what was typed comes back in these words."""
    page.losing = (title, advice, way)  # type: ignore[attr-defined]
    return page


def typed_page(request: HttpRequest, typed: Typed, words: tuple[Any, Any, Way | None]) -> str:
    """The page on which everything typed stands again, ready to be sent once more.

    It needs no database, no session and no context processor, and shows nothing but what came
    with this request.
    """
    title, advice, way = words
    context = {
        "title": title,
        "advice": advice,
        "way": way,
        "address": request.get_full_path(),
        "csrf_token": get_token(request),
        "fields": shown(typed, room_of(request)),
        "files": bool(request.FILES),
    }
    return render_to_string("base/errors/typed.html", context)


class NothingToSee(SafeExceptionReporterFilter):
    """Error reports name the place in the code and nothing that anybody typed, read or holds."""

    def get_safe_settings(self) -> dict[str, Any]:
        """No settings."""
        return {}

    def get_safe_request_meta(self, request: HttpRequest | None) -> dict[str, Any]:
        """No headers, no addresses."""
        return {}

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:
        """No cookies: two of them together open a session."""
        return {}

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Nothing that was typed."""
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        """No local variables: they hold opened content and keys."""
        return {}.items()

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always, also where DEBUG is on: a developer's screen is a screen."""
        return True
