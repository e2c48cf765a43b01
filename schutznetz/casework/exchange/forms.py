"""Choosing a part of the ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.ground.base.fields import DayField


class SpanForm(forms.Form):
    """A span of days; open at either end."""

    begins = DayField(label=_("Von"), required=False)
    ends = DayField(label=_("Bis"), required=False)

    def clean(self) -> dict[str, Any]:
        """The span must not end before it begins."""
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("Das Ende liegt vor dem Anfang."))
        return cleaned
