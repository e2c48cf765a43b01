"""Facts go up: a room announces what has happened, rooms above listen without being known.

A fact is a frozen record from the room's `facts.py`: past tense, ids and codes, never content. It
is announced inside the action's transaction, so that a row a listener writes exists exactly if the
act does. The world must stay correct if nobody listens (ADR 0010). A listener notes; it does not
act, and it needs no key of anybody.
"""

from collections.abc import Callable
from typing import Any, Protocol

from django.db import transaction


class TellsOfFailure(Protocol):
    """Somebody who writes down that a fact of this name was not noted."""

    def __call__(self, *, name: str) -> None:
        """Write it down."""


_listeners: dict[type, list[Callable[[Any], None]]] = {}
_told_of_failures: list[TellsOfFailure] = []


def listen[Fact](kind: type[Fact], listener: Callable[[Fact], None]) -> None:
    """Hear every fact of this kind; called by AppConfig.ready. The same listener hears once."""
    known = _listeners.setdefault(kind, [])
    if listener not in known:
        known.append(listener)


def tell_of_failures(listener: TellsOfFailure) -> None:
    """Hear the name of every fact that somebody failed to note; `audit` writes it down."""
    if listener not in _told_of_failures:
        _told_of_failures.append(listener)


def announce(fact: object) -> None:
    """Let everybody who listens hear the fact, each in a savepoint of her own.

    A listener that fails takes back what it wrote and nothing else: a report goes out even where
    it cannot be counted. That it failed is told to `tell_of_failures`.
    """
    for listener in _listeners.get(type(fact), ()):
        try:
            with transaction.atomic():
                listener(fact)
        except Exception:  # noqa: BLE001 - whatever goes wrong up there, the act below stands
            for told in _told_of_failures:
                told(name=type(fact).__name__)
