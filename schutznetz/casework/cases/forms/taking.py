"""Who answers for a file: on taking a report, and when somebody is not there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.cases.access import colleagues
from schutznetz.casework.cases.forms.basics import (
    ColleagueField,
    NextDateField,
    offer_choices,
    offer_colleagues,
)
from schutznetz.casework.cases.known import Known
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member

#: It is nobody known: a file of its own.
OTHER = "other"


class TakeForm(forms.Form):
    """Making a file of a report: is she known, who answers for it, when does somebody try."""

    same_as = forms.ChoiceField(
        label=_("Ist es dieselbe Person?"),
        widget=forms.RadioSelect,
        help_text=_("Das entscheiden Sie. Im Zweifel legen Sie eine eigene Akte an."),
    )
    apart = forms.BooleanField(
        required=False,
        label=_("Wir führen trotzdem hier eine eigene, getrennte Akte."),
        help_text=_("Die beiden Akten werden nicht verbunden."),
    )
    to = ColleagueField(label=_("Wer ist zuständig?"), empty_label=None)
    next_on = NextDateField(label=_("Wann ist der nächste Kontaktversuch?"))

    def __init__(self, *args: Any, actor: Actor, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_colleagues(self, actor)
        choices = [
            (str(each.case.pk), _("Ja – in die Akte %(code)s aufnehmen") % {"code": each.case.code})
            for each in known.candidates
        ]
        other = (OTHER, _("Nein – andere Person, eigene Akte"))
        offer_choices(self, "same_as", [*choices, other])
        if known.candidates:
            self.fields["to"].help_text = _(
                "Bei einer bekannten Akte bleibt, wer dort zuständig ist."
            )
        else:
            del self.fields["same_as"]
        if known.candidates and known.other_party:
            self.fields["apart"].help_text = _(
                "Nur bei einer eigenen Akte. Die beiden Akten werden nicht verbunden."
            )
        if not known.other_party:
            del self.fields["apart"]

    def clean(self) -> dict[str, Any]:
        """Whoever opens a file of its own beside the other party's says that she means it."""
        cleaned = super().clean() or self.cleaned_data
        own = "same_as" not in self.fields or cleaned.get("same_as") == OTHER
        if "apart" in self.fields and own and not cleaned.get("apart"):
            self.add_error("apart", self.fields["apart"].error_messages["required"])
        return cleaned


class AbsentForm(forms.Form):
    """Whose files are to be handed over."""

    absent = ColleagueField(label=_("Wer ist nicht da?"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_colleagues(self, actor)


class HandOverForm(forms.Form):
    """All files of somebody at once, or each to somebody of its own; empty means it stays."""

    everything = ColleagueField(
        label=_("Alle, bei denen unten nichts gewählt ist, an"),
        required=False,
        empty_label=_("niemanden – sie bleiben"),
    )

    def __init__(self, *args: Any, actor: Actor, absent: Member, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = list(cases)
        others = colleagues(actor).exclude(pk=absent.pk)
        for case in self.cases:
            self.fields[f"to_{case.pk}"] = ColleagueField(
                label=_("Akte %(code)s") % {"code": case.code},
                required=False,
                empty_label=_("wie oben"),
            )
        people = list(others)
        for field in self.fields.values():
            if isinstance(field, ColleagueField):
                field.queryset = others
                field.choices = [
                    ("", field.empty_label),
                    *((str(each.pk), field.label_from_instance(each)) for each in people),
                ]

    def chosen(self) -> dict[Any, Member]:
        """Who gets which file."""
        given, rest = self.cleaned_data, self.cleaned_data.get("everything")
        pairs = ((case.pk, given.get(f"to_{case.pk}") or rest) for case in self.cases)
        return {case_id: member for case_id, member in pairs if member}

    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Each file with its field."""
        return [(case, self[f"to_{case.pk}"]) for case in self.cases]

    def clean(self) -> dict[str, Any]:
        """Somebody has to be chosen at all."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            self.add_error("everything", _("Bitte wählen Sie mindestens eine Person."))
        return cleaned
