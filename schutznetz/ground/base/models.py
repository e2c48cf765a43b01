"""Timers: what is readable at night, when nobody holds a key.

A timer tells that something of a unit falls due, never what or about whom (security.md 3.5).
"""

from django.db import models
from django.db.models import Q

from schutznetz.ground.base.ids import new_id


class Timer(models.Model):
    """One due moment of one unit, with a generic code that a room has registered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit_id = models.UUIDField()
    #: The row this is about, in the room that registered the code. No foreign key: timers stand
    #: below every room.
    subject_id = models.UUIDField()
    code = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    #: How often this timer has already rung; each ring may go to another person.
    stage = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "code"],
                condition=Q(ended_at__isnull=True),
                name="timer_one_running_per_subject_and_code",
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(ended_at__isnull=True), name="timer_due"),
        ]

    def __str__(self) -> str:
        return f"{self.code} due {self.due_at:%Y-%m-%d %H:%M}"
