"""A step sent into a session that is over: sealed to its writer, and given back when she is in again.

Nothing is executed by itself. The page opens with its form filled as it was typed; she presses
again, and with that the parked input and its key are gone.
"""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schutznetz.ground.base.errors import Way, losing, refusal, typed_page
from schutznetz.ground.base.filling import filled
from schutznetz.ground.base.typed import WAITING, Typed, room_of, typed_in
from schutznetz.ground.base.waiting import rooms_that_wait
from schutznetz.ground.entry import actions
from schutznetz.ground.entry.access import acts_for, parked_inputs_of
from schutznetz.ground.entry.opening import open_seed_of
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable

#: In the session: something waits, so pages say so without asking the database each time.
SOMETHING_WAITS = "something_waits"
BACK = (
    _("Hier geht es weiter."),
    _("So haben Sie es geschrieben. Gesendet wird es erst, wenn Sie noch einmal drücken."),
    None,
)


def park(request: HttpRequest) -> bool:
    """Seal what was sent into a session that is over; False if it could not be kept.

    Only with both halves of the session: whoever has one can park nothing (T5).
    """
    account = request.user
    if not isinstance(account, Account) or room_of(request) not in rooms_that_wait():
        return False
    typed = typed_in(request)
    if typed is None:
        return False
    try:
        open_seed_of(request)
        place = acts_for(request, account)
        if place is None:
            return False
        path = request.get_full_path()
        actions.hold_input(account=account, unit_id=place.unit_id, path=path, typed=typed)
    except (Unopenable, KeyMissing, actions.TooMany):
        return False
    return True


def notice_what_waits(request: HttpRequest, account: Account) -> None:
    """After signing in: remember in the session whether something waits."""
    if account.parked_inputs.exists():
        request.session[SOMETHING_WAITS] = True


def give_back(request: HttpRequest, actor: Actor, response: HttpResponse) -> HttpResponse:
    """Fill the page with what was typed into it; without a fitting form, show it by itself."""
    mark = _mark(request.GET)
    parked = parked_inputs_of(actor).filter(pk=mark).first() if mark else None
    if parked is None:
        return response
    content = actions.open_input(by=actor, parked=parked)
    typed, path = _typed_of(content), str(content["path"])
    if content["unit"] != str(actor.unit_id) or request.path != path.partition("?")[0]:
        return response
    left = set(typed)
    if response.status_code == 200:
        page, left = filled(
            response.text, typed, here=request.path, to=request.path, waiting=str(parked.pk)
        )
    if response.status_code != 200 or left:
        page = typed_page(request, {**typed, WAITING: [str(parked.pk)]}, BACK)
        response.status_code = 200
    response.content = page
    return response


def settle(request: HttpRequest, actor: Actor, response: HttpResponse) -> None:
    """Delete what waited once its form has been answered: done, or back on the page with advice."""
    mark = _mark(request.POST) if request.method == "POST" else None
    if mark is None or not (response.status_code < 400 or response.status_code == 422):
        return
    actions.discard_input(by=actor, input_id=mark)
    forget_when_done(request, actor)


def forget_when_done(request: HttpRequest, actor: Actor) -> None:
    """Nothing waits any more: pages stop saying so."""
    if not parked_inputs_of(actor).exists():
        request.session.pop(SOMETHING_WAITS, None)


def other_unit_page(actor: Actor) -> HttpResponse:
    """A form made for one unit, sent while its writer acts for another: nothing is written (409)."""
    advice = _(
        "Dieses Formular gehört zu einer anderen Stelle. Es wurde nichts gespeichert. "
        "Wechseln Sie zurück, dann senden Sie von hier aus noch einmal."
    )
    title = _("In einem anderen Fenster arbeiten Sie jetzt für: %(unit)s") % {
        "unit": actor.unit_name
    }
    way = Way(reverse("entry:choose_unit"), _("Stelle wechseln"))
    return losing(refusal(409, title, advice), title, advice, way)


def way_back(parked_id: uuid.UUID, path: str) -> str:
    """The address of the page on which it was typed, with the mark that fills it."""
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{WAITING}={parked_id}"


def _mark(sent: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(sent.get(WAITING, ""))
    except ValueError:
        return None


def _typed_of(content: dict[str, object]) -> Typed:
    kept = content["typed"]
    typed = kept if isinstance(kept, dict) else {}
    return {str(name): [str(value) for value in values] for name, values in typed.items()}
