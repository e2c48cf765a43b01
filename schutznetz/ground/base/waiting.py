"""Rooms whose forms may wait for somebody whose session is over. Each registers itself.

What is typed there is sealed to its writer, and opens again after she has signed in (`entry`).
"""

from django.utils.functional import Promise

_rooms: dict[str, str | Promise] = {}


def may_wait(room: str, label: str | Promise) -> None:
    """Enter a room by the name in its addresses; `label` is what its pages are called in a list."""
    _rooms[room] = label


def rooms_that_wait() -> frozenset[str]:
    """The rooms that have registered."""
    return frozenset(_rooms)


def label_of(room: str) -> str:
    """What to call something typed in this room."""
    return str(_rooms.get(room, ""))
