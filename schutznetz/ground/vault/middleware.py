"""A seal that does not open ends in a plain refusal, never in a traceback."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from schutznetz.ground.audit.actions import record_entry
from schutznetz.ground.base.errors import error_page
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable


class UnopenableIsRefused:
    """Turns Unopenable into 409 with an audit entry, KeyMissing into "not found".

    The entry is written after the view's transaction has been rolled back, in one of its own:
    somebody has changed the database or a key is damaged, and that must not go by quietly.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer the two exceptions of the vault; leave all others alone."""
        if isinstance(exception, KeyMissing):
            return error_page(404)
        if not isinstance(exception, Unopenable):
            return None
        actor = getattr(request, "actor", None)
        record_entry(
            account_id=actor.account_id if actor else None,
            verb="seal_did_not_open",
            subject_kind=exception.kind,
        )
        return error_page(409)
