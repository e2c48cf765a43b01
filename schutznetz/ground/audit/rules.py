"""How an entry is sealed into the chain, and how a chain is checked. Pure.

Every leaf hash carries a salt; the chain hashes each leaf to everything before it, so that a
changed, missing or moved entry shows at its position (security.md 3.14).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: What stands before the first entry.
ORIGIN = b"\x00" * 32


@dataclass(frozen=True)
class Link:
    """One stored entry as the checker sees it. `body` is None once the entry has been erased."""

    seq: int
    body: Mapping[str, object] | None
    salt: bytes | None
    leaf: bytes
    chain: bytes


@dataclass(frozen=True)
class Break:
    """The first place at which a chain does not hold, and why."""

    seq: int
    reason: str


def leaf_hash(body: Mapping[str, object], salt: bytes) -> bytes:
    """The salted hash of an entry's body; the order of its keys does not matter."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(b"leaf\x00" + salt + text.encode()).digest()


def chain_hash(before: bytes, seq: int, leaf: bytes) -> bytes:
    """The hash that binds entry `seq` to all entries before it."""
    return hashlib.sha256(b"chain\x00" + before + seq.to_bytes(8, "big") + leaf).digest()


def first_break(links: Iterable[Link]) -> Break | None:
    """The first position at which the chain breaks, or None if it holds from end to end."""
    before, expected = ORIGIN, 1
    for link in links:
        if link.seq != expected:
            return Break(expected, f"entry {expected} is missing")
        if link.body is not None and link.salt is None:
            return Break(link.seq, "the salt is gone but the body is there")
        if link.body is not None and link.salt is not None:
            if leaf_hash(link.body, link.salt) != link.leaf:
                return Break(link.seq, "the entry was changed")
        if chain_hash(before, link.seq, link.leaf) != link.chain:
            return Break(link.seq, "the entry does not follow the one before")
        before, expected = link.chain, expected + 1
    return None
