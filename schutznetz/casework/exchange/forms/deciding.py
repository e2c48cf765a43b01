"""Decisions: about an offer, after a withdrawal, and to offer something on."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.exchange.access import other_centres, rests_on_consent
from schutznetz.casework.exchange.forms.token import TokenField
from schutznetz.casework.exchange.words import CONSENTS, bases_without_consent, basis_in_words
from schutznetz.ground.base.fields import LineField
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit

UNCONFIRMED = _("Diese Grundlagen hat noch niemand rechtlich bestätigt.")


class DecideForm(forms.Form):
    """What somebody found who looked after a withdrawal, and what follows."""

    coercion = forms.ChoiceField(
        label=_("Gibt es Anzeichen, dass jemand Druck ausgeübt hat?"),
        choices=[("yes", _("ja")), ("no", _("nein")), ("unknown", _("das wissen wir nicht"))],
        widget=forms.RadioSelect,
    )
    outcome = forms.ChoiceField(
        label=_("Was soll geschehen?"),
        choices=[
            ("keep", _("Behalten – es gibt eine andere Grundlage")),
            ("delete", _("Löschen – Inhalt und Schlüssel werden sofort vernichtet")),
        ],
        widget=forms.RadioSelect,
    )
    basis = forms.ChoiceField(
        label=_("Auf welcher anderen Grundlage?"), required=False, help_text=UNCONFIRMED
    )
    reason = LineField(label=_("Warum?"), max_length=2000, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["basis"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Bitte wählen")), *bases_without_consent()]

    def clean(self) -> dict[str, Any]:
        """Whoever keeps names the basis."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == "keep" and not cleaned.get("basis"):
            self.add_error("basis", _("Ohne andere Grundlage darf nichts bleiben."))
        return cleaned


class AnswerForm(forms.Form):
    """To accept or decline what another centre offers."""

    answer = forms.ChoiceField(
        label=_("Übernehmen Sie?"),
        choices=[
            ("accepted", _("Ja – ab sofort sind wir zuständig")),
            ("declined", _("Nein – die andere Stelle bleibt zuständig")),
        ],
        widget=forms.RadioSelect,
    )
    reason = LineField(
        label=_("Begründung"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("Liest nur die Stelle, die anbietet."),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever declines says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "declined" and not cleaned.get("reason"):
            self.add_error("reason", _("Bitte sagen Sie der anderen Stelle, warum nicht."))
        return cleaned


class UnitField(forms.ModelChoiceField):
    """One of the units that may be chosen."""

    def label_from_instance(self, obj: Unit) -> str:
        """Its name."""
        return obj.name


class HandOverForm(forms.Form):
    """To whom, what, why, on which basis."""

    token = TokenField()
    to_unit = UnitField(
        label=_("An welche Beratungsstelle?"),
        queryset=Unit.objects.none(),
        empty_label=_("Bitte wählen"),
    )
    names = forms.MultipleChoiceField(label=_("Was geht mit?"), widget=forms.CheckboxSelectMultiple)
    note = LineField(label=_("Warum soll die andere Stelle übernehmen?"), max_length=1000, rows=3)
    basis = forms.ChoiceField(label=_("Auf welcher Grundlage?"), help_text=UNCONFIRMED)
    how = forms.ChoiceField(
        label=_("Wie wurde eingewilligt?"),
        choices=[("", _("ohne Einwilligung")), *CONSENTS.items()],
        required=False,
    )
    covers = forms.ChoiceField(
        label=_("Umfasst die Einwilligung auch diese Beratungsstelle?"),
        choices=[("yes", _("ja")), ("no", _("nein")), ("unknown", _("das wissen wir nicht"))],
        widget=forms.RadioSelect,
        required=False,
    )
    urgent = forms.BooleanField(
        label=_("Dringend – das muss heute noch jemand lesen"), required=False
    )

    def __init__(
        self, *args: Any, actor: Actor, choices: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        listed = list(choices)
        for name, values in (
            ("names", listed),
            (
                "basis",
                [
                    ("", _("Bitte wählen")),
                    ("consent", basis_in_words("consent")),
                    *bases_without_consent(),
                ],
            ),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = values
        self.fields["names"].initial = [name for name, _label in listed]
        units = self.fields["to_unit"]
        if isinstance(units, UnitField):
            units.queryset = other_centres(actor)

    def clean(self) -> dict[str, Any]:
        """A consent must have been given, and for this centre too."""
        cleaned = super().clean() or self.cleaned_data
        if rests_on_consent(cleaned.get("basis") or ""):
            if not cleaned.get("how"):
                self.add_error("how", _("Bitte geben Sie an, wie eingewilligt wurde."))
            if cleaned.get("covers") != "yes":
                words = _(
                    "Dann geht auf dieser Grundlage nichts hinaus. Bitte fragen Sie die betroffene Person zuerst."
                )
                self.add_error("covers", words)
        return cleaned

    def consent(self) -> dict[str, str]:
        """What is noted about the consent."""
        return {"how": self.cleaned_data["how"], "covers": self.cleaned_data["covers"]}
