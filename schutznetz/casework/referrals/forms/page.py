"""A step as a page: empty, filled, or checked with each mistake at its field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.forms.ruled import RuledForm
from schutznetz.casework.referrals.forms.steps import Each, Rows, Step
from schutznetz.casework.referrals.forms.steps_of_incident import ChildrenForm
from schutznetz.casework.referrals.typed import MOST_ROWS, Typed, people, rows_of


@dataclass
class Block:
    """One form on the page, with what stands above it."""

    title: str
    form: RuledForm
    key: str = ""
    may_go: bool = False
    anchor: str = ""
    is_last_row: bool = False


class StepPage:
    """A step as it is shown or checked: `checked` finds mistakes, otherwise it only fills in."""

    def __init__(
        self,
        step: Step,
        typed: Typed,
        *,
        checked: bool,
        begins: Mapping[str, object] | None = None,
    ) -> None:
        self.step, self.typed, self.checked = step, typed, checked
        own = step.part_of(typed)
        self.data: MultiValueDict[str, str] = MultiValueDict(own)
        self.main = (
            self._form(step.main, "", own or not begins, begins or {}) if step.main else None
        )
        self.rows = self._rows(step.rows) if step.rows else None
        self.keyed = [(each, *one) for each in step.each for one in self._each(each)]

    def is_valid(self) -> bool:
        """Whether every form of the page is; asks for what belongs to several of them together."""
        forms_fit = [form.is_valid() for form in self.all_forms()]
        if isinstance(self.main, ChildrenForm) and all(forms_fit):
            self.main.note(rules.children_problems(self.main.cleaned_data, self.answered()))
        return all(form.is_valid() for form in self.all_forms())

    def all_forms(self) -> list[RuledForm]:
        """Every form of the page, in order."""
        own = [self.main] if self.main else []
        rows: list[Any] = list(self.rows.forms) if self.rows is not None else []
        return [*rows, *(form for _each, _key, _name, form in self.keyed), *own]

    def answered(self) -> list[dict[str, Any]]:
        """The cleaned rows in which something was answered."""
        rows: list[Any] = list(self.rows.forms) if self.rows is not None else []
        return [form.cleaned_data for form in rows if form.has_changed() and form.is_valid()]

    def blocks(self) -> list[Block]:
        """What the page shows."""
        blocks = []
        if self.rows is not None and self.step.rows:
            rows: list[Any] = list(self.rows.forms)
            for number, form in enumerate(rows, start=1):
                title = (
                    f"{self.step.rows.title} {number}" if len(rows) > 1 else self.step.rows.title
                )
                may_go = len(rows) > self.step.rows.least
                key = str(form["key"].value() or "")
                last = number == len(rows)
                blocks.append(Block(str(title), form, key, may_go, f"row-{number}", last))
        for each, _key, name, form in self.keyed:
            blocks.append(Block(f"{each.title}: {name}" if name else str(each.title), form))
        nothing_to_ask = self.rows is not None and not self.rows.forms
        if self.main and not (nothing_to_ask and not any(field.value() for field in self.main)):
            blocks.append(Block("", self.main))
        return blocks

    def nobody(self) -> str:
        """What to say where the people are missing about whom this step asks."""
        if self.step.each and not self.keyed:
            return str(self.step.each[0].nobody)
        return ""

    def __iter__(self) -> Iterator[forms.BoundField]:
        """All fields, for the list of mistakes."""
        return (field for form in self.all_forms() for field in form)

    def non_field_errors(self) -> list[str]:
        """Mistakes that belong to the page."""
        found = [str(error) for form in self.all_forms() for error in form.non_field_errors()]
        if self.checked and self.nobody():
            found.append(self.nobody())
        return found

    def _form(
        self, kind: type[RuledForm], prefix: str, known: object, begins: Mapping[str, object]
    ) -> RuledForm:
        if self.checked:
            return kind(data=self.data, prefix=prefix or None)
        initial = initial_of(kind, self.data, prefix) if known else dict(begins)
        return kind(initial=initial, prefix=prefix or None)

    def _rows(self, rows: Rows) -> "BaseFormSet[Any]":
        kind = formset_factory(
            rows.form,
            extra=0,
            min_num=rows.least,
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
            validate_max=True,
        )
        typed = rows_of(self.typed, rows.prefix)
        if self.checked:
            data = self.data.copy()
            data.setlist(f"{rows.prefix}-TOTAL_FORMS", [str(max(len(typed), rows.least))])
            data.setlist(f"{rows.prefix}-INITIAL_FORMS", ["0"])
            return kind(data=data, prefix=rows.prefix)
        fresh = f"{rows.prefix}-TOTAL_FORMS" not in self.typed
        initial: list[dict[str, Any]] = [
            initial_of(rows.form, MultiValueDict(row), "") for row in typed
        ]
        initial += [{}] * (rows.ready if fresh else max(0, rows.least - len(typed)))
        return kind(initial=initial, prefix=rows.prefix)

    def _each(self, each: Each) -> Iterator[tuple[str, str, RuledForm]]:
        listed = people(self.typed, each.people)
        for number, (key, name) in enumerate(listed, start=1):
            prefix = f"{each.prefix}-{key}"
            known = any(other.startswith(f"{prefix}-") for other in self.data)
            shown = name or (_("Person %(number)s") % {"number": number})
            yield key, shown, self._form(each.form, prefix, known, each.begins)


def initial_of(
    kind: type[forms.Form], data: MultiValueDict[str, str], prefix: str
) -> dict[str, Any]:
    """What was typed, as the values with which a form is filled."""
    initial: dict[str, Any] = {}
    for name, each in kind.base_fields.items():
        full = f"{prefix}-{name}" if prefix else name
        values = data.getlist(full)
        if isinstance(each.widget, forms.CheckboxSelectMultiple):
            initial[name] = values
        elif isinstance(each.widget, forms.CheckboxInput):
            initial[name] = bool(values)
        else:
            initial[name] = values[-1] if values else ""
    return initial
