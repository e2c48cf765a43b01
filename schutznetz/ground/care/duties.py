"""What rooms ask `care` to do for them when a timer rings."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from schutznetz.ground.base.models import Timer


@dataclass(frozen=True)
class Duty:
    """How timers of one code are answered.

    `is_settled` looks at the room's own row and is asked before anybody is told. `words` is what
    the notice says; it must make sense without any content.
    """

    code: str
    words: str | Promise
    is_settled: Callable[[Timer], bool]


_DUTIES: dict[str, Duty] = {}


def register(duty: Duty) -> None:
    """Called by a room's AppConfig.ready; a second duty for one code is a mistake."""
    if _DUTIES.setdefault(duty.code, duty) is not duty:
        raise ValueError(f"two rooms answer timers with code {duty.code}")


def duty_for(code: str) -> Duty:
    """The duty for a code; raises KeyError for a code nobody answers, so that none stays unheard."""
    return _DUTIES[code]
