"""Django's session store, except that the database never sees what the browser holds.

Django keeps session keys in clear; a dump of its table would be a bunch of valid cookies. Here
the row's key is the SHA-256 of the cookie (security.md 3.5, test T5).
"""

import hashlib
import uuid
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from schutznetz.ground.entry.models import Session


def digest_of(session_key: str) -> str:
    """What stands in the database for a cookie."""
    return hashlib.sha256(session_key.encode()).hexdigest()


class SessionStore(db.SessionStore):
    """Looks rows up by the digest of the key."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of this room."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        found = Session.objects.filter(
            session_key=digest_of(self.session_key or ""), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether there is a row for this cookie."""
        return Session.objects.filter(session_key=digest_of(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for this session; it knows whose it is and nothing that opens it."""
        account = data.get("_auth_user_id")
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined]  # not in the stubs
        return Session(
            session_key=digest_of(key),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=uuid.UUID(account) if account else None,
        )

    def delete(self, session_key: str | None = None) -> None:
        """End the session of this cookie."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=digest_of(key)).delete()
