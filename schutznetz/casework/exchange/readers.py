"""Who may read what is sent when somebody in it works in the network (security.md 3.10, T13).

Asked in the session that holds the plaintext, before anything is sealed; what it looked at is
not kept.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Concerned
from schutznetz.ground.organisations.access import staff, units_of
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.ground.organisations.rules import Colleague, found_among, whom_to_name
from schutznetz.ground.vault.access import key_holders, named_readers

Accounts = frozenset[uuid.UUID]


class NobodyToRead(Exception):
    """Nobody is left in the receiving unit who may read it: it must not go there."""


@dataclass(frozen=True)
class Readers:
    """Whose keys the two parts of a transmission are sealed to; None means the whole unit's.

    `found` are the accounts of staff whom somebody in it could be, `units` those whose deputy and
    officer for data protection hear that there is a conflict.
    """

    theirs: Accounts | None = None
    ours: Accounts | None = None
    found: Accounts = frozenset()
    units: tuple[uuid.UUID, ...] = ()


def readers_for(
    *,
    by: Actor,
    to_unit: Unit,
    concerned: Concerned,
    about: Transmission | None = None,
) -> Readers:
    """Who may read what `by` sends to a unit; raises NobodyToRead if nobody of it may.

    What is `about` a transmission for named people is for the same ones, and where it is handed on
    to a third unit, for named people there as well.
    """
    found = found_among(concerned.people, staff())
    conflict = bool(found) or concerned.said_so
    theirs, ours = _inherited(by, to_unit.pk, about)
    if conflict or theirs is not None:
        theirs = (theirs or frozenset()) - found or named_in(to_unit.pk, without=found)
        if not theirs:
            raise NobodyToRead
    if conflict or ours is not None:
        ours = (ours or _pair_of(by, found)) | {by.account_id}
    return Readers(theirs, ours, found, _units_told(by, found, conflict=conflict))


def readers_within(*, by: Actor, concerned: Concerned) -> Readers:
    """Who may read what the own unit writes down itself: whoever writes it, and whom to name."""
    found = found_among(concerned.people, staff())
    if not found and not concerned.said_so:
        return Readers()
    named = named_in(by.unit_id, without=found) | {by.account_id}
    return Readers(named, named, found, _units_told(by, found, conflict=True))


def named_in(unit_id: uuid.UUID, *, without: Collection[uuid.UUID]) -> Accounts:
    """The accounts of a unit that something is sealed to instead of the unit: two, if it has them."""
    people = [
        Colleague(each.account_id, each.role in Member.HEADS) for each in key_holders(unit_id)
    ]
    return whom_to_name(people, without=without)


def _inherited(
    by: Actor, to_unit_id: uuid.UUID, about: Transmission | None
) -> tuple[Accounts | None, Accounts | None]:
    """Whom the recipient's and the own part are for already; empty: for people yet to be named."""
    if about is None:
        return None, None
    received = named_readers(about.file_id or about.rest_file_id)
    given = named_readers(about.stub_file_id)
    own, other = (given, received) if about.from_unit_id == by.unit_id else (received, given)
    if to_unit_id in (about.from_unit_id, about.to_unit_id):
        return other, own
    return None if own is None else frozenset(), own


def _units_told(by: Actor, found: Accounts, *, conflict: bool) -> tuple[uuid.UUID, ...]:
    """The units of whoever was found; where only the sender said so, her own."""
    return tuple(units_of(found) or [by.unit_id]) if conflict else ()


def _pair_of(by: Actor, found: Accounts) -> Accounts:
    """The sender and one more of the sending unit: deputy, else lead, else anybody."""
    order = (Member.Role.DEPUTY, Member.Role.LEAD)
    others = [
        each
        for each in key_holders(by.unit_id)
        if each.account_id not in found and each.account_id != by.account_id
    ]
    others.sort(key=lambda each: order.index(each.role) if each.role in order else len(order))
    return frozenset(each.account_id for each in others[:1])
