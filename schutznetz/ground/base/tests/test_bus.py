"""Facts go up: whoever listens hears them, and whoever fails takes nothing with her."""

from dataclasses import dataclass

import pytest

from schutznetz.ground.base import bus
from schutznetz.ground.base.actions import start_timer
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.base.models import Timer


@dataclass(frozen=True)
class LampLit:
    """A fact of this test."""

    code: str


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bus of one's own."""
    monkeypatch.setattr(bus, "_listeners", {})
    monkeypatch.setattr(bus, "_told_of_failures", [])


def note(fact: LampLit) -> None:
    """Write a row, as a listener does."""
    start_timer(unit_id=new_id(), subject_id=new_id(), code=fact.code, due_at=now())


def note_and_fail(fact: LampLit) -> None:
    """Write a row and then break."""
    note(fact)
    raise ZeroDivisionError


def test_a_fact_is_heard_by_whoever_listens_and_by_nobody_else(db: None) -> None:
    heard: list[object] = []
    bus.listen(LampLit, heard.append)
    bus.listen(LampLit, heard.append)
    bus.announce(LampLit("a"))
    bus.announce("something nobody listens to")
    assert heard == [LampLit("a")]


def test_a_listener_that_fails_takes_back_its_own_rows_only(db: None) -> None:
    failures: list[str] = []
    bus.tell_of_failures(lambda *, name: failures.append(name))
    bus.listen(LampLit, note_and_fail)
    bus.listen(LampLit, note)
    start_timer(unit_id=new_id(), subject_id=new_id(), code="before", due_at=now())
    bus.announce(LampLit("lit"))
    assert sorted(Timer.objects.values_list("code", flat=True)) == ["before", "lit"]
    assert failures == ["LampLit"]
