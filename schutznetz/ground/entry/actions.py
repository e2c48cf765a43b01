"""Writing what belongs to signing in."""

from allauth.mfa.totp.internal.auth import TOTP

from schutznetz.ground.audit.actions import record_entry
from schutznetz.ground.entry.models import Session
from schutznetz.ground.organisations.models import Account


def set_second_factor(*, account: Account, secret: str) -> None:
    """Give an account its one-time-code seed (base32), stored sealed."""
    TOTP.activate(account, secret)
    record_entry(account_id=account.pk, verb="set_second_factor")


def end_all_sessions(*, account: Account) -> None:
    """End every session of an account, wherever it is open."""
    Session.objects.filter(account_id=account.pk).delete()
    record_entry(account_id=account.pk, verb="end_all_sessions")
