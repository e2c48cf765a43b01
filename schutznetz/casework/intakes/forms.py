"""Six questions about something that came another way."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.attachments.forms import DocumentField
from schutznetz.casework.attachments.rules import Document
from schutznetz.casework.intakes import rules
from schutznetz.casework.intakes.access import stations
from schutznetz.casework.intakes.actions import Arrival
from schutznetz.casework.intakes.codes import Way
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.fields import LineField, MomentField
from schutznetz.ground.organisations.models import Unit

WORDS = {
    "in_future": _("Dieser Zeitpunkt liegt in der Zukunft. Bitte prüfen Sie ihn."),
    "too_old": _("Das ist mehr als ein Jahr her. Bitte prüfen Sie das Jahr."),
    "source_missing": _("Bitte wählen Sie das Revier oder schreiben Sie, von wem es kam."),
    "anonymous_named": _("Bitte entweder ohne Namen aufnehmen oder den Namen angeben, nicht beides."),
    "name_missing": _("Bitte geben Sie einen Namen an oder kreuzen Sie „ohne Namen“ an."),
    "unreachable": _("Bitte schreiben Sie, wie die Person sicher zu erreichen ist – notfalls „unbekannt“ oder „ruft wieder an“."),
}  # fmt: skip

#: Why an uploaded form was not read. One sentence each; the six questions follow, the file attached.
REMARKS = {
    "version": _("Das ist eine alte Fassung unseres Formulars; ihre Felder lassen sich nicht mehr zuordnen."),
    "flat": _("Dieses Formular wurde beim Drucken oder Speichern eingeebnet; seine Felder lassen sich nicht mehr lesen."),
    "scan": _("Das ist ein Scan oder Foto; es enthält keine Felder, die sich lesen lassen."),
    "not_ours": _("Das ist nicht unser Formular; seine Felder lassen sich nicht zuordnen."),
    "acts": _("In dieser Datei steckt ein Skript oder ein Befehl; darum wurde nichts aus ihr gelesen. Angehängt ist sie ohne diesen Teil."),
    "pages": _("Diese Datei hat mehr als 50 Seiten; unser Formular ist kürzer."),
    "encrypted": _("Diese Datei ist mit einem Kennwort geschützt; sie konnte weder gelesen noch angehängt werden."),
    "broken": _("Diese Datei ist beschädigt; sie konnte weder gelesen noch angehängt werden."),
    "bomb": _("Diese Datei ist zu verschachtelt, um sie sicher zu öffnen; sie wurde weder gelesen noch angehängt."),
}  # fmt: skip

#: Titles of the six questions and their fields, in the order of the page.
QUESTIONS = (
    (_("1. Wie kam es zu Ihnen?"), ("way",)),
    (_("2. Von wem?"), ("station", "source")),
    (_("3. Wann kam es an?"), ("received_at",)),
    (_("4. Um wen geht es?"), ("first_name", "last_name", "anonymous")),
    (_("5. Wie ist die Person sicher zu erreichen?"), ("phone", "reach_note")),
    (_("6. Worum geht es, und wie eilig ist es?"), ("summary", "urgent")),
    (_("Das Papier dazu"), ("document",)),
)


class StationField(forms.ModelChoiceField):
    """One of the network's stations, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), empty_label=_("kein Revier"), **kwargs)


class IntakeForm(forms.Form):
    """The six questions and the paper."""

    way = forms.ChoiceField(label=_("Weg"), choices=Way.choices, widget=forms.RadioSelect)
    station = StationField(label=_("Revier"), required=False)
    source = LineField(
        label=_("Andere Stelle oder Person"),
        max_length=120,
        required=False,
        help_text=_(
            "Zum Beispiel Krankenhaus, Kita, Nachbarin. Bei einer Selbstmeldung leer lassen."
        ),
    )
    received_at = MomentField(label=_("Eingegangen am"))
    first_name = LineField(label=_("Vorname"), max_length=120, required=False)
    last_name = LineField(label=_("Nachname"), max_length=120, required=False)
    anonymous = forms.BooleanField(
        label=_("Ohne Namen: die Person möchte oder soll anonym bleiben"), required=False
    )
    phone = LineField(
        label=_("Sichere Telefonnummer"),
        max_length=40,
        required=False,
        help_text=_("Nur eine Nummer, unter der die Person ungefährdet sprechen kann."),
    )
    reach_note = LineField(
        label=_("Was ist dabei zu beachten?"),
        max_length=500,
        rows=2,
        required=False,
        help_text=_("Wann, wer könnte abnehmen, keine Mailbox, Codewort."),
    )
    summary = LineField(label=_("Kurz in Ihren Worten"), max_length=4000, rows=4)
    urgent = forms.ChoiceField(
        label=_("Wie eilig ist es?"),
        widget=forms.RadioSelect,
        choices=[
            ("ordinary", _("Kontakt in den nächsten Tagen")),
            ("urgent", _("Dringend – heute noch")),
        ],
    )
    document = DocumentField(
        label=_("Scan oder Foto"),
        required=False,
        help_text=_(
            "PDF, JPEG oder PNG, bis 20 MB. Unsichtbare Angaben in der Datei werden entfernt."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        station = self.fields["station"]
        if isinstance(station, StationField):
            station.queryset = stations()

    def clean(self) -> dict[str, Any]:
        """Ask the rules what is missing and put each word at its field."""
        cleaned = super().clean() or self.cleaned_data
        for problem in rules.problems(cleaned, moment=now()):
            if problem.field not in self.errors:
                self.add_error(problem.field, ValidationError(WORDS[problem.code], problem.code))
        return cleaned

    def paper(self) -> Document | None:
        """The paper, if one came along and was fit for sealing."""
        found = self.cleaned_data.get("document")
        return found if isinstance(found, Document) else None

    def arrival(self, side: str) -> Arrival:
        """What is to be recorded."""
        said = dict(self.cleaned_data)
        station, received = said.pop("station"), said["received_at"]
        said |= {"station": station.name if station else "", "received_at": _spelled(received)}
        return Arrival(
            kind=f"intake_{said['way']}",
            urgent=said["urgent"] == "urgent",
            received_at=received,
            header={
                "weekday": timezone.localtime(received).weekday(),
                "station_id": str(station.pk) if station else "",
            },
            fields=rules.fields_of(said, side=side),
        )


def begun_answers(typed: Mapping[str, list[str]]) -> dict[str, object]:
    """What was typed so far, to go on with; nobody is told what is missing before she sends it."""
    answers: dict[str, object] = {
        name: values[-1] for name, values in typed.items() if values and name != "received_at"
    }
    day, clock = (answers.pop(f"received_at_{part}", "") for part in (0, 1))
    return {**answers, "received_at": [day, clock]}


class UploadForm(forms.Form):
    """A filled blank, as it came."""

    document = forms.FileField(
        label=_("Ausgefülltes Formular"),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        help_text=_("Nur unser eigenes Formular als PDF, bis 20 MB und 50 Seiten."),
    )


class ArrivalForm(forms.Form):
    """Where a filled blank came from, and when: what its own fields do not say for sure."""

    station = StationField(label=_("Von welchem Revier?"))
    received_at = MomentField(label=_("Eingegangen am"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        station = self.fields["station"]
        if isinstance(station, StationField):
            station.queryset, station.empty_label = stations(), _("Bitte wählen")

    def clean_received_at(self) -> datetime:
        """A moment that has been, within a year."""
        received: datetime = self.cleaned_data["received_at"]
        for problem in rules.moment_problems(received, moment=now()):
            raise ValidationError(WORDS[problem.code], problem.code)
        return received


def _spelled(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="minutes")
