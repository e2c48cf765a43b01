"""The main navigation. Each room registers its entry in `AppConfig.ready`; base knows no room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Room:
    """What a room registered."""

    label: str | Promise
    url_name: str
    order: int
    shown: Callable[[Any], bool]
    count: Callable[[Any], int] | None


@dataclass(frozen=True)
class Entry:
    """What stands in the navigation of one page."""

    url: str
    label: str | Promise
    current: bool
    count: int


_rooms: dict[str, Room] = {}
_people: list[str] = []


def show_people_at(url_name: str) -> None:
    """Name the page that shows the invented people of a rehearsal."""
    _people[:] = [url_name]


def people_page() -> str:
    """The address of that page; empty where no room has one."""
    return reverse(_people[0]) if _people else ""


def register(
    label: str | Promise,
    url_name: str,
    order: int,
    *,
    shown: Callable[[Any], bool] = lambda actor: True,
    count: Callable[[Any], int] | None = None,
) -> None:
    """Enter a room. `shown` and `count` get the actor; a count of 0 is not displayed.

    Registering the same `url_name` again replaces the entry.
    """
    _rooms[url_name] = Room(label, url_name, order, shown, count)


def entries_for(actor: Any, path: str) -> list[Entry]:
    """The rooms open to `actor`, in order; the one with the longest matching address is current."""
    if actor is None:
        return []
    open_rooms = sorted(
        (room for room in _rooms.values() if room.shown(actor)), key=lambda room: room.order
    )
    addresses = [reverse(room.url_name) for room in open_rooms]
    matches = [url for url in addresses if path == url or (url != "/" and path.startswith(url))]
    here = max(matches, key=len, default="")
    return [
        Entry(url, room.label, url == here, room.count(actor) if room.count else 0)
        for url, room in zip(addresses, open_rooms, strict=True)
    ]
