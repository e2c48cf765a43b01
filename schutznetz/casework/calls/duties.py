"""What `care` asks this room when one of its timers rings."""

import uuid

from django.utils.timezone import localdate

from schutznetz.casework.calls.models import Call, Threat
from schutznetz.casework.calls.rules import State
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.models import Timer


def is_called_back(timer: Timer) -> bool:
    """Whether the call behind the timer is settled or gone."""
    return not Call.objects.filter(pk=timer.subject_id, state=State.OPEN).exists()


def is_followed_up(timer: Timer) -> bool:
    """Whether the threat behind the timer is closed, gone, or has a later day."""
    due = Threat.objects.filter(
        pk=timer.subject_id, state=State.OPEN, next_on__lte=localdate(now())
    )
    return not due.exists()


def owner_of(timer: Timer) -> uuid.UUID | None:
    """Who follows the threat up, told before the lead."""
    found = Threat.objects.filter(pk=timer.subject_id).values_list("owner_id", flat=True)
    return next(iter(found), None)


def is_told_once(timer: Timer) -> bool:
    """Told at once and to everybody; there is no timer that could ring."""
    del timer
    return True


def nobody(timer: Timer) -> None:
    """The unit's matter, until somebody takes it."""
