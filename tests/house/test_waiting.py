"""What somebody writes in casework may wait for her when her session is over."""

from schutznetz.ground.base.typed import CLOSED
from schutznetz.ground.base.waiting import rooms_that_wait
from tests.house.access_matrix import MATRIX
from tests.house.reading import rooms


def rooms_where_one_writes() -> set[str]:
    """Rooms of casework with a page that shows a form and takes it back."""
    casework = {room.label for room in rooms() if room.wing == "casework"}
    return casework & {
        name.partition(":")[0]
        for name, door in MATRIX.items()
        if {"GET", "POST"} <= set(door.methods)
    }


def test_every_room_of_casework_lets_its_forms_wait() -> None:
    missing = rooms_where_one_writes() - rooms_that_wait()
    assert not missing, (
        f"Typed too late, gone for ever: {missing}\n"
        'What to do: `waiting.may_wait("room", _("Word"))` in AppConfig.ready (base/README.md).'
    )


def test_nothing_of_the_door_ever_waits() -> None:
    assert not rooms_that_wait() & CLOSED
