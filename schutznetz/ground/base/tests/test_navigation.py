"""The main navigation shows what is open to somebody, and where they are."""

from types import SimpleNamespace

import pytest

from schutznetz.ground.base import navigation

ACTOR = SimpleNamespace(role="lead")


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_rooms", {})


def test_rooms_stand_in_order_and_the_one_that_is_open_is_marked() -> None:
    navigation.register("Zweites", "base:leave", 2)
    navigation.register("Erstes", "base:calendar", 1, count=lambda actor: 3)
    entries = navigation.entries_for(ACTOR, "/calendar/2026/")
    assert [(entry.label, entry.current, entry.count) for entry in entries] == [
        ("Erstes", True, 3),
        ("Zweites", False, 0),
    ]


def test_a_closed_room_is_not_shown_and_not_counted() -> None:
    def fail(actor: object) -> int:
        raise AssertionError("counted")

    navigation.register("Zu", "base:leave", 1, shown=lambda actor: False, count=fail)
    assert navigation.entries_for(ACTOR, "/") == []


def test_a_stranger_sees_no_rooms() -> None:
    navigation.register("Eins", "base:calendar", 1)
    assert navigation.entries_for(None, "/") == []
