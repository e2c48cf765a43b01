"""What is added, corrected, taken back or withdrawn later."""

import copy
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.exchange.forms.token import TokenField
from schutznetz.casework.exchange.kinds import Kind
from schutznetz.casework.exchange.words import LEARNED
from schutznetz.ground.base.fields import LineField

RELATIONS = (
    ("supplement", _("Etwas ist dazugekommen oder hat sich geändert")),
    ("correction", _("Etwas war falsch")),
)


class ChooseForm(forms.Form):
    """Which answers change. Asked first, so that the next page shows only these."""

    relation = forms.ChoiceField(
        label=_("Was ist anders?"), choices=RELATIONS, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (title, names) in enumerate(_by_section(kind).items()):
            self.fields[f"names_{number}"] = forms.MultipleChoiceField(
                label=title, choices=names, required=False, widget=forms.CheckboxSelectMultiple
            )

    def names(self) -> list[str]:
        """The chosen fields of all sections."""
        groups = [value for name, value in self.cleaned_data.items() if name.startswith("names_")]
        return [name for group in groups for name in group]


class ValuesForm(forms.Form):
    """The new values of the chosen answers, and what happened in a sentence."""

    token = TokenField()
    sentence = LineField(
        label=_("Was ist geschehen?"),
        max_length=2000,
        rows=3,
        help_text=_(
            "Ein, zwei Sätze. Die empfangende Stelle sieht daneben, was vorher dort stand."
        ),
    )
    urgent = forms.BooleanField(
        label=_("Dringend – das muss heute noch jemand lesen"), required=False
    )

    def __init__(
        self, *args: Any, kind: Kind, names: Sequence[str], sent: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = list(names)
        inputs = kind.inputs()
        for name in self.names:
            self.fields[f"new_{name}"] = _optional(inputs[name])
            for label in kind.labels([name])[:1]:
                self.fields[f"new_{name}"].label = label.rpartition(": ")[2]
            if name in sent:
                self.fields[f"void_{name}"] = forms.BooleanField(
                    label=_("Diese Angabe gilt nicht mehr, eine neue gibt es nicht"),
                    required=False,
                )

    def clean(self) -> dict[str, Any]:
        """Each chosen answer has a new value or is void, not both and not neither."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.names:
            given = cleaned.get(f"new_{name}") not in (None, "", [], False)
            void = bool(cleaned.get(f"void_{name}"))
            if given and void:
                self.add_error(f"new_{name}", _("Entweder eine neue Angabe, oder sie gilt nicht."))
            elif not given and not void and f"new_{name}" not in self.errors:
                self.add_error(f"new_{name}", _("Bitte geben Sie an, was jetzt gilt."))
        return cleaned

    def given(self) -> dict[str, object]:
        """The new values as they go under the seal."""
        return {
            name: plain(self.cleaned_data[f"new_{name}"])
            for name in self.names
            if not self.cleaned_data.get(f"void_{name}")
        }

    def void(self) -> list[str]:
        """What is true no longer."""
        return [name for name in self.names if self.cleaned_data.get(f"void_{name}")]


class RecallForm(forms.Form):
    """Why something is taken back."""

    why = LineField(
        label=_("Was ist passiert?"),
        max_length=1000,
        rows=3,
        help_text=_("Nur für Ihre Stelle: Es kommt in den Nachweis über die Datenpanne."),
    )


class WithdrawForm(forms.Form):
    """How a withdrawal became known."""

    learned = forms.ChoiceField(
        label=_("Wie haben Sie davon erfahren?"),
        choices=list(LEARNED.items()),
        widget=forms.RadioSelect,
    )
    note = LineField(
        label=_("Notiz für Ihre Stelle"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("Zum Beispiel, ob jemand danebenstand. Geht an niemanden sonst."),
    )


def plain(value: object) -> object:
    """A cleaned value as JSON keeps it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value.strftime("%H:%M") if isinstance(value, time) else value


def _optional(field: forms.Field) -> forms.Field:
    """A field of the kind's own form, empty and without its duty; what is missing is said above."""
    mine = copy.deepcopy(field)
    mine.required = mine.widget.is_required = False
    mine.initial = None
    return mine


def _by_section(kind: Kind) -> Mapping[str, list[tuple[str, str]]]:
    """The answers under the titles by which the kind names them: "Kinder: 0 bis 3 Jahre"."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for name in kind.inputs():
        for label in kind.labels([name])[:1]:
            title, _colon, short = label.rpartition(": ")
            sections.setdefault(title or str(_("Angaben")), []).append((name, short))
    return sections
