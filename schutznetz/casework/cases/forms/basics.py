"""Fields that several forms of a case file share."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.cases import rules
from schutznetz.casework.cases.access import colleagues
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.fields import DayField, LineField
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member

WORDS = {
    "in_past": _("Dieser Tag ist schon vorbei. Bitte wählen Sie heute oder einen späteren Tag."),
    "too_far": _("Das ist mehr als ein Jahr entfernt. Bitte prüfen Sie das Datum."),
}


def a_note(label: Any = "", *, required: bool = False) -> LineField:
    """A few lines of text."""
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


class ColleagueField(forms.ModelChoiceField):
    """Somebody of the own unit; who that is, the form says."""

    def __init__(self, **kwargs: Any) -> None:
        given = {"empty_label": _("Bitte wählen"), **kwargs}
        super().__init__(queryset=Member.objects.none(), **given)

    def label_from_instance(self, obj: Member) -> str:
        """Name and function."""
        return f"{obj.account.name}, {obj.function}"


def offer_choices(form: forms.Form, name: str, choices: Any) -> None:
    """Let a field of this form offer exactly these choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def offer_colleagues(form: forms.Form, actor: Actor, file_id: UUID | None = None) -> None:
    """Let every field for a person offer the people of the unit, or those named for a file."""
    for field in form.fields.values():
        if isinstance(field, ColleagueField):
            field.queryset = colleagues(actor, file_id)
