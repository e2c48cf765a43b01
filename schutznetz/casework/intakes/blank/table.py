"""The fields of the blank, taken from the forms of the screen: when these change, it changes with them."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from django import forms
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from schutznetz.casework.referrals.forms import STEPS, Step
from schutznetz.casework.referrals.rules import SCHEMA

#: How many people and children have room on paper, and the numbers by which the steps know them.
ROOM: Final = {"affected": 1, "accused": 1, "child": 4}
KEYS: Final = {"affected": ("1",), "accused": ("2",), "child": ("11", "12", "13", "14")}
VERSION_FIELD: Final = "schutznetz_form"
STATION_FIELD: Final = "station_name"
#: Stands in the foot of every page, so that an eingeebnetes form is told from a strange one.
MARK: Final = "Schutznetz-Formular"
#: Between a question with several answers and one of them.
OF: Final = "__"
#: The answer of a list in which nothing has been chosen.
NOTHING: Final = "-"
UNCHOSEN: Final = "bitte wählen"


@dataclass(frozen=True)
class BlankField:
    """One question on paper. `kind`: line, lines, day, clock, moment, number, one, several, yes."""

    name: str
    label: str
    kind: str
    options: tuple[tuple[str, str], ...] = ()
    longest: int = 200
    checked: bool = False


@dataclass(frozen=True)
class Section:
    """Questions under one title. `sheet` stands on a paper of its own, not for the police file."""

    title: str
    fields: tuple[BlankField, ...]
    sheet: bool = False


@cache
def sections() -> tuple[Section, ...]:
    """The whole blank in German, the separate sheet last."""
    with override("de"):
        found = [section for step in STEPS for section in _of_step(step)]
        station = BlankField(STATION_FIELD, str(_("Revier")), "line", longest=120)
        first = found[0]
        found[0] = Section(first.title, (station, *first.fields))
    return tuple(sorted(found, key=lambda section: section.sheet))


@cache
def version() -> str:
    """Schema and fingerprint of all names, kinds and answers: another form is another version."""
    said = [(f.name, f.kind, [code for code, _ in f.options]) for f in all_fields()]
    return f"{SCHEMA}.{zlib.crc32(repr(said).encode()):08x}"


def all_fields() -> list[BlankField]:
    """Every field, section by section."""
    return [each for section in sections() for each in section.fields]


def _of_step(step: Step) -> Iterator[Section]:
    if step.rows:
        for number in range(ROOM[step.rows.prefix]):
            title = str(step.rows.title)
            if ROOM[step.rows.prefix] > 1:
                title = f"{title} {number + 1}"
            yield Section(title, _fields(step.rows.form, f"{step.rows.prefix}-{number}-"))
    for each in step.each:
        prefix = f"{each.prefix}-{KEYS[each.people][0]}-"
        title = f"{step.label}: {each.title}"
        yield Section(title, _fields(each.form, prefix), sheet=step.slug == "reaching")
    if step.main:
        yield Section(str(step.label), _fields(step.main, ""))


def _fields(form: type[forms.Form], prefix: str) -> tuple[BlankField, ...]:
    return tuple(
        BlankField(
            name=prefix + name,
            label=str(field.label),
            kind=_kind(field),
            options=_options(field),
            longest=getattr(field, "max_length", None) or 200,
            checked=bool(field.initial) and isinstance(field, forms.BooleanField),
        )
        for name, field in form.base_fields.items()
        if name != "key" and not _lives(field)
    )


def _lives(field: forms.Field) -> bool:
    """Whether its answers come from the network of the day: paper outlives them, a person asks."""
    return isinstance(getattr(field, "choices", None), CallableChoiceIterator)


def _kind(field: forms.Field) -> str:
    kinds: tuple[tuple[type[forms.Field], str], ...] = (
        (forms.MultipleChoiceField, "several"),
        (forms.ChoiceField, "one"),
        (forms.BooleanField, "yes"),
        (forms.DateTimeField, "moment"),
        (forms.DateField, "day"),
        (forms.TimeField, "clock"),
        (forms.IntegerField, "number"),
    )
    named = next((kind for cls, kind in kinds if isinstance(field, cls)), "line")
    return "lines" if named == "line" and isinstance(field.widget, forms.Textarea) else named


def _options(field: forms.Field) -> tuple[tuple[str, str], ...]:
    if not isinstance(field, forms.ChoiceField):
        return ()
    listed: list[tuple[object, object]] = list(field.choices)  # type: ignore[arg-type]  # choices may be lazy
    return tuple((str(code), str(words)) for code, words in listed if code)
