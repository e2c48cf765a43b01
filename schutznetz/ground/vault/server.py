"""Secrets of the server itself, held outside the database, and what is sealed under them.

They protect against a stolen dump only; a live server can read these values. Content is never
sealed here.
"""

import base64

from django.conf import settings

from schutznetz.ground.vault import suite
from schutznetz.ground.vault.place import encode
from schutznetz.ground.vault.sealed import Secret, Unopenable


def pepper() -> bytes:
    """The bytes mixed into every password derivation; kept outside the database."""
    return str(settings.PEPPER).encode()


def _key(purpose: str) -> Secret:
    return suite.expand(Secret(pepper()), "server text", purpose)


def seal_text(text: str, *, purpose: str) -> str:
    """Seal a short server-side secret, such as a one-time-code seed, for one purpose."""
    blob = suite.seal(_key(purpose), text.encode(), bound=encode("server text", purpose))
    return base64.b64encode(blob).decode()


def open_text(sealed: str, *, purpose: str) -> str:
    """Open what `seal_text` closed for the same purpose; raises Unopenable otherwise."""
    try:
        blob = base64.b64decode(sealed, validate=True)
    except ValueError:
        raise Unopenable from None
    return suite.unseal(_key(purpose), blob, bound=encode("server text", purpose)).decode()
