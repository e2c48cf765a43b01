"""The whole report, put together from its steps and checked."""

from collections.abc import Mapping
from typing import Any

from schutznetz.casework.referrals.forms.page import StepPage
from schutznetz.casework.referrals.forms.ruled import plain
from schutznetz.casework.referrals.forms.steps import STEPS
from schutznetz.casework.referrals.rules import reaching_problems
from schutznetz.casework.referrals.typed import Typed, lists_of


class Report:
    """What a draft holds, read as a report. Nothing of it is written."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.pages = {step.slug: StepPage(step, typed, checked=True) for step in STEPS}
        self._checked: bool | None = None

    def is_valid(self) -> bool:
        """Whether every step is complete and nothing contradicts anything else."""
        if self._checked is None:
            fits = [page.is_valid() for page in self.pages.values()]
            self._checked = all(fits) and self._ways_are_known()
        return self._checked

    def first_open(self) -> StepPage | None:
        """The first step on which something is missing or does not fit."""
        if self.is_valid():
            return None
        return next(page for page in self.pages.values() if not page.is_valid())

    @property
    def errors(self) -> dict[str, list[str]]:
        """Every mistake by its field."""
        return {
            field.html_name: [str(error) for error in field.errors]
            for page in self.pages.values()
            for field in page
            if field.errors
        }

    def is_urgent(self) -> bool:
        """Whether the officer asks that somebody acts today."""
        return bool(self._main("operation")["urgent"] == "urgent")

    def weekday(self) -> int:
        """On which day of the week it happened, 0 for Monday."""
        day = self._main("operation")["happened_on"]
        return int(day.weekday())

    def coded(self) -> dict[str, object]:
        """The checked report with plain values that go under the seal.

        `affected` and `accused` are lists of people, each with what was said by and about her;
        `children` is a list of rows; everything else stands once.
        """
        once: dict[str, Any] = {}
        for step in ("operation", "children", "danger", "consent"):
            once |= self._main(step)
        once.pop("urgent")
        report = {name: plain(value) for name, value in once.items()}
        report["affected"] = self.people("affected")
        report["accused"] = self.people("accused")
        report["children"] = [
            {name.removeprefix("child_"): plain(row[name]) for name in row if name != "key"}
            for row in self.pages["children"].answered()
        ]
        return report

    def people(self, side: str) -> list[dict[str, object]]:
        """The affected or the accused people, each with what was said by and about her."""
        listed = []
        for row in self.pages[side].answered():
            person = {name: plain(value) for name, value in row.items() if name != "key"}
            for step in ("reaching", "consent"):
                person |= self._said(step, side, row["key"])
            listed.append(person)
        return listed

    def _main(self, step: str) -> dict[str, Any]:
        form = self.pages[step].main
        return dict(form.cleaned_data) if form else {}

    def _said(self, step: str, prefix: str, key: str) -> dict[str, object]:
        found: dict[str, object] = {}
        for each, whose, _name, form in self.pages[step].keyed:
            if each.people == prefix and whose == key:
                found |= {name: plain(value) for name, value in form.cleaned_data.items()}
        return found

    def _ways_are_known(self) -> bool:
        answers = {
            key: form.cleaned_data.get("consent")
            for each, key, _name, form in self.pages["consent"].keyed
            if each.prefix == "consent"
        }
        for _each, key, _name, form in self.pages["reaching"].keyed:
            form.note(reaching_problems(form.cleaned_data, answers.get(key)))
        return self.pages["reaching"].is_valid()


def from_draft(typed: Mapping[str, object]) -> Report:
    """The report that a draft holds."""
    return Report(lists_of(typed))
