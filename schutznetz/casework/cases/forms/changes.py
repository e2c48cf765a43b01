"""What members write into a case file, one form for each change."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.cases.codes import Asked, Channel, Outcome, Result
from schutznetz.casework.cases.forms.basics import (
    ColleagueField,
    NextDateField,
    a_note,
    offer_choices,
    offer_colleagues,
)
from schutznetz.casework.cases.manners import Manner
from schutznetz.casework.referrals.codes import Known, PhoneContract
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.fields import DayField, LineField, PhoneField
from schutznetz.ground.organisations.actor import Actor

#: What is asked before anything else is said, with the words on screen.
QUESTIONS = {
    "overheard": _("Hört jemand mit, oder könnte jemand anderes abnehmen?"),
    "is_back": _("Ist die beschuldigte Person zurück?"),
    "tracked": _("Gibt es Ortung, geteilte Konten oder Geräte, in die jemand hineinsieht?"),
}


class CaseForm(forms.Form):
    """A change of a file. Knows who acts, how her unit works, and what the file's head says."""

    def __init__(
        self, *args: Any, actor: Actor, manner: Manner, head: Mapping[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.manner, self.head = actor, manner, head
        offer_colleagues(self, actor)
        self.prepare()

    def prepare(self) -> None:
        """Leave out what does not belong to this unit or this file."""

    def contact(self) -> Mapping[str, Any]:
        """How to reach the person, as the file says."""
        known = self.head.get("contact")
        return known if isinstance(known, dict) else {}

    def arguments(self) -> dict[str, Any]:
        """What the action is called with."""
        return dict(self.cleaned_data)


class AttemptForm(CaseForm):
    """An attempt to reach the person, with what was asked first."""

    overheard = forms.ChoiceField(
        label=QUESTIONS["overheard"], choices=Asked.choices, initial=Asked.NOT_ASKED
    )
    is_back = forms.ChoiceField(
        label=QUESTIONS["is_back"],
        choices=Asked.choices,
        initial=Asked.NOT_ASKED,
        help_text=_("Bei „ja“ gelten Nummer und Zeiten nicht mehr, bis sie neu bestätigt sind."),
    )
    tracked = forms.ChoiceField(
        label=QUESTIONS["tracked"],
        choices=Asked.choices,
        initial=Asked.NOT_ASKED,
        help_text=_("Erst Beweise sichern, dann entfernen – und sagen, dass es auffallen wird."),
    )
    channel = forms.ChoiceField(
        label=_("Auf welchem Weg?"),
        choices=Channel.choices,
        widget=forms.RadioSelect,
        initial=Channel.PHONE,
    )
    result = forms.ChoiceField(
        label=_("Was kam dabei heraus?"), choices=Result.choices, widget=forms.RadioSelect
    )
    interpreter = forms.BooleanField(label=_("Es wurde gedolmetscht"), required=False)
    note = a_note()
    next_on = NextDateField()

    def prepare(self) -> None:
        """Only this unit's questions; no voicemail where she has asked for none."""
        for name in QUESTIONS:
            if name not in self.manner.questions:
                del self.fields[name]
        if self.contact().get("no_voicemail"):
            allowed = [each for each in Result.choices if each[0] != Result.VOICEMAIL]
            offer_choices(self, "result", allowed)
            self.fields["result"].help_text = _("Nicht auf die Mailbox sprechen.")

    def arguments(self) -> dict[str, Any]:
        """The answers to the questions go together."""
        given = dict(self.cleaned_data)
        asked = {name: given.pop(name) for name in QUESTIONS if name in given}
        if given.pop("interpreter"):
            asked["interpreter"] = Asked.YES
        return {**given, "asked": asked}


class NoteForm(CaseForm):
    """A short note."""

    note = LineField(
        label=_("Kurze Notiz"),
        max_length=600,
        rows=4,
        help_text=_(
            "Nur was die Arbeit braucht. Notizen können in einem Verfahren verlangt werden."
        ),
    )


class NextDateForm(CaseForm):
    """Moving the next date."""

    next_on = NextDateField()
    note = a_note(_("Warum?"), required=True)


class CloseForm(CaseForm):
    """Closing a file."""

    outcome = forms.ChoiceField(
        label=_("Warum wird die Akte geschlossen?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
    )
    note = a_note()

    def prepare(self) -> None:
        """Only the ways in which this unit's work ends."""
        offer_choices(self, "outcome", [(each.value, each.label) for each in self.manner.outcomes])


class ReopenForm(CaseForm):
    """Opening a file again."""

    next_on = NextDateField()
    note = a_note()


class UnsafeForm(CaseForm):
    """Contact data are not safe any more."""

    note = a_note(_("Was ist geschehen?"), required=True)


class ReturnForm(CaseForm):
    """She has gone back to him."""

    next_on = NextDateField(label=_("Wann schauen Sie wieder hin?"))
    note = a_note(_("Was wissen wir, und von wem?"))


class ContactForm(CaseForm):
    """Contact data as the person has confirmed them."""

    phone = PhoneField(label=_("Telefonnummer"), max_length=40, required=False)
    phone_contract = forms.ChoiceField(
        label=_("Wessen Vertrag ist das?"),
        choices=[("", _("Bitte wählen")), *PhoneContract.choices],
        required=False,
        help_text=_("Wer bezahlt, kann oft mitlesen."),
    )
    who_answers = LineField(label=_("Wer könnte sonst abnehmen?"), required=False)
    reach_when = LineField(label=_("Günstige Zeiten"), required=False)
    no_voicemail = forms.BooleanField(label=_("Nicht auf die Mailbox sprechen"), required=False)
    code_word = LineField(
        label=_("Vereinbartes Wort"),
        max_length=60,
        required=False,
        help_text=_("Woran beide merken, dass die richtige Person spricht."),
    )
    reach_note = LineField(
        label=_("Was sagen wir, wenn jemand anderes abnimmt?"),
        max_length=600,
        rows=2,
        required=False,
    )
    language = LineField(label=_("Sprache"), max_length=60, required=False)
    interpreter = forms.ChoiceField(
        label=_("Dolmetschen nötig?"),
        choices=[("", _("Bitte wählen")), *Known.choices],
        required=False,
    )

    def prepare(self) -> None:
        """Only what this unit needs to reach its own person."""
        for name in [each for each in self.fields if each not in self.manner.contact]:
            del self.fields[name]

    def arguments(self) -> dict[str, Any]:
        """What was answered."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return {"contact": given}


class PersonForm(CaseForm):
    """The name of the file's person, written more correctly."""

    first_name = LineField(label=_("Vorname"), max_length=80, required=False)
    last_name = LineField(label=_("Nachname"), max_length=80)
    birth = DayField(label=_("Geburtsdatum"), required=False)

    def clean_birth(self) -> date | None:
        """Nobody is born tomorrow."""
        born: date | None = self.cleaned_data["birth"]
        if born and born > timezone.localdate(now()):
            raise ValidationError(_("Dieses Datum liegt in der Zukunft. Bitte prüfen Sie es."))
        return born


class AssignForm(CaseForm):
    """Giving a file to a colleague."""

    to = ColleagueField(label=_("An wen?"))
