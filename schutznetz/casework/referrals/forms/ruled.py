"""How the forms of the steps are made: short fields, rules behind them, words for each mistake."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.referrals.rules import Moment, Problem, Values
from schutznetz.ground.base.clock import now

WORDS: Mapping[str, str | Promise] = {
    "in_future": _("Das liegt in der Zukunft. Bitte prüfen Sie es."),
    "too_long_ago": _("Dieses Jahr kann nicht stimmen. Bitte prüfen Sie es."),
    "postcode": _("Diese Postleitzahl gibt es nicht. Sie hat fünf Ziffern, etwa 04999."),
    "earlier_count_missing": _("Bitte geben Sie an, wie viele es waren, notfalls geschätzt."),
    "earlier_last_missing": _("Bitte geben Sie an, wann es zuletzt war, notfalls geschätzt."),
    "not_earlier": _("Der frühere Einsatz liegt nach diesem. Bitte prüfen Sie beide Tage."),
    "name_missing": _("Bitte geben Sie einen Vor- oder Nachnamen an."),
    "child_answer": _("Bitte wählen Sie etwas aus. „Nicht bekannt“ ist auch eine Antwort."),
    "children_notice": _("Bitte entscheiden Sie, ob das Jugendamt davon erfahren soll."),
    "children_why": _("Bitte schreiben Sie in einem Satz, was das Jugendamt wissen muss."),
    "begin_missing": _("Bitte geben Sie auch an, ab wann die Wohnungsverweisung gilt."),
    "ends_before_it_begins": _(
        "Die Wohnungsverweisung endet, bevor sie beginnt. Bitte prüfen Sie beides."
    ),
    "consent_answer": _("Diese Angabe gehört zur Einwilligung. Bitte ergänzen Sie sie."),
    "accused_missing": _("Ohne diese Angabe kann die Täterberatung nicht anrufen."),
    "conflict_where": _("Bitte wählen Sie aus, wo."),
    "conflict_units": _("Bitte wählen Sie die Stelle aus, damit die Meldung an ihr vorbeigeht."),
    "unreachable": _(
        "Bitte nennen Sie einen sicheren Weg: eine Telefonnummer oder wann und wie die Person zu erreichen ist."
    ),
    "handover": _("Dringend geht nur mit Anruf. Bitte sagen Sie, was daraus geworden ist."),
    "handover_to": _("Mit wem haben Sie gesprochen?"),
    "handover_at": _("Wann haben Sie angerufen?"),
}
#: Title and names of fields that stand together; folded where most reports need none of them.
Group = tuple[str | Promise, tuple[str, ...], bool]
Rule = Callable[[Values, Moment], list[Problem]]


def choice(choices: Any, label: Any, *, radio: bool = False, **kwargs: Any) -> forms.ChoiceField:
    """One of several coded answers, as a list or as buttons."""
    listed = list(choices.choices)
    if radio:
        return forms.ChoiceField(choices=listed, widget=forms.RadioSelect, label=label, **kwargs)
    return forms.ChoiceField(choices=[("", _("Bitte wählen")), *listed], label=label, **kwargs)


def several(choices: Any, label: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    """Any number of coded answers."""
    listed = list(getattr(choices, "choices", choices))
    return forms.MultipleChoiceField(
        choices=listed, widget=forms.CheckboxSelectMultiple, label=label, **kwargs
    )


def needed_if[F: forms.Field](field: F, hint: Any = "") -> F:
    """A field that a rule asks for after some answers: not marked as voluntary; the hint says when."""
    vars(field)["needed_if"] = True
    field.help_text = field.help_text or hint
    return field


def moment_field(label: Any, **kwargs: Any) -> forms.DateTimeField:
    """A day with a time, by the browser's own picker."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **kwargs)


def this_moment() -> Moment:
    """The moment for the rules, by the one clock."""
    instant = now()
    return Moment(timezone.localdate(instant), instant)


def plain(value: object) -> object:
    """A cleaned value as JSON keeps it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value


class RuledForm(forms.Form):
    """A form whose contradictions a pure rule finds."""

    rule: ClassVar[Rule | None] = None
    groups: ClassVar[tuple[Group, ...]] = ()

    def clean(self) -> dict[str, Any]:
        """Ask the rule what does not fit together and put each word at its field."""
        cleaned = super().clean() or self.cleaned_data
        rule = type(self).rule
        if rule is not None:
            self.note(rule(cleaned, this_moment()))
        return cleaned

    def note(self, problems: list[Problem]) -> None:
        """Put each mistake at its field, unless that one has been named already."""
        for problem in problems:
            if problem.field not in self.errors:
                self.add_error(
                    problem.field, ValidationError(str(WORDS[problem.code]), problem.code)
                )

    def sections(self) -> list[dict[str, Any]]:
        """The fields in their groups; a folded group opens itself where something stands in it."""
        return [
            {
                "title": title,
                "fields": (fields := [self[name] for name in names]),
                "folded": folded,
                "open": folded and any(field.value() or field.errors for field in fields),
            }
            for title, names, folded in self.groups
        ]


class KeyField(forms.CharField):
    """The number by which the other steps know a person; never counts as an answer."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=12)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """An empty row stays empty although it has its number."""
        return False


class RowForm(RuledForm):
    """One of several people or children."""

    key = KeyField()
