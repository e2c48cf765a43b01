"""Somebody is always told."""

from hypothesis import given
from hypothesis import strategies as st

from schutznetz.ground.care.rules import Reachable, whom_to_tell

PEOPLE = st.lists(
    st.builds(Reachable, member_id=st.integers(), is_lead=st.booleans()),
    max_size=6,
    unique_by=lambda person: person.member_id,
)


def test_the_lead_is_told_first_and_everybody_next() -> None:
    people = [Reachable("counsellor", False), Reachable("lead", True)]
    assert whom_to_tell(1, people) == ["lead"]
    assert whom_to_tell(2, people) == ["counsellor", "lead"]


@given(st.integers(1, 9), PEOPLE)
def test_a_unit_with_people_is_never_silent(stage: int, people: list[Reachable[int]]) -> None:
    assert bool(whom_to_tell(stage, people)) == bool(people)


@given(st.integers(1, 8), PEOPLE)
def test_whoever_was_told_is_told_again(stage: int, people: list[Reachable[int]]) -> None:
    assert set(whom_to_tell(stage, people)) <= set(whom_to_tell(stage + 1, people))


def test_whoever_owns_a_matter_is_told_before_the_lead() -> None:
    people = [Reachable("owner", False), Reachable("colleague", False), Reachable("lead", True)]
    assert whom_to_tell(1, people, "owner") == ["owner"]
    assert whom_to_tell(2, people, "owner") == ["owner", "lead"]
    assert set(whom_to_tell(3, people, "owner")) == {"owner", "colleague", "lead"}


def test_an_owner_who_has_left_does_not_keep_the_lead_from_hearing() -> None:
    assert whom_to_tell(1, [Reachable("lead", True)], "gone") == ["lead"]
