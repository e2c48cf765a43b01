"""Checking a password: one slow run, whoever asks."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault.actions import try_password


class OneRunBackend(AuthenticationBackend):
    """allauth's backend with `vault` as the one that knows passwords.

    A known, an unknown and a locked account cost exactly one Argon2id run each (T25). The slot
    key travels on the account object to `opening`, never into the session as it is.
    """

    def _check_password(self, user: Any, password: str) -> Account | None:
        self._did_check_password = True
        account: Account | None = user
        slot_key = try_password(account=account, password=password)
        if account is None or slot_key is None or not self.user_can_authenticate(account):
            return None
        account.slot_key = slot_key  # type: ignore[attr-defined]
        return account
