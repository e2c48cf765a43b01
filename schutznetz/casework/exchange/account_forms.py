"""What is asked before an account is printed for the person concerned."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class AccountForm(forms.Form):
    """Read together, and safe to take along: both are asked, every time."""

    together = forms.ChoiceField(
        label=_("Wird die Aufstellung gemeinsam gelesen?"),
        choices=[("yes", _("Ja, wir gehen sie zusammen durch.")), ("no", _("Nein"))],
        widget=forms.RadioSelect,
    )
    safe = forms.ChoiceField(
        label=_("Ist es sicher, sie mitzunehmen?"),
        help_text=_("Könnte jemand sie in der Tasche, im Auto oder in der Wohnung finden?"),
        choices=[
            ("yes", _("Ja. Die Person sagt selbst, dass es sicher ist.")),
            ("no", _("Nein, oder es ist unklar. Sie bleibt hier.")),
        ],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Sprache"), choices=settings.LANGUAGES, initial="de", widget=forms.RadioSelect
    )

    def clean_together(self) -> str:
        """An account that nobody explains is not handed out."""
        answer: str = self.cleaned_data["together"]
        if answer == "no":
            raise forms.ValidationError(
                _(
                    "Bitte gehen Sie die Aufstellung zuerst gemeinsam durch. Es wurde nichts gedruckt."
                )
            )
        return answer

    def options(self) -> dict[str, Any]:
        """What the action needs of a form that is valid."""
        return {
            "language": self.cleaned_data["language"],
            "taken_along": self.cleaned_data["safe"] == "yes",
        }
