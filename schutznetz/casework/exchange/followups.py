"""What the receiving unit may do next with a transmission. Later rooms register it here, so that
the page of a transmission can offer it without knowing them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse
from django.utils.functional import Promise

from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.organisations.actor import Actor


@dataclass(frozen=True)
class FollowUp:
    """A next step: its words, its page (which takes the transmission's id), and for whom."""

    label: str | Promise
    url_name: str
    is_open: Callable[[Actor, Transmission], bool]


_FOLLOW_UPS: list[FollowUp] = []


def register(follow_up: FollowUp) -> None:
    """Called by a room's AppConfig.ready."""
    if follow_up.url_name not in {each.url_name for each in _FOLLOW_UPS}:
        _FOLLOW_UPS.append(follow_up)


def follow_ups_for(actor: Actor, transmission: Transmission) -> list[tuple[str, str]]:
    """Label and address of every step that is open now."""
    return [
        (str(each.label), reverse(each.url_name, args=[transmission.pk]))
        for each in _FOLLOW_UPS
        if each.is_open(actor, transmission)
    ]


class Reading(Protocol):
    """What happens when a follow-up of some relation is read for the first time."""

    def __call__(self, *, by: Actor, notice: Transmission, body: Mapping[str, object]) -> object:
        """In the transaction of the reading."""


_READINGS: dict[str, Reading] = {}


def register_reading(relation: str, reading: Reading) -> None:
    """What reading a follow-up of this relation sets going, in the transaction of the reading."""
    if _READINGS.setdefault(relation, reading) is not reading:
        raise ValueError(f"two answers to reading {relation}")


def reading_of(relation: str) -> Reading:
    """What reading sets going; nothing for most."""
    return _READINGS.get(relation, lambda *, by, notice, body: None)


@dataclass(frozen=True)
class Note:
    """Something that whoever reads a transmission should know before she does anything."""

    tone: str
    title: str | Promise
    text: str | Promise
    url: str = ""


Look = Callable[[Actor, Transmission, Mapping[str, object]], list[Note]]
_LOOKS: list[Look] = []


def register_look(look: Look) -> None:
    """A later room looks at an opened transmission and may have something to say."""
    if look not in _LOOKS:
        _LOOKS.append(look)


def notes_on(actor: Actor, transmission: Transmission, body: Mapping[str, object]) -> list[Note]:
    """What the later rooms say about an opened transmission."""
    return [note for look in _LOOKS for note in look(actor, transmission, body)]


@dataclass(frozen=True)
class Settling:
    """What ends the first centre's part once another one has accepted; posts the offer's id."""

    label: str | Promise
    url_name: str
    is_open: Callable[[Actor, str], bool]


_SETTLINGS: dict[str, Settling] = {}


def register_settling(kind: str, settling: Settling) -> None:
    """Called by the room that offers subjects of this kind, such as "case"."""
    _SETTLINGS.setdefault(kind, settling)


def settling_of(kind: str) -> Settling | None:
    """How an accepted offer of this kind is settled, if anybody knows."""
    return _SETTLINGS.get(kind)


Veil = Callable[[Actor, Transmission], Collection[str]]
_VEILS: list[Veil] = []


def register_veil(veil: Veil) -> None:
    """A later room names fields that it keeps better: they may have become unsafe since."""
    if veil not in _VEILS:
        _VEILS.append(veil)


def without_veiled(
    actor: Actor, transmission: Transmission, body: Mapping[str, object]
) -> dict[str, object]:
    """An opened content as it may be shown: without what a later room keeps better."""
    names = {name for veil in _VEILS for name in veil(actor, transmission)}
    fields = body.get("fields")
    known = fields if isinstance(fields, dict) else {}
    return {**body, "fields": {name: known[name] for name in known if name not in names}}
