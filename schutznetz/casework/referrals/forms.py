"""The police report as one page. Reads input; the rules say what contradicts what."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.codes import (
    ChildrenAffected,
    Consent,
    Danger,
    Known,
    Offence,
    OwnConsent,
    Relationship,
    Sex,
    YesNo,
)
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.fields import ClockField, DayField, LineField

WORDS = {
    "in_future": _("Dieses Datum liegt in der Zukunft. Bitte prüfen Sie es."),
    "begin_missing": _("Bitte geben Sie auch an, ab wann die Wohnungsverweisung gilt."),
    "ends_before_it_begins": _(
        "Die Wohnungsverweisung endet, bevor sie beginnt. Bitte prüfen Sie beides."
    ),
    "children_how": _("Bitte wählen Sie aus, wie die Kinder betroffen waren."),
    "children_notice": _("Bitte entscheiden Sie, ob das Jugendamt davon erfahren soll."),
    "children_why": _("Bitte schreiben Sie in einem Satz, was das Jugendamt wissen muss."),
    "accused_missing": _("Ohne diese Angabe kann die Täterberatung nicht anrufen."),
    "number_missing": _("Bitte geben Sie an, wie viele Einsätze es waren, notfalls geschätzt."),
    "unreachable": _(
        "Bitte nennen Sie einen sicheren Weg: eine Telefonnummer oder wann und wie die Person zu erreichen ist."
    ),
}

postcode = RegexValidator(r"^[0-9]{5}$", _("Eine Postleitzahl hat fünf Ziffern."))


def _choice(choices: Any, label: Any, *, radio: bool = False, **kwargs: Any) -> forms.ChoiceField:
    listed = list(choices.choices)
    if radio:
        return forms.ChoiceField(choices=listed, widget=forms.RadioSelect, label=label, **kwargs)
    return forms.ChoiceField(choices=[("", _("Bitte wählen")), *listed], label=label, **kwargs)


def _count(label: Any, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=99, required=False, **kwargs)


class ReportForm(forms.Form):
    """Everything one officer writes about one operation; sections follow the page."""

    urgent = forms.ChoiceField(
        label=_("Wie eilig ist es?"),
        widget=forms.RadioSelect,
        choices=[
            ("ordinary", _("Kontakt in den nächsten Tagen")),
            ("urgent", _("Dringend – heute noch")),
        ],
    )
    file_number = LineField(label=_("Vorgangsnummer"), max_length=60)
    happened_on = DayField(label=_("Tag des Einsatzes"))
    happened_at = ClockField(label=_("Uhrzeit"), required=False)
    postcode = LineField(label=_("Postleitzahl"), max_length=5, validators=[postcode])
    place = LineField(label=_("Straße und Ort"), required=False)
    offence = _choice(Offence, _("Was ist geschehen?"))
    summary = LineField(
        label=_("Kurz in Ihren Worten"),
        max_length=4000,
        required=False,
        rows=5,
        help_text=_("Was Sie gesehen haben und was die Beratungsstelle wissen muss."),
    )
    danger = _choice(Danger, _("Ihr Eindruck von der Gefahr"), radio=True)
    earlier_known = _choice(Known, _("Gab es dort schon Einsätze?"), radio=True)
    earlier_operations = LineField(
        label=_("Wie viele, und wann zuletzt?"), max_length=300, required=False
    )

    affected_name = LineField(label=_("Name"), max_length=120)
    affected_birth = DayField(label=_("Geburtsdatum"), required=False)
    affected_sex = _choice(Sex, _("Geschlecht"), required=False)
    phone = LineField(
        label=_("Sichere Telefonnummer"),
        max_length=40,
        required=False,
        help_text=_("Nur eine Nummer, unter der die Person ungefährdet sprechen kann."),
    )
    reach_when = LineField(label=_("Wann und wie gut erreichbar?"), required=False)
    who_answers = LineField(label=_("Wer könnte sonst abnehmen?"), required=False)
    no_voicemail = forms.BooleanField(
        label=_("Nicht auf die Mailbox sprechen"), required=False, initial=True
    )
    language = LineField(label=_("Sprache"), max_length=60, required=False)
    interpreter = _choice(Known, _("Dolmetschen nötig?"), required=False)

    relationship = _choice(Relationship, _("Beziehung zur betroffenen Person"))
    accused_name = LineField(label=_("Name"), max_length=120, required=False)
    accused_birth = DayField(label=_("Geburtsdatum"), required=False)

    accused_consent = _choice(
        OwnConsent,
        _("Möchte die beschuldigte Person, dass die Täterberatung anruft?"),
        radio=True,
        required=False,
    )
    accused_phone = LineField(
        label=_("Telefonnummer der beschuldigten Person"), max_length=40, required=False
    )
    accused_language = LineField(label=_("Sprache"), max_length=60, required=False)

    children_0_3 = _count(_("0 bis 3 Jahre"))
    children_4_6 = _count(_("4 bis 6 Jahre"))
    children_7_13 = _count(_("7 bis 13 Jahre"))
    children_14_17 = _count(_("14 bis 17 Jahre"))
    children_affected = _choice(
        ChildrenAffected, _("Wie waren die Kinder betroffen?"), required=False
    )
    children_notice = _choice(
        YesNo, _("Soll das Jugendamt davon erfahren?"), radio=True, required=False
    )
    children_note = LineField(
        label=_("Was muss das Jugendamt wissen?"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("Nur zu den Kindern. Keine sichere Nummer, keine Zeiten."),
    )
    youth_office_informed = _choice(Known, _("Jugendamt schon informiert?"), required=False)

    eviction_from = DayField(label=_("Wohnungsverweisung ab"), required=False)
    eviction_until = DayField(label=_("Wohnungsverweisung bis"), required=False)
    contact_ban = _choice(Known, _("Kontaktverbot ausgesprochen?"), required=False)
    other_measures = LineField(label=_("Weitere Maßnahmen"), max_length=500, required=False)

    consent = _choice(
        Consent,
        _(
            "Ist die betroffene Person einverstanden, dass die Beratungsstelle diese Angaben bekommt?"
        ),
        radio=True,
    )
    consent_at = forms.DateTimeField(
        label=_("Wann war das?"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    consent_language = LineField(label=_("In welcher Sprache?"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask the rules what does not fit together and put each word at its field."""
        cleaned = super().clean() or self.cleaned_data
        moment = now()
        today = timezone.localtime(moment).date()
        for problem in rules.problems(cleaned, today=today, moment=moment):
            if problem.field not in self.errors:
                self.add_error(problem.field, ValidationError(WORDS[problem.code], problem.code))
        return cleaned

    def typed(self) -> dict[str, object]:
        """What was typed, as typed, so that a draft keeps mistakes as well."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}

    def coded(self) -> dict[str, object]:
        """The checked report with plain values that go under the seal."""
        return {
            name: _plain(value) for name, value in self.cleaned_data.items() if name != "urgent"
        }

    def is_urgent(self) -> bool:
        """Whether the officer asks that somebody acts today."""
        return bool(self.cleaned_data["urgent"] == "urgent")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value


def from_draft(typed: Mapping[str, object]) -> ReportForm:
    """The form filled with what a draft holds."""
    return ReportForm(data=dict(typed))
