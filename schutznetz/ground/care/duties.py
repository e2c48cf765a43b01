"""What rooms ask `care` to do for them when a timer rings."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.functional import Promise

from schutznetz.ground.base.models import Timer


def everybody(timer: Timer) -> None:
    """No restriction on who hears of a timer."""


@dataclass(frozen=True)
class Duty:
    """How timers of one code are answered.

    `is_settled` looks at the room's own row and is asked before anybody is told. `words` is what
    the notice says; it must make sense without any content. `may_be_told` names the accounts that
    may hear of it at all, or None for everybody of the unit who works on cases.
    """

    code: str
    words: str | Promise
    is_settled: Callable[[Timer], bool]
    may_be_told: Callable[[Timer], Collection[uuid.UUID] | None] = everybody
    #: Whose matter it is, told before the lead; None while it is nobody's.
    owner: Callable[[Timer], uuid.UUID | None] = lambda timer: None
    #: Minutes until it rings again where nobody is in danger; 0 for the unit's agreed escalation.
    again_minutes: int = 0


_DUTIES: dict[str, Duty] = {}


def register(duty: Duty) -> None:
    """Called by a room's AppConfig.ready; a second duty for one code is a mistake."""
    if _DUTIES.setdefault(duty.code, duty) is not duty:
        raise ValueError(f"two rooms answer timers with code {duty.code}")


def duty_for(code: str) -> Duty:
    """The duty for a code; raises KeyError for a code nobody answers, so that none stays unheard."""
    return _DUTIES[code]
