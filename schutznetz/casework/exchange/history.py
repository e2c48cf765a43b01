"""What changed: each follow-up beside what stood there before, for whoever can open both."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.chain import links_of
from schutznetz.casework.exchange.kinds import kind_for
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import CARRYING
from schutznetz.casework.exchange.rules.changing import after, changes
from schutznetz.casework.exchange.words import relation_in_words
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.sealed import Unopenable

Body = Mapping[str, object]


@dataclass(frozen=True)
class ChangedRow:
    """One answer before and after, in words; empty where there is none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Later:
    """One follow-up as the page shows it; `damaged` if it does not open, so that it is not missed."""

    transmission: Transmission
    relation: str
    words: str
    sentence: str = ""
    rows: list[ChangedRow] = field(default_factory=list)
    damaged: bool = False
    mine: bool = False


def history_of(*, by: Actor, first: Transmission, body: Body) -> list[Later]:
    """What came after a received transmission, oldest first, with what each one changed."""
    fields, told = _fields(body), []
    for link in links_of(by=by, first=first):
        later = Later(
            link.transmission,
            link.relation,
            relation_in_words(link.relation),
            damaged=not link.relation,
            mine=link.mine,
        )
        if link.relation in CARRYING and not link.mine:
            later, fields = _opened(by, later, body, fields)
        told.append(later)
    return told


def fields_now(*, by: Actor, first: Transmission, body: Body) -> dict[str, object]:
    """The fields of a received transmission with everything that was added or voided since."""
    fields = _fields(body)
    for link in links_of(by=by, first=first):
        if link.relation in CARRYING and not link.mine:
            fields = after(fields, read_transmission(by=by, transmission=link.transmission))
    return fields


def _opened(
    by: Actor, later: Later, body: Body, fields: dict[str, object]
) -> tuple[Later, dict[str, object]]:
    try:
        said = read_transmission(by=by, transmission=later.transmission)
    except Unopenable:
        return Later(later.transmission, "", relation_in_words(""), damaged=True), fields
    rows = [
        ChangedRow(
            label_of(body, each.name),
            value_of(body, each.name, each.old),
            value_of(body, each.name, each.new),
        )
        for each in changes(fields, said)
    ]
    opened = Later(
        later.transmission, later.relation, later.words, str(said.get("sentence", "")), rows
    )
    return opened, after(fields, said)


def label_of(body: Body, name: str) -> str:
    """What one field of this kind of content is called."""
    labels = kind_for(str(body["kind"])).labels([name])
    return labels[0] if labels else name


def value_of(body: Body, name: str, value: object) -> str:
    """One value in the words of its kind; empty for no answer."""
    if value in (None, "", []):
        return ""
    parts = kind_for(str(body["kind"])).parts({**body, "fields": {name: value}})
    return "\n".join(row.value for part in parts for row in part.rows)


def _fields(body: Body) -> dict[str, object]:
    fields = body.get("fields")
    return dict(fields) if isinstance(fields, dict) else {}
