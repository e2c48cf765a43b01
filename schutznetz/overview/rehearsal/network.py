"""The network's file: read without ever building objects from it, checked, mistakes named."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from schutznetz.casework.exchange.kinds import field_lists
from schutznetz.casework.exchange.terms import Terms, read_bases
from schutznetz.casework.referrals.codes import Offence
from schutznetz.casework.referrals.parts import BY_CODE
from schutznetz.casework.referrals.routes_file import Known, Named, NamedRule, read_routes
from schutznetz.overview.rehearsal.people import UNITS

FILE = Path(__file__).parent / "network.yaml"


class FileFaults(Exception):
    """The file cannot be used; `mistakes` names each with its place."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True)
class Agreements:
    """What the network has agreed."""

    bases: list[Terms]
    routes: list[Named]
    rules: list[NamedRule]


def read_network(text: str) -> Agreements:
    """The agreements in a file's text; raises FileFaults with every mistake in it."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise FileFaults([f"file: {fault}"]) from None
    table: Mapping[str, object] = data if isinstance(data, dict) else {}
    bases, mistakes = read_bases(table.get("bases"), kinds=field_lists())
    known = Known(tuple(BY_CODE), {unit.key for unit in UNITS}, set(Offence.values))
    routes, rules, more = read_routes(table.get("routing"), known)
    others = [
        f"{name}: nobody knows this name" for name in table if name not in ("bases", "routing")
    ]
    if mistakes or more or others:
        raise FileFaults([*mistakes, *more, *others])
    return Agreements(bases, routes, rules)
