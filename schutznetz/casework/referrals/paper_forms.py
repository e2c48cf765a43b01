"""What is asked before something is printed for somebody to take along."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.referrals.languages import complete
from schutznetz.ground.organisations.models import Unit


class SafeForm(forms.Form):
    """Is it safe to take a sheet along; in which language; whose number stands on the card."""

    safe = forms.ChoiceField(
        label=_("Ist es sicher, einen Bogen mitzunehmen?"),
        help_text=_("Könnte jemand den Bogen in der Tasche, im Auto oder in der Wohnung finden?"),
        choices=[
            ("yes", _("Ja. Die Person sagt selbst, dass es sicher ist.")),
            ("no", _("Nein, oder es ist unklar.")),
        ],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Sprache"), widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label=_("Welche Stelle?"),
        help_text=_("Ihre Nummer steht auf der Karte, ihr Name auf dem leeren Bogen."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [(each.code, each.name) for each in complete().values()]
        numbers = [(str(each.pk), f"{each.name}, {each.on_call_phone}") for each in units]
        _offer(self.fields["language"], spoken)
        _offer(self.fields["unit"], numbers)
        self.initial.setdefault("language", spoken[0][0])
        if numbers:
            self.initial.setdefault("unit", numbers[0][0])
        else:
            del self.fields["unit"]


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
