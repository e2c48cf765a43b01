"""A number, and what a difference was."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.comparisons.rules import MOST, Reason
from schutznetz.ground.base.fields import LineField

REASONS = {
    Reason.LATER: _("kam später an und ist jetzt da"),
    Reason.OTHER_WEEK: _("gehört in eine andere Woche"),
    Reason.TWICE: _("wurde doppelt gezählt"),
    Reason.ELSEWHERE: _("ging an eine andere Stelle"),
    Reason.SENT_AGAIN: _("fehlte und wird noch einmal geschickt"),
    Reason.TALKED: _("am Telefon geklärt"),
}


class CountForm(forms.Form):
    """The own number of papers."""

    papers = forms.IntegerField(label=_("Ihre Zahl"), min_value=0, max_value=MOST)


class SettleForm(forms.Form):
    """What the difference was."""

    reason = forms.ChoiceField(
        label=_("Was fehlt?"), widget=forms.RadioSelect, choices=list(REASONS.items())
    )
    note = LineField(
        label=_("Notiz für Ihre Stelle"),
        max_length=500,
        rows=2,
        required=False,
        help_text=_("Die andere Stelle sieht nur, was Sie angekreuzt haben, nie diese Notiz."),
    )
