"""Kinds of transmission. The room that owns a kind's content registers it here.

In the database the kind is sealed; this registry only says how an opened one is shown.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.forms import Field
from django.utils.functional import Promise

from schutznetz.casework.exchange.rules import Concerned


@dataclass(frozen=True)
class Row:
    """One labelled value of an opened transmission."""

    label: str
    value: str


@dataclass(frozen=True)
class Part:
    """A titled group of rows."""

    title: str
    rows: tuple[Row, ...]


def nothing_counted(body: Mapping[str, object]) -> dict[str, object]:
    """No codes: for kinds of which only the number is counted."""
    return {}


def nobody_concerned(body: Mapping[str, object]) -> Concerned:
    """For kinds that say nothing about a person by name."""
    return Concerned()


@dataclass(frozen=True)
class Kind:
    """A kind of transmission: its code, its name on screen, and how its content reads.

    `parts` shows an opened content, `labels` names a list of fields without their values.
    `counted` picks the codes that may become a figure; no text, no exact date, no id. `concerned`
    names everybody in it, so that nobody reads about himself.
    `inputs` gives a form field for each answer that a supplement may add or change.
    """

    code: str
    name: str | Promise
    parts: Callable[[Mapping[str, object]], list[Part]]
    labels: Callable[[Iterable[str]], list[str]]
    counted: Callable[[Mapping[str, object]], dict[str, object]] = nothing_counted
    concerned: Callable[[Mapping[str, object]], Concerned] = nobody_concerned
    #: Every field it can have; a basis of the network may name no other.
    fields: tuple[str, ...] = ()
    inputs: Callable[[], Mapping[str, Field]] = dict


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called by a room's AppConfig.ready; two rooms for one code are a mistake."""
    if _KINDS.setdefault(kind.code, kind) is not kind:
        raise ValueError(f"two rooms own the kind {kind.code}")


def kind_for(code: str) -> Kind:
    """The kind behind a code; raises KeyError for one that no room owns."""
    return _KINDS[code]


def find_kind(code: str) -> Kind | None:
    """The kind behind a code, or None: a list must survive a kind that no room owns any more."""
    return _KINDS.get(code)


def all_kinds() -> list[Kind]:
    """Every kind there is, by name."""
    return sorted(_KINDS.values(), key=lambda kind: str(kind.name))


def concerned_in(body: Mapping[str, object]) -> Concerned:
    """Whom an opened content is about; nobody by name if no room owns its kind."""
    kind = _KINDS.get(str(body.get("kind", "")))
    return kind.concerned(body) if kind else Concerned()


def counted_of(body: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Kind and countable codes of an opened content; a kind that no room owns counts as a number."""
    code = str(body.get("kind", ""))
    kind = _KINDS.get(code)
    return code, kind.counted(body) if kind else {}


def field_lists() -> dict[str, tuple[str, ...]]:
    """Every kind with the fields it can have."""
    return {code: kind.fields for code, kind in _KINDS.items()}
