"""What members write into a case file."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.cases import rules
from schutznetz.casework.cases.access import colleagues
from schutznetz.casework.cases.codes import Channel, Outcome, Result
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.fields import DayField, LineField
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member

WORDS = {
    "in_past": _("Dieser Tag ist schon vorbei. Bitte wählen Sie heute oder einen späteren Tag."),
    "too_far": _("Das ist mehr als ein Jahr entfernt. Bitte prüfen Sie das Datum."),
}


def _note(label: Any = "", *, required: bool = False) -> LineField:
    return LineField(label=label or _("Notiz"), max_length=2000, rows=3, required=required)


class NextDateField(DayField):
    """The day on which somebody looks again; never in the past, at most a year ahead."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Wiedervorlage"), **kwargs})

    def clean(self, value: Any) -> date:
        """Refuse a day that has gone by or is a slip of the pen."""
        wanted: date = super().clean(value)
        problem = rules.next_date_problem(wanted, today=timezone.localdate(now()))
        if problem:
            raise ValidationError(WORDS[problem], code=problem)
        return wanted


class TakeForm(forms.Form):
    """Making a file of a report."""

    next_on = NextDateField(label=_("Wann ist der nächste Kontaktversuch?"))


class AttemptForm(forms.Form):
    """An attempt to reach her."""

    channel = forms.ChoiceField(
        label=_("Wie?"), choices=Channel.choices, widget=forms.RadioSelect, initial=Channel.PHONE
    )
    result = forms.ChoiceField(
        label=_("Was kam dabei heraus?"), choices=Result.choices, widget=forms.RadioSelect
    )
    note = _note()
    next_on = NextDateField()


class NextDateForm(forms.Form):
    """Moving the next date."""

    next_on = NextDateField()
    note = _note(_("Warum?"), required=True)


class CloseForm(forms.Form):
    """Closing a file."""

    outcome = forms.ChoiceField(
        label=_("Warum wird die Akte geschlossen?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
    )
    note = _note()


class ReopenForm(forms.Form):
    """Opening a file again."""

    next_on = NextDateField()
    note = _note()


class UnsafeForm(forms.Form):
    """Contact data are not safe any more."""

    note = _note(_("Was ist geschehen?"), required=True)


class ContactForm(forms.Form):
    """Contact data as she has confirmed them."""

    phone = LineField(label=_("Sichere Telefonnummer"), max_length=40, required=False)
    reach_when = LineField(label=_("Erreichbarkeit"), required=False)
    who_answers = LineField(label=_("Wer sonst abnehmen könnte"), required=False)
    no_voicemail = forms.BooleanField(label=_("Keine Nachricht auf die Mailbox"), required=False)
    language = LineField(label=_("Sprache"), max_length=60, required=False)


class ColleagueField(forms.ModelChoiceField):
    """Somebody of the own unit; who that is, the form says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Member.objects.none(), empty_label=_("Bitte wählen"), **kwargs)

    def label_from_instance(self, obj: Member) -> str:
        """Name and function."""
        return f"{obj.account.name}, {obj.function}"


class AssignForm(forms.Form):
    """Giving a file to a colleague."""

    to = ColleagueField(label=_("An wen?"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, ColleagueField):
                field.queryset = colleagues(actor)


class AbsenceForm(AssignForm):
    """Giving all files of an absent colleague to another one."""

    absent = ColleagueField(label=_("Wer ist nicht da?"))

    def clean(self) -> dict[str, Any]:
        """Two different people."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("absent") and cleaned.get("absent") == cleaned.get("to"):
            self.add_error("to", _("Bitte wählen Sie zwei verschiedene Personen."))
        return cleaned
