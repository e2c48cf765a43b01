"""What follows on a transmission, as far as one side can open it.

The relation is sealed twice: in the header for the recipient, in the stub for the sender.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schutznetz.casework.exchange.access import following, sent_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Relation
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import make_tag, open_file, open_files
from schutznetz.ground.vault.file import OpenFile
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable


@dataclass(frozen=True)
class Link:
    """One later transmission: what it is to the first, and whether this unit sent it.

    An empty relation means that it did not open.
    """

    transmission: Transmission
    relation: str
    mine: bool


def links_of(*, by: Actor, first: Transmission) -> list[Link]:
    """Everything that follows on `first`, oldest first; opens one line of each."""
    found = list(following(by, first))
    return _opened(by, found)


def consent_was_withdrawn(*, by: Actor, first: Transmission) -> bool:
    """Whether either side has noted it. What does not open counts as a withdrawal: the safe side."""
    return any(
        each.relation in ("", Relation.CONSENT_WITHDRAWN) for each in links_of(by=by, first=first)
    )


def offers_of(*, by: Actor, subject: str) -> list[Transmission]:
    """What the actor's unit has offered of this ("case:…"), newest first; not what it took back."""
    tag = make_tag(by=by, purpose="offer", content=subject.encode())
    return list(sent_by(by).filter(offer_tag=tag, recalled_at=None))


def basis_of(*, by: Actor, transmission: Transmission) -> str:
    """On which basis the actor's unit was given something; raises KeyMissing for others."""
    if transmission.file_id is None:
        raise KeyMissing
    file = open_file(by=by, file_id=transmission.file_id, purpose="chain")
    account = file.open(transmission, "sealed_header").get("account")
    return str(account.get("basis", "")) if isinstance(account, dict) else ""


def _opened(by: Actor, found: Sequence[Transmission]) -> list[Link]:
    ours = {each.pk: each.from_unit_id == by.unit_id for each in found}
    wanted = {each.pk: each.stub_file_id if ours[each.pk] else each.file_id for each in found}
    files = open_files(by=by, file_ids=[each for each in wanted.values() if each], purpose="chain")
    links = []
    for each in found:
        field = "sealed_stub" if ours[each.pk] else "sealed_header"
        file_id = wanted[each.pk]
        if file_id is None:  # recalled by the other side; nothing of it is left
            continue
        links.append(Link(each, _relation(files.get(file_id), each, field), ours[each.pk]))
    return links


def _relation(file: OpenFile | None, transmission: Transmission, field: str) -> str:
    try:
        content = file.open(transmission, field) if file else {}
    except Unopenable:
        return ""
    return str(content.get("relation", ""))
