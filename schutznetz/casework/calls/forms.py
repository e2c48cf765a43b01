"""What is noted about calls and threats."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.calls import rules
from schutznetz.casework.calls.access import colleagues, known_units
from schutznetz.casework.calls.codes import CalledBack, ClaimedAs, How, Outcome, Police
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.fields import ClockField, DayField, LineField, MomentField
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member, Unit

WORDS = {
    "in_past": _("Dieser Tag ist schon vorbei. Bitte wählen Sie heute oder einen späteren Tag."),
    "too_far": _("Das ist mehr als ein Jahr entfernt. Bitte prüfen Sie das Datum."),
    "in_future": _("Dieses Datum liegt in der Zukunft. Bitte prüfen Sie es."),
    "not_through_the_directory": _(
        "Echt ist ein Anruf erst, wenn Sie über die Nummer aus dem Verzeichnis zurückgerufen haben."
    ),
    "when_missing": _("Bitte geben Sie an, wann zurückgerufen wurde."),
}


class UnitField(forms.ModelChoiceField):
    """A unit of the directory, with its published number."""

    def __init__(self, **kwargs: Any) -> None:
        empty = _("steht nicht im Verzeichnis")
        super().__init__(queryset=Unit.objects.none(), empty_label=empty, **kwargs)

    def label_from_instance(self, obj: Unit) -> str:
        """Name and number."""
        return f"{obj.name} – {obj.on_call_phone}"


class ColleagueField(forms.ModelChoiceField):
    """Somebody of the own unit."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Member.objects.none(), empty_label=_("Bitte wählen"), **kwargs)

    def label_from_instance(self, obj: Member) -> str:
        """Name and function."""
        return f"{obj.account.name}, {obj.function}"


class NextDayField(DayField):
    """The day on which somebody looks again."""

    def clean(self, value: Any) -> date:
        """Neither gone by nor a slip of the pen."""
        wanted: date = super().clean(value)
        problem = rules.next_date_problem(wanted, today=localdate(now()))
        if problem:
            raise ValidationError(WORDS[problem], code=problem)
        return wanted


class CallForm(forms.Form):
    """Somebody on the phone claims to be somebody."""

    claimed_as = forms.ChoiceField(
        label=_("Wer will die Person sein?"), choices=ClaimedAs.choices, widget=forms.RadioSelect
    )
    claimed_name = LineField(label=_("Name, den sie nennt"), required=False)
    directory = UnitField(
        label=_("Angebliche Stelle"),
        help_text=_("Zurückgerufen wird über diese Nummer, nie über die angezeigte."),
        required=False,
    )
    number_shown = LineField(label=_("Angezeigte Nummer"), max_length=40, required=False)
    asked = LineField(label=_("Was wollte sie wissen?"), max_length=2000, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _units(self.fields["directory"])

    def typed(self) -> dict[str, object]:
        """What is sealed; name and number of the unit as they stand in the directory today."""
        unit = self.cleaned_data["directory"]
        known = {"directory_name": unit.name, "directory_phone": unit.on_call_phone} if unit else {}
        rest = {name: value for name, value in self.cleaned_data.items() if name != "directory"}
        return {**rest, **known}


class SettleForm(forms.Form):
    """What came out of calling back."""

    called_back = forms.ChoiceField(
        label=_("Haben Sie zurückgerufen?"), choices=CalledBack.choices, widget=forms.RadioSelect
    )
    called_at = MomentField(label=_("Wann?"), required=False)
    outcome = forms.ChoiceField(
        label=_("Was ist Ihr Eindruck?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    note = LineField(label=_("Notiz"), max_length=2000, rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """Genuine needs the directory; a call needs its time, which has passed."""
        cleaned = super().clean() or self.cleaned_data
        called, at = cleaned.get("called_back", ""), cleaned.get("called_at")
        problem = rules.outcome_problem(called, cleaned.get("outcome", ""))
        if problem:
            self.add_error("outcome", WORDS[problem])
        if called in {CalledBack.DIRECTORY, CalledBack.OTHERWISE} and "called_at" in cleaned:
            if at is None:
                self.add_error("called_at", WORDS["when_missing"])
        if at is not None and at > now():
            self.add_error("called_at", WORDS["in_future"])
        return cleaned

    def answers(self) -> dict[str, str]:
        """The checked answers as the action takes them."""
        at = self.cleaned_data["called_at"]
        return {**self.cleaned_data, "called_at": at.isoformat() if at else ""}


class FollowForm(forms.Form):
    """What was done, who looks next, and when."""

    note = LineField(label=_("Was ist seither geschehen?"), max_length=2000, rows=3)
    owner = ColleagueField(label=_("Wer kümmert sich?"))
    next_on = NextDayField(label=_("Wann schaut jemand wieder hin?"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self.fields["owner"], actor)


class CloseForm(forms.Form):
    """Why it is over."""

    note = LineField(label=_("Warum ist es erledigt?"), max_length=2000, rows=3)


class ThreatForm(forms.Form):
    """A threat against somebody who works here."""

    happened_on = DayField(label=_("Wann war das?"))
    happened_at = ClockField(label=_("Um wie viel Uhr?"), required=False)
    how = forms.ChoiceField(label=_("Wie?"), choices=How.choices, widget=forms.RadioSelect)
    against = LineField(label=_("Gegen wen?"))
    by_whom = LineField(label=_("Von wem, falls bekannt?"), required=False)
    wording = LineField(
        label=_("Was wurde gesagt oder getan?"),
        help_text=_("Möglichst wörtlich."),
        max_length=4000,
        rows=4,
    )
    witnesses = LineField(label=_("Wer hat es mitbekommen?"), required=False)
    police = forms.ChoiceField(
        label=_("Weiß die Polizei davon?"), choices=Police.choices, widget=forms.RadioSelect
    )
    measures = LineField(
        label=_("Was haben Sie zum Schutz getan?"), max_length=2000, rows=3, required=False
    )
    owner = ColleagueField(label=_("Wer kümmert sich?"))
    next_on = NextDayField(label=_("Wann schaut jemand wieder hin?"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self.fields["owner"], actor)

    def clean_happened_on(self) -> date:
        """Not in the future."""
        day: date = self.cleaned_data["happened_on"]
        problem = rules.day_problem(day, today=localdate(now()))
        if problem:
            raise ValidationError(WORDS[problem], code=problem)
        return day

    def typed(self) -> dict[str, object]:
        """What is sealed."""
        outside = {"owner", "next_on"}
        kept = {name: value for name, value in self.cleaned_data.items() if name not in outside}
        at = kept["happened_at"]
        kept["happened_on"] = kept["happened_on"].isoformat()
        kept["happened_at"] = at.isoformat("minutes") if at else ""
        return kept


def _units(field: Any) -> None:
    field.queryset = known_units()


def _people(field: Any, actor: Actor) -> None:
    field.queryset = colleagues(actor)
