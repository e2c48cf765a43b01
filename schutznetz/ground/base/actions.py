"""Writing timers. Called inside the action that gives rise to them, in its transaction."""

import uuid
from datetime import datetime

from schutznetz.ground.base.clock import now
from schutznetz.ground.base.models import Timer


def start_timer(*, unit_id: uuid.UUID, subject_id: uuid.UUID, code: str, due_at: datetime) -> Timer:
    """Start the one running timer of this subject and code; raises IntegrityError if one runs."""
    return Timer.objects.create(unit_id=unit_id, subject_id=subject_id, code=code, due_at=due_at)


def end_timer(*, subject_id: uuid.UUID, code: str) -> None:
    """End the running timer of this subject and code, if there is one."""
    Timer.objects.filter(subject_id=subject_id, code=code, ended_at=None).update(ended_at=now())


def ring_again(*, timer: Timer, due_at: datetime) -> None:
    """Note that `timer` has rung and rings again at `due_at`, one stage further."""
    timer.stage += 1
    timer.due_at = due_at
    timer.save(update_fields=["stage", "due_at"])
