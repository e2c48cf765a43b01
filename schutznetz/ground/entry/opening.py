"""From the password to an open session: where the key half of a session lives, step by step.

After the password the slot key waits, sealed under the cookie's half. After the second factor,
and only then, the seed is opened and sealed under a new half; the slot key is gone.
"""

import base64
import time

from django.http import HttpRequest

from schutznetz.ground.entry.session_store import digest_of
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault import halves
from schutznetz.ground.vault.actions import open_seed
from schutznetz.ground.vault.sealed import Secret, Unopenable

HALF_COOKIE = "__Host-half"
WAITING, OPEN = "sealed_slot_key", "sealed_seed"
STARTED, SEEN = "started_at", "seen_at"


def keep_slot_key(request: HttpRequest, slot_key: Secret) -> None:
    """Remember the slot key until the second factor has been shown."""
    _keep(request, WAITING, slot_key)


def open_session(request: HttpRequest, account: Account, slot_key: Secret) -> None:
    """Open the seed for the session that has just been rotated; raises Unopenable.

    From here on the clocks of the session run.
    """
    request.session.pop(WAITING, None)
    _keep(request, OPEN, open_seed(account=account, slot_key=slot_key))
    request.session[STARTED] = request.session[SEEN] = time.time()


def waiting_slot_key(request: HttpRequest) -> Secret:
    """The slot key kept since the password; raises Unopenable without the fitting cookie half."""
    return _kept(request, WAITING)


def open_seed_of(request: HttpRequest) -> Secret:
    """The seed of a signed-in session; raises Unopenable unless both halves fit."""
    return _kept(request, OPEN)


def rotate(request: HttpRequest) -> None:
    """Give a signed-in session a new name and a new half; its clocks run on. Raises Unopenable."""
    seed = open_seed_of(request)
    request.session.cycle_key()
    _keep(request, OPEN, seed)


def _keep(request: HttpRequest, name: str, secret: Secret) -> None:
    half = halves.new_half()
    request.session[name] = base64.b64encode(
        halves.seal(secret, half=half, session_digest=_digest(request))
    ).decode()
    request.COOKIES[HALF_COOKIE] = half
    request.new_half = half  # type: ignore[attr-defined]


def _kept(request: HttpRequest, name: str) -> Secret:
    kept = request.session.get(name)
    half = request.COOKIES.get(HALF_COOKIE, "")
    if not isinstance(kept, str):
        raise Unopenable("session")
    blob = base64.b64decode(kept)
    return halves.open(blob, half=half, session_digest=_digest(request))


def _digest(request: HttpRequest) -> str:
    return digest_of(request.session.session_key or "")
