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


@dataclass(frozen=True)
class Head:
    """The end of the chain as somebody noted it elsewhere: the last entry and how its hash begins."""

    seq: int
    begins: bytes


def first_break(links: Iterable[Link], noted: Head | None = None) -> Break | None:
    """The first position at which the chain breaks, or None if it holds from end to end.

    Entries cut off at the end, or a chain written anew from the start, show only against a head
    that was noted outside.
    """
    before, expected = ORIGIN, 1
    for link in links:
        reason = _fault(link, before, expected) or _other_head(link, noted)
        if reason:
            return Break(expected, reason)
        before, expected = link.chain, expected + 1
    if noted and expected <= noted.seq:
        return Break(expected, f"entry {expected} and all after it were cut off")
    return None


def _fault(link: Link, before: bytes, expected: int) -> str:
    """What is wrong with one entry behind the one before; empty if nothing is."""
    if link.seq != expected:
        return f"entry {expected} is missing"
    if link.body is not None and link.salt is None:
        return "the salt is gone but the body is there"
    if link.body is not None and link.salt is not None:
        if leaf_hash(link.body, link.salt) != link.leaf:
            return "the entry was changed"
    if chain_hash(before, link.seq, link.leaf) != link.chain:
        return "the entry does not follow the one before"
    return ""


def _other_head(link: Link, noted: Head | None) -> str:
    if noted and link.seq == noted.seq and not link.chain.startswith(noted.begins):
        return "the chain is not the one that was noted"
    return ""
