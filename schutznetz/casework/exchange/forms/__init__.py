"""Choosing a part of the ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.exchange.access import partners_of
from schutznetz.casework.exchange.kinds import all_kinds
from schutznetz.casework.exchange.words import choices as basis_choices
from schutznetz.ground.base.fields import DayField, LineField
from schutznetz.ground.organisations.actor import Actor

EVERYTHING = ("", _("alle"))


class LedgerForm(forms.Form):
    """What somebody looks for; everything is voluntary."""

    begins = DayField(label=_("Von"), required=False)
    ends = DayField(label=_("Bis"), required=False)
    direction = forms.ChoiceField(
        label=_("Richtung"),
        required=False,
        choices=[EVERYTHING, ("given", _("von uns gegeben")), ("received", _("an uns gegeben"))],
    )
    state = forms.ChoiceField(
        label=_("Stand"),
        required=False,
        choices=[
            EVERYTHING,
            ("unread", _("noch ungelesen")),
            ("over", _("beendet oder abgelaufen")),
            ("withdrawn", _("widerrufen oder zurückgerufen")),
        ],
    )
    partner = forms.ChoiceField(label=_("Andere Stelle"), required=False)
    kind = forms.ChoiceField(label=_("Art der Mitteilung"), required=False)
    basis = forms.ChoiceField(label=_("Grundlage"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(str(unit.pk), unit.name) for unit in partners_of(actor)]
        kinds = [(kind.code, kind.name) for kind in all_kinds()]
        for name, choices in (("partner", units), ("kind", kinds), ("basis", basis_choices())):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [EVERYTHING, *choices]

    def clean(self) -> dict[str, Any]:
        """The span must not end before it begins."""
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("Das Ende liegt vor dem Anfang."))
        return cleaned


class ReferenceForm(forms.Form):
    """Looking for one's own file number; posted, so that it stands in no address."""

    reference = LineField(label=_("Eigene Vorgangsnummer"), max_length=60)
