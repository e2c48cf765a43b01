"""The life of a transmission as a table: no path leaves an end, and somebody always answers for it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.exchange.rules import (
    READABLE,
    RECEIVERS,
    RESPONSIBLE,
    SENDERS,
    STEPS,
    Answer,
    Marks,
    NotAllowed,
    State,
    require_step,
    responsible_for_offered,
    state_of,
)
from schutznetz.casework.exchange.rules.changing import after, changes

ENDS = {State.DECLINED, State.RECALLED, State.SHREDDED}
ACTS = sorted({step.act for step in STEPS})
#: What each act notes on the row.
NOTED = {
    "acknowledge": {"acknowledged": True},
    "accept": {"acknowledged": True, "answer": Answer.ACCEPTED},
    "decline": {"acknowledged": True, "answer": Answer.DECLINED, "shredded": True},
    "take": {"acknowledged": True, "taken": True},
    "hand_on": {"acknowledged": True, "handed_on": True},
    "recall": {"recalled": True, "shredded": True},
    "shred": {"shredded": True},
}


@given(st.lists(st.sampled_from(ACTS), max_size=12))
def test_no_path_leaves_an_end(path: list[str]) -> None:
    state = State.SENT
    for act in path:
        ended = state in ENDS
        try:
            state = require_step(state, act)
        except NotAllowed:
            continue
        assert not ended


@given(st.lists(st.sampled_from(ACTS), max_size=12))
def test_what_is_noted_says_the_same_as_the_table(path: list[str]) -> None:
    """The state is not stored: it follows from the marks, and must be the table's."""
    state, marks = State.SENT, Marks()
    for act in path:
        try:
            state = require_step(state, act)
        except NotAllowed:
            continue
        marks = replace(marks, **NOTED[act])  # type: ignore[arg-type]  # the table names the fields of Marks
        assert state_of(marks) is state


def test_every_state_can_be_reached_and_has_somebody_responsible() -> None:
    assert {step.end for step in STEPS} | {State.SENT} == set(State)
    assert set(RESPONSIBLE) == set(State)
    assert set(RESPONSIBLE.values()) == {RECEIVERS, SENDERS}
    assert set(READABLE) == set(State) - ENDS


def test_a_step_is_allowed_or_not_and_never_two_ways() -> None:
    assert len({(step.start, step.act) for step in STEPS}) == len(STEPS)


@pytest.mark.parametrize("state", sorted(READABLE))
def test_whatever_can_be_read_can_be_recalled_and_deleted(state: State) -> None:
    assert require_step(state, "recall") is State.RECALLED
    assert require_step(state, "shred") is State.SHREDDED


@given(st.sampled_from(["", *Answer]))
def test_an_offer_has_exactly_one_responsible_side(answer: str) -> None:
    assert responsible_for_offered(answer) == (RECEIVERS if answer == "accepted" else SENDERS)


NAMES = st.sampled_from(["phone", "custody", "eviction_until", "danger"])
FIELDS = st.dictionaries(NAMES, st.text(max_size=5), max_size=4)


@given(FIELDS, FIELDS, st.lists(NAMES, max_size=3))
def test_a_follow_up_changes_what_it_names_and_nothing_else(
    before: dict[str, str], given_: dict[str, str], void: list[str]
) -> None:
    follow_up = {"fields": given_, "void": void}
    behind, said = after(before, follow_up), changes(before, follow_up)
    assert {each.name for each in said} == set(given_) | set(void)
    for name in set(before) - set(given_) - set(void):
        assert behind[name] == before[name]
    for each in said:
        assert each.old == before.get(each.name)
        assert each.new == behind.get(each.name)
        assert each.name not in void or each.name not in behind
