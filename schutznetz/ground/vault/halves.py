"""The split session: one half in a cookie, one in the database; neither opens anything alone.

Shape learned from GlobaLeaks' session design (security.md 1), bound to the pepper as well.
"""

import base64

from schutznetz.ground.vault import server, suite
from schutznetz.ground.vault.place import encode
from schutznetz.ground.vault.sealed import Secret, Unopenable


def new_half() -> str:
    """A fresh cookie half: 32 random bytes as URL-safe text."""
    return base64.urlsafe_b64encode(suite.random_secret().reveal()).decode().rstrip("=")


def seal(content: Secret, *, half: str, session_digest: str) -> bytes:
    """Seal a secret so that it opens only with this cookie half, in this session, on this server."""
    bound = encode("session", session_digest)
    return suite.seal(_key(half, session_digest), content.reveal(), bound=bound)


def open(blob: bytes, *, half: str, session_digest: str) -> Secret:
    """Open what `seal` closed; raises Unopenable for another half, session or server."""
    bound = encode("session", session_digest)
    return Secret(suite.unseal(_key(half, session_digest), blob, bound=bound))


def _key(half: str, session_digest: str) -> Secret:
    try:
        raw = base64.urlsafe_b64decode(half + "=" * (-len(half) % 4))
    except ValueError:
        raise Unopenable from None
    if len(raw) != 32:
        raise Unopenable
    return suite.expand(Secret(raw), "session half", session_digest, salt=server.pepper())
