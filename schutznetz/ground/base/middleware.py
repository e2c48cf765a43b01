"""What every answer carries and every question must bring, whatever the room."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

from schutznetz.ground.base.errors import STUMBLED, error_page, typed_page
from schutznetz.ground.base.typed import is_from_our_page, typed_in

Next = Callable[[HttpRequest], HttpResponseBase]

#: Nothing here uses a device, a sensor or a payment; an injected script shall not either.
DENIED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "fullscreen", "geolocation",
    "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class SafeHeaders:
    """Outermost: the headers no answer may lack, static files and refusals included (T37, T41)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not self._is_static_file(request, response):
            response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = ", ".join(f"{name}=()" for name in DENIED)
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("X-Robots-Tag", "noindex")
        response.headers.pop("Server", None)
        return response

    @staticmethod
    def _is_static_file(request: HttpRequest, response: HttpResponseBase) -> bool:
        """Only a file that was really served; a 404 below /static/ is a page like any other."""
        return request.path.startswith(f"{settings.STATIC_URL}") and response.status_code in {
            200,
            206,
            304,
        }


class SameSiteOnly:
    """Refuses a change that another site has started (T42), before the token is even looked at.

    Old browsers send no such header; for them the token and the SameSite cookies stand.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        site = request.headers.get("Sec-Fetch-Site", "none")
        if request.method not in SAFE_METHODS and site not in {"same-origin", "none"}:
            return error_page(403)
        self._name_own_origin(request, site)
        return self.get_response(request)

    @staticmethod
    def _name_own_origin(request: HttpRequest, site: str) -> None:
        """Say "this site" where the browser said "null".

        Under our `no-referrer` policy (T40) browsers send `Origin: null` with every form, which
        Django's token check refuses. `Sec-Fetch-Site`, which no script can forge, tells the truth.
        """
        if site == "same-origin" and request.headers.get("Origin") == "null":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"


class SteadfastAnswers:
    """Answers a form that our script has sent with the address to go to, instead of a redirect.

    A redirect would be followed by the script and then again by the page, and what the first visit
    shows only once ("Gesendet.") would be lost. Without script nothing changes.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.headers.get("X-Steadfast") and response.status_code in {301, 302, 303, 307, 308}:
            response.status_code = 204
            response.headers["X-Go-To"] = response.headers["Location"]
            del response.headers["Location"]
        return response


class TypedComesBack:
    """Where a form would be lost with an error page, the page comes with everything typed.

    For whoever works without script, or whose script did not come through: with it the page stays
    as it is. Stands outside of everything that asks the database, and answers only forms that a
    page of ours has sent: nobody else may fill in a form for somebody (T42).
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        words = getattr(response, "losing", None)
        if response.status_code >= 500 and words is None:
            words = STUMBLED
        if words is None or "X-Steadfast" in request.headers:
            return response
        typed = typed_in(request)
        if typed is None or not isinstance(response, HttpResponse) or not is_from_our_page(request):
            return response
        return self._with(request, response, typed_page(request, typed, words))

    @staticmethod
    def _with(request: HttpRequest, response: HttpResponse, page: str) -> HttpResponseBase:
        """The same answer, other words; a token made for it is set as its cookie."""
        response.content = page
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        response.headers.pop("Content-Length", None)
        CsrfViewMiddleware(lambda _: response).process_response(request, response)
        return response
