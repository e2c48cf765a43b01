"""Which room stands above which. The same order as the contracts in pyproject.toml, as data."""

from tests.house.reading import Room

#: From top to bottom. Rooms in one row are strangers to each other.
FLOORS: dict[str, tuple[tuple[str, ...], ...]] = {
    "overview": (("desk", "statistics", "rehearsal"),),
    "casework": (
        ("conferences",),
        ("watch",),
        ("risk", "children", "measures", "programme"),
        ("cases",),
        ("comparisons",),
        ("intakes",),
        ("referrals", "calls"),
        ("persons",),
        ("exchange",),
        ("attachments",),
    ),
    "network": (("bodies", "agreements", "guidelines", "training", "outreach", "directory"),),
    "ground": (("care",), ("entry",), ("vault",), ("audit",), ("organisations",), ("base",)),
}
_HEIGHT = {"overview": 2, "casework": 1, "network": 1, "ground": 0}


def wing_of(label: str) -> str | None:
    """The wing that has a place for a room of this name, built or not."""
    for wing, rows in FLOORS.items():
        if any(label in row for row in rows):
            return wing
    return None


def may_know(room: Room, label: str) -> bool:
    """Whether `room` may refer to the room `label`: to itself, and to what lies below it."""
    wing = wing_of(label)
    if wing is None:
        return False
    if wing != room.wing:
        return _HEIGHT[wing] < _HEIGHT[room.wing]
    return label == room.label or _row(wing, label) > _row(wing, room.label)


def _row(wing: str, label: str) -> int:
    return next(number for number, row in enumerate(FLOORS[wing]) if label in row)
