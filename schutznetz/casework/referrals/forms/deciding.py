"""What the second person decides about a part that waits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.ground.base.fields import LineField


class DecisionForm(forms.Form):
    """Agree, refuse with a reason, or have seen a refusal."""

    decision = forms.ChoiceField(
        choices=[("approve", ""), ("refuse", ""), ("seen", "")], widget=forms.HiddenInput
    )
    reason = LineField(
        label=_("Warum soll es nicht gesendet werden?"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("Das liest, wer die Meldung geschrieben hat."),
    )

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason"):
            self.add_error("reason", _("Bitte schreiben Sie in einem Satz, warum nicht."))
        return cleaned
