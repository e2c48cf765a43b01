"""The token that is made with an empty form: the same form sent twice is sent once."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class TokenField(forms.CharField):
    """A hidden id; nothing that anybody types."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=36, **kwargs)

    def clean(self, value: Any) -> uuid.UUID:
        """The id; a form that was tampered with is refused."""
        text = super().clean(value)
        try:
            return uuid.UUID(text)
        except ValueError:
            raise ValidationError(_("Bitte laden Sie die Seite neu."), code="token") from None
