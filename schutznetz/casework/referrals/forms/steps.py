"""The steps of a report, in the order of the night, and each as one page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from schutznetz.casework.referrals.forms.ruled import RowForm, RuledForm
from schutznetz.casework.referrals.forms.steps_of_incident import (
    ChildrenForm,
    ConflictForm,
    DangerForm,
    OperationForm,
)
from schutznetz.casework.referrals.forms.steps_of_people import (
    AccusedForm,
    AffectedForm,
    ChildForm,
    ConsentForm,
    OwnConsentForm,
    SheetForm,
)
from schutznetz.casework.referrals.typed import (
    COUNTED,
    Typed,
)

Words = str | Promise


@dataclass(frozen=True)
class Rows:
    """People or children that repeat."""

    form: type[RowForm]
    prefix: str
    title: Words
    more: Words
    least: int = 0
    #: Empty rows that stand ready on a fresh page.
    ready: int = 0


@dataclass(frozen=True)
class Each:
    """A form of its own for everybody who was entered in another step."""

    form: type[RuledForm]
    prefix: str
    people: str
    title: Words
    nobody: Words
    note: Words = ""
    begins: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    slug: str
    label: Words
    question: Words
    main: type[RuledForm] | None = None
    rows: Rows | None = None
    each: tuple[Each, ...] = ()
    advice: Words = ""

    def owns(self, name: str) -> bool:
        """Whether a field belongs to this step."""
        found = COUNTED.fullmatch(name)
        prefix = found.group(1) if found else name.removesuffix("-TOTAL_FORMS")
        own = {each.prefix for each in self.each} | ({self.rows.prefix} if self.rows else set())
        if found or prefix != name:
            return prefix in own
        return self.main is not None and name in self.main.base_fields

    def part_of(self, typed: Typed) -> Typed:
        """What of everything typed belongs to this step."""
        return {name: values for name, values in typed.items() if self.owns(name)}


STEPS: Final = (
    Step(
        "operation",
        gettext_lazy("Einsatz"),
        gettext_lazy("Was ist geschehen?"),
        main=OperationForm,
    ),
    Step(
        "affected",
        gettext_lazy("Betroffene"),
        gettext_lazy("Wer ist betroffen?"),
        rows=Rows(
            AffectedForm,
            "affected",
            gettext_lazy("Betroffene Person"),
            gettext_lazy("Weitere betroffene Person"),
            least=1,
            ready=1,
        ),
    ),
    Step(
        "reaching",
        gettext_lazy("Sicher erreichen"),
        gettext_lazy("Wie ist die Person sicher zu erreichen?"),
        each=(
            Each(
                SheetForm,
                "sheet",
                "affected",
                gettext_lazy("Eigenes Blatt"),
                gettext_lazy("Bitte geben Sie zuerst an, wer betroffen ist."),
            ),
        ),
        advice=gettext_lazy(
            "Das geht nur an die Beratungsstelle: auf ein eigenes Blatt, nie auf Ihren Ausdruck."
        ),
    ),
    Step(
        "accused",
        gettext_lazy("Beschuldigte"),
        gettext_lazy("Wer wird beschuldigt?"),
        rows=Rows(
            AccusedForm,
            "accused",
            gettext_lazy("Beschuldigte Person"),
            gettext_lazy("Weitere beschuldigte Person"),
            ready=1,
        ),
        advice=gettext_lazy("Nicht bekannt? Dann einfach weiter."),
    ),
    Step(
        "children",
        gettext_lazy("Kinder"),
        gettext_lazy("Sind Kinder betroffen?"),
        main=ChildrenForm,
        rows=Rows(ChildForm, "child", gettext_lazy("Kind"), gettext_lazy("Kind hinzufügen")),
        advice=gettext_lazy("Kein Kind? Dann einfach weiter."),
    ),
    Step(
        "danger",
        gettext_lazy("Gefahr und Maßnahmen"),
        gettext_lazy("Wie gefährlich ist es, und was ist angeordnet?"),
        main=DangerForm,
    ),
    Step(
        "consent",
        gettext_lazy("Einwilligung"),
        gettext_lazy("Wer ist womit einverstanden?"),
        main=ConflictForm,
        each=(
            Each(
                ConsentForm,
                "consent",
                "affected",
                gettext_lazy("Betroffene Person"),
                gettext_lazy("Bitte geben Sie zuerst an, wer betroffen ist."),
                begins={"consent_by": "self", "consent_language": gettext_lazy("Deutsch")},
            ),
            Each(OwnConsentForm, "own", "accused", gettext_lazy("Beschuldigte Person"), ""),
        ),
    ),
)
BY_SLUG: Final = {step.slug: step for step in STEPS}


def next_of(step: Step) -> Step | None:
    """The step that follows."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def number_of(step: Step) -> int:
    """Which step it is, counted from 1."""
    return STEPS.index(step) + 1
