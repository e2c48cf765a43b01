"""Keyed tags: what may be looked up without being readable (security.md 3.11).

A tag is HMAC-SHA256 under the unit's index key, cut to 64 bits. Equal values give equal tags in
one unit and unrelated ones in any other, so that no two units can be joined by them.
"""

from collections.abc import Iterable
from typing import Final

from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault import suite
from schutznetz.ground.vault.keyring import keyring_of
from schutznetz.ground.vault.place import encode

#: Bytes of a tag. Two different values meet by chance once in 2⁶⁴: people decide, not tags.
LENGTH: Final = 8

Value = tuple[str, ...]


def tags_of(*, by: Actor, values: Iterable[Value]) -> dict[Value, list[bytes]]:
    """The tags of each value under the keys of the actor's unit, the present key first.

    The first is what is stored; all of them are what is looked up, since a row may stand under an
    earlier generation. Raises KeyMissing without a key of the unit.
    """
    keys = [suite.expand(secret, "unit index") for secret in keyring_of(by).live_unit_secrets()]
    return {
        value: [suite.tag(key, encode("tag", *value))[:LENGTH] for key in keys]
        for value in set(values)
    }
