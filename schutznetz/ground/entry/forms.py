"""Reading name, password and code."""

import re
from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """allauth's form in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Anmeldename")
        self.fields["password"].label = _("Passwort")
        self.fields["password"].help_text = ""
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class CodeForm(AuthenticateForm):
    """The six digits of the second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code aus Ihrer App")
        attributes = self.fields["code"].widget.attrs
        attributes.pop("placeholder", None)
        attributes |= {"inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> str:
        """A code works once. allauth remembers a used one for a single period, but with tolerance
        it stays right for several.
        """
        code = str(self.cleaned_data["code"])
        digits = re.sub(r"[^0-9]", "", code)[: app_settings.TOTP_DIGITS]
        used = f"entry.used_code:{self.user.pk}:{digits}"
        if cache.get(used):
            raise get_adapter().validation_error("incorrect_code")
        super().clean_code()
        periods = 2 * app_settings.TOTP_TOLERANCE + 1
        cache.set(used, True, periods * app_settings.TOTP_PERIOD)
        return code
