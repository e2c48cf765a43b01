"""Where allauth's steps meet our keys."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from schutznetz.ground.audit.actions import record_entry
from schutznetz.ground.base.errors import error_page
from schutznetz.ground.entry import opening
from schutznetz.ground.entry.ended import ended_page
from schutznetz.ground.entry.parking import notice_what_waits
from schutznetz.ground.vault import server
from schutznetz.ground.vault.sealed import Unopenable

PURPOSE = "one-time code"


class AccountAdapter(DefaultAccountAdapter):
    """Password and code lead to an open seed, in this order and only together."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Das waren viele Versuche kurz nacheinander. Bitte warten Sie ein paar Minuten."
        )
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: accounts are invited."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """The password was right: rotate the session and keep the slot key, still sealed.

        An account without a second factor ends here.
        """
        if not SecondFactorAdapter().is_mfa_enabled(user):
            return error_page(403)
        request.session.cycle_key()
        opening.keep_slot_key(request, user.slot_key)
        return None

    def login(self, request: HttpRequest, user: Any) -> None:
        """The second factor was right: rotate again and open the seed."""
        methods = {each["method"] for each in get_authentication_records(request, user)}
        if not user.is_active or not {"password", "mfa"} <= methods:
            raise ImmediateHttpResponse(ended_page(request))
        try:
            slot_key = opening.waiting_slot_key(request)
            super().login(request, user)
            opening.open_session(request, user, slot_key)
            notice_what_waits(request, user)
        except Unopenable:
            raise ImmediateHttpResponse(ended_page(request)) from None
        record_entry(account_id=user.pk, verb="sign_in")

    def is_safe_url(self, url: str | None) -> bool:
        """Whether one may be sent there after signing in: only within this house."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Always a page: allauth's answers to scripts repeat what was typed, the password too."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: that she is signed in is plain to see, and her name need not stand there."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note that somebody failed; who it claimed to be is not noted, it may be a password."""
        record_entry(account_id=None, verb="password_refused")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What attempts are counted by. allauth adds the host, and whoever guesses chooses its
        port: each would start the count anew.
        """
        return str(credentials.get("username", "")).casefold()


class SecondFactorAdapter(DefaultMFAAdapter):
    """Seeds of one-time codes are stored sealed under the server's pepper; allauth's own hooks
    store them as they are.
    """

    def encrypt(self, text: str) -> str:
        """Seal the seed of an authenticator for storage."""
        return server.seal_text(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again."""
        return server.open_text(encrypted_text, purpose=PURPOSE)
