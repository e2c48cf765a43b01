"""The chain names the first position at which it was touched."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from schutznetz.ground.audit.rules import ORIGIN, Head, Link, chain_hash, first_break, leaf_hash


def chain_of(count: int) -> list[Link]:
    links, before = [], ORIGIN
    for seq in range(1, count + 1):
        body = {"verb": "read", "subject": str(seq)}
        salt = bytes([seq]) * 16
        leaf = leaf_hash(body, salt)
        before = chain_hash(before, seq, leaf)
        links.append(Link(seq, body, salt, leaf, before))
    return links


def test_an_untouched_chain_holds() -> None:
    assert first_break(chain_of(20)) is None
    assert first_break([]) is None


@given(st.integers(1, 20))
def test_a_changed_entry_is_named(position: int) -> None:
    links = chain_of(20)
    links[position - 1] = replace(links[position - 1], body={"verb": "other"})
    broken = first_break(links)
    assert broken and broken.seq == position


@given(st.integers(1, 19))
def test_a_removed_entry_is_named(position: int) -> None:
    links = chain_of(20)
    del links[position - 1]
    broken = first_break(links)
    assert broken and broken.seq == position


@given(st.integers(1, 19))
def test_two_swapped_entries_are_named(position: int) -> None:
    links = chain_of(20)
    one, two = links[position - 1], links[position]
    links[position - 1] = replace(two, seq=one.seq)
    links[position] = replace(one, seq=two.seq)
    broken = first_break(links)
    assert broken and broken.seq == position


@given(st.integers(1, 20))
def test_a_changed_entry_with_a_fitting_leaf_still_breaks(position: int) -> None:
    links = chain_of(20)
    old = links[position - 1]
    body, salt = {"verb": "other"}, b"s" * 16
    links[position - 1] = replace(old, body=body, salt=salt, leaf=leaf_hash(body, salt))
    broken = first_break(links)
    assert broken and broken.seq == position


def test_an_erased_entry_leaves_the_chain_whole() -> None:
    links = chain_of(20)
    links[4] = replace(links[4], body=None, salt=None)
    assert first_break(links) is None


def test_a_salt_removed_alone_is_named() -> None:
    links = chain_of(5)
    links[2] = replace(links[2], salt=None)
    broken = first_break(links)
    assert broken and broken.seq == 3


@given(st.integers(0, 19))
def test_t17_entries_cut_off_at_the_end_are_named(kept: int) -> None:
    links = chain_of(20)
    noted = Head(20, links[-1].chain[:8])
    assert first_break(links, noted) is None
    broken = first_break(links[:kept], noted)
    assert broken and broken.seq == kept + 1


@given(st.integers(1, 20))
def test_t17_a_chain_written_anew_is_named_at_the_noted_head(position: int) -> None:
    links = chain_of(20)
    noted = Head(position, b"somewhere else"[:8])
    broken = first_break(links, noted)
    assert broken and broken.seq == position
