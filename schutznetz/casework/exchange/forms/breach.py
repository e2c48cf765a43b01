"""The record of something that went to the wrong unit, as Art. 33 asks for it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.exchange.forms.following import plain
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.fields import LineField, MomentField

TOLD = (
    ("", _("noch offen")),
    ("told", _("ja, informiert")),
    ("not_needed", _("nein, nicht nötig")),
)
#: What has to be answered before the record is complete.
NEEDED = ("kinds_of_data", "people", "consequences", "measures", "authority", "person")


class BreachForm(forms.Form):
    """Half an answer can be saved; complete is it only with all of them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kinds_of_data = LineField(
        label=_("Welche Art von Angaben?"),
        max_length=1000,
        rows=2,
        required=False,
        help_text=_("Die Art genügt, zum Beispiel: Name, Telefonnummer, Schilderung."),
    )
    people = forms.IntegerField(
        label=_("Wie viele Menschen betrifft es?"), min_value=1, max_value=999, required=False
    )
    consequences = LineField(
        label=_("Was könnte daraus folgen?"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("Vor allem: Kann jemand dadurch in Gefahr kommen?"),
    )
    measures = LineField(label=_("Was haben Sie getan?"), max_length=2000, rows=3, required=False)
    authority = forms.ChoiceField(
        label=_("Ist die Aufsichtsbehörde informiert?"),
        choices=TOLD,
        widget=forms.RadioSelect,
        required=False,
    )
    authority_at = MomentField(label=_("Wann?"), required=False)
    authority_why = LineField(
        label=_("Warum nicht – oder warum erst nach 72 Stunden?"),
        max_length=1000,
        rows=2,
        required=False,
    )
    person = forms.ChoiceField(
        label=_("Ist die betroffene Person informiert?"),
        choices=TOLD,
        widget=forms.RadioSelect,
        required=False,
    )
    person_at = MomentField(label=_("Wann?"), required=False)
    person_why = LineField(label=_("Warum nicht?"), max_length=1000, rows=2, required=False)

    def __init__(self, *args: Any, due_at: datetime, complete: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due_at, self.complete = due_at, complete

    def clean(self) -> dict[str, Any]:
        """Nothing lies in the future; complete means that nothing is open."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("authority_at", "person_at"):
            moment = cleaned.get(name)
            if moment and moment > now():
                self.add_error(name, _("Dieser Zeitpunkt liegt in der Zukunft."))
        if self.complete:
            self._require_all(cleaned)
        return cleaned

    def _require_all(self, cleaned: dict[str, Any]) -> None:
        for name in NEEDED:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Zum Abschließen fehlt diese Angabe."))
        for who in ("authority", "person"):
            told, why = cleaned.get(who), cleaned.get(f"{who}_why")
            moment = cleaned.get(f"{who}_at")
            if told == "told" and not moment and f"{who}_at" not in self.errors:
                self.add_error(f"{who}_at", _("Bitte geben Sie an, wann."))
            if told == "not_needed" and not why:
                self.add_error(f"{who}_why", _("Bitte begründen Sie, warum nicht."))
            if who == "authority" and moment and moment > self.due_at and not why:
                self.add_error("authority_why", _("Bitte begründen Sie, warum erst danach."))

    def content(self) -> dict[str, object]:
        """The answers as they go under the seal."""
        return {
            name: plain(value) for name, value in self.cleaned_data.items() if name != "version"
        }


def answers_of(content: dict[str, object]) -> list[tuple[str, str]]:
    """A complete record in words: each question with its answer."""
    words, rows = dict(TOLD), []
    for name, field in BreachForm.base_fields.items():
        value = content.get(name)
        if name == "version" or value in (None, ""):
            continue
        if name.endswith("_at"):
            moment = parse_datetime(str(value))
            value = date_format(localtime(moment), "j. F Y, H:i") if moment else value
        rows.append((str(field.label), str(words.get(str(value), value))))
    return rows


def as_initial(content: dict[str, object]) -> dict[str, object]:
    """Sealed answers back in the form."""
    moments = {
        name: parse_datetime(str(content[name]))
        for name in ("authority_at", "person_at")
        if content.get(name)
    }
    return {**content, **moments}
