"""Calls and threats of one unit. Readable: state, due time or owner and next date; the rest is sealed.

A thief of the dump learns that a unit noted so many calls and threats at which minute, and which
colleague follows one up; not who called, against whom it went, or what was said.
"""

from django.db import models
from django.db.models import Q

from schutznetz.casework.calls.rules import State
from schutznetz.ground.base.ids import new_code, new_id
from schutznetz.ground.base.row_policies import OwnRows
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.ground.vault.fields import SealedField
from schutznetz.ground.vault.models import FileKey

STATES = [(each.value, each.value) for each in State]


class Call(models.Model):
    """Somebody on the phone claims to be an office; open until she was called back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, default=new_code, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="calls")
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=STATES, default=State.OPEN)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="calls")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    sealed_content = SealedField()

    class Meta:
        constraints = [
            OwnRows("unit", files=("file",), name="call_own_rows"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value, closed_at__isnull=True)
                | Q(state=State.CLOSED.value, closed_at__isnull=False),
                name="closed_call_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "due_at"], condition=Q(state=State.OPEN.value), name="call_open"
            ),
            models.Index("unit", models.F("received_at").desc(), name="call_lately"),
        ]

    def __str__(self) -> str:
        return self.code


class Threat(models.Model):
    """A threat against a colleague; while it is open somebody follows it up on a day (Bedrohung)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, default=new_code, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="threats")
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=STATES, default=State.OPEN)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="threats")
    next_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    sealed_content = SealedField()

    class Meta:
        constraints = [
            OwnRows("unit", files=("file",), name="threat_own_rows"),
            models.CheckConstraint(
                condition=~Q(state=State.OPEN.value)
                | Q(owner__isnull=False, next_on__isnull=False),
                name="open_threat_has_owner_and_next_date",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value, closed_at__isnull=True)
                | Q(state=State.CLOSED.value, closed_at__isnull=False),
                name="closed_threat_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "next_on"], condition=Q(state=State.OPEN.value), name="threat_open"
            ),
            models.Index("unit", models.F("recorded_at").desc(), name="threat_lately"),
        ]

    def __str__(self) -> str:
        return self.code
