"""Two cookies make a session; without both, nothing behind the door is reached."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from schutznetz.ground.audit.actions import one_transaction
from schutznetz.ground.base.row_policies import acting_for
from schutznetz.ground.base.typed import FOR_UNIT
from schutznetz.ground.base.typed import WAITING as WAITING_INPUT
from schutznetz.ground.entry import parking
from schutznetz.ground.entry.access import ACTS_AS, actor_of
from schutznetz.ground.entry.ended import closed_page, ended_page
from schutznetz.ground.entry.open_doors import OPEN_DOORS
from schutznetz.ground.entry.opening import HALF_COOKIE, SEEN, STARTED, WAITING
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.sealed import Unopenable

#: The idle clock is written at most this often, so that reading pages does not mean writing rows.
STEP = 20


class SplitSession(SessionMiddleware):
    """Django's session cookie, and beside it the half of the key that the server does not keep."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Set the new half when one was made; take it away with an empty session."""
        half = getattr(request, "new_half", None)
        answer = super().process_response(request, response)
        if half:
            answer.set_cookie(
                HALF_COOKIE, half, path="/", secure=True, httponly=True, samesite="Strict"
            )
        return answer


class SignedIn:
    """Closed by default: every view but the open doors needs an actor.

    What somebody signed in does is one transaction, in which the database shows her the rows of
    her unit alone; an answer that says "it failed" takes everything back. Log-in runs on real
    time, not on the clock of rehearsals.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with ExitStack() as stack:
            stack.enter_context(one_transaction())
            request.acting = stack  # type: ignore[attr-defined]
            response = self._answered(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    def _answered(self, request: HttpRequest) -> HttpResponse:
        """The answer; with what she typed before her session was over, where she asks for it."""
        response = self.get_response(request)
        actor = getattr(request, "actor", None)
        if actor is None:
            return response
        if WAITING_INPUT in request.GET and request.method == "GET":
            return parking.give_back(request, actor, response)
        if request.method == "POST" and WAITING_INPUT in request.POST:
            parking.settle(request, actor, response)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Find out who acts, or turn the request away."""
        match = request.resolver_match
        if match and match.view_name in OPEN_DOORS:
            return None
        if not request.user.is_authenticated:
            return self._turned_away(request)
        if self._is_over(request):
            return ended_page(request, parked=parking.park(request))
        try:
            actor = actor_of(request)
        except Unopenable:
            actor = None
        if actor is None:
            return ended_page(request)
        if match and match.namespace != "entry" and self._is_for_another_unit(request, actor):
            return parking.other_unit_page(actor)
        # Written down, so that a place she gains or loses never moves her in the middle of a report.
        if ACTS_AS not in request.session:
            request.session[ACTS_AS] = str(actor.member_id)
        request.actor = actor  # type: ignore[attr-defined]
        acting = acting_for(actor.unit_id, actor.account_id)
        request.acting.enter_context(acting)  # type: ignore[attr-defined]
        return None

    @staticmethod
    def _is_for_another_unit(request: HttpRequest, actor: Actor) -> bool:
        """A form from a page that was made for another unit: it was changed in another tab."""
        if request.method != "POST":
            return False
        return request.POST.get(FOR_UNIT, str(actor.unit_id)) != str(actor.unit_id)

    def _turned_away(self, request: HttpRequest) -> HttpResponse:
        if request.COOKIES.get(HALF_COOKIE) and WAITING not in request.session:
            return ended_page(request)  # she had a session; it was ended elsewhere
        if request.method != "GET" or request.headers.get("HX-Request"):
            return closed_page(request)
        query = urlencode({"next": request.path}) if request.path != "/" else ""
        return redirect(f"{reverse('entry:sign_in')}?{query}".rstrip("?"))

    def _is_over(self, request: HttpRequest) -> bool:
        """Idle or too long. A page that renews itself (`X-Quiet`) does not count as being there."""
        now, session = time.time(), request.session
        started, seen = session.get(STARTED, 0), session.get(SEEN, 0)
        if now - started > settings.SESSION_COOKIE_AGE:
            return True
        if now - seen > settings.SESSION_IDLE_SECONDS:
            return True
        if now - seen > STEP and "X-Quiet" not in request.headers:
            session[SEEN] = now
        return False
