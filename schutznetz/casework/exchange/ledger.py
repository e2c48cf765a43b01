"""The ledger of a unit: every disclosure with who, to whom, what, why, on which basis, until when.

Promise 4. What a unit gave is read from its own part of a transmission (the stub); what it received,
from the line the sender sealed to it (the header). The content itself is not opened for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from schutznetz.casework.exchange.access import followers_of
from schutznetz.casework.exchange.kinds import Kind, find_kind
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Relation, is_over
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_files
from schutznetz.ground.vault.file import OpenFile
from schutznetz.ground.vault.sealed import Unopenable

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Later:
    """What came after a disclosure and changed it."""

    relation: str
    at: datetime
    code: str


@dataclass(frozen=True)
class Disclosure:
    """One line: complete, or marked as damaged; a disclosure never disappears from the list.

    `given` tells the direction: by this unit, or to it. Codes are codes; `sentences` has the words.
    """

    transmission: Transmission
    given: bool
    damaged: bool = False
    kind: Kind | None = None
    reference: str = ""
    basis: str = ""
    consent: Content = field(default_factory=dict)
    purpose: str = ""
    until: date | None = None
    fields: tuple[str, ...] = ()
    relation: str = ""
    #: What was offered to another centre, for the sender alone: "case:…", "transmission:…".
    subject: str = ""
    later: tuple[Later, ...] = ()

    def is_over(self, today: date) -> bool:
        """Whether it has come to its end: by its date, by recall, withdrawal or deletion."""
        sent = self.transmission
        gone = sent.recalled_at is not None or sent.shredded_at is not None
        return gone or self.is_withdrawn() or is_over(self.until, today)

    def is_withdrawn(self) -> bool:
        """Whether the consent it rests on was withdrawn."""
        return any(each.relation == Relation.CONSENT_WITHDRAWN for each in self.later)


def disclosures(*, by: Actor, transmissions: Iterable[Transmission]) -> list[Disclosure]:
    """Open the accounts of these transmissions and of what followed them, all at once."""
    page = list(transmissions)
    followers = list(followers_of(by, page))
    accounts = _accounts(by, [*page, *followers])
    after: dict[object, list[Later]] = {}
    for each in followers:
        relation = str((accounts[each.pk] or {}).get("relation", ""))
        after.setdefault(each.follows_id, []).append(Later(relation, each.sent_at, each.code))
    return [_line(by, each, accounts[each.pk], after.get(each.pk, [])) for each in page]


def _accounts(by: Actor, transmissions: list[Transmission]) -> dict[object, Content | None]:
    """What is known of each: by the sender from its stub, by the recipient from what was sent."""
    sealed = {each.pk: _where(by, each) for each in transmissions}
    ids = [file_id for file_id, _ in sealed.values() if file_id]
    files = open_files(by=by, file_ids=ids, purpose="account") if ids else {}
    return {
        each.pk: _open(files.get(sealed[each.pk][0]), each, sealed[each.pk][1])
        for each in transmissions
    }


def _where(by: Actor, transmission: Transmission) -> tuple[Any, str]:
    if transmission.from_unit_id == by.unit_id:
        return transmission.stub_file_id, "sealed_stub"
    if transmission.file_id:
        return transmission.file_id, "sealed_header"
    return transmission.rest_file_id, "sealed_rest"


def _open(file: OpenFile | None, transmission: Transmission, name: str) -> Content | None:
    try:
        content = file.open(transmission, name) if file else None
    except Unopenable:
        return None
    if content is None or name == "sealed_stub":
        return content
    account = content.get("account")
    return {**content, **(account if isinstance(account, dict) else {})}


def _line(
    by: Actor, transmission: Transmission, account: Content | None, later: list[Later]
) -> Disclosure:
    given = transmission.from_unit_id == by.unit_id
    if not account:
        gone = not given and transmission.shredded_at is not None
        return Disclosure(transmission, given, damaged=not gone, later=tuple(later))
    kind = find_kind(str(account.get("kind", "")))
    fields, consent = account.get("fields"), account.get("consent")
    named = kind.labels(fields) if kind and isinstance(fields, list) else []
    return Disclosure(
        transmission=transmission,
        given=given,
        kind=kind,
        reference=str(account.get("reference", "")),
        basis=str(account.get("basis", "")),
        consent=consent if isinstance(consent, dict) else {},
        purpose=str(account.get("purpose", "")),
        until=_day(account.get("until")),
        fields=tuple(named),
        relation=str(account.get("relation", "")),
        subject=str(account.get("subject", "")) if given else "",
        later=tuple(later),
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
