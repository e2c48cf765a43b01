"""Transmissions: sealed to the recipient, signed by the sender.

The envelope stays readable because deadlines need it (security.md 3.16): from, to, when, due.
`urgent` is readable as well, since due time less sending time tells it anyway. Kind, basis,
purpose and content are sealed.
"""

from django.db import models
from django.db.models import Q

from schutznetz.ground.base.ids import new_code, new_id
from schutznetz.ground.base.row_policies import OwnRows
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.ground.vault.fields import SealedField
from schutznetz.ground.vault.models import FileKey, UnitKey


class Transmission(models.Model):
    """One sealed snapshot from one unit to another (Übermittlung)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    #: Both sides name the transmission by it on the phone. Random, says nothing.
    code = models.CharField(max_length=12, default=new_code, editable=False)
    #: Made with the draft; sending twice with the same token is sending once.
    token = models.UUIDField()
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sent")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="received")
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="sent")
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    urgent = models.BooleanField()

    #: The recipient's part: a line for the inbox, and the content.
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    sealed_header = SealedField()
    sealed_body = SealedField()
    #: The sender's part: basis, purpose, fields. The sender cannot open the content again.
    stub_file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    sealed_stub = SealedField()
    signed_with = models.ForeignKey(UnitKey, on_delete=models.PROTECT, related_name="+")
    signature = models.BinaryField()

    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="acknowledged"
    )
    #: The function she had on that day; what the sender gets to see.
    acknowledged_as = models.CharField(max_length=80, blank=True)
    #: When the receiving unit made a file of it. Read but not taken still waits for somebody.
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            OwnRows("from_unit", "to_unit", name="transmission_own_rows"),
            models.UniqueConstraint(fields=["from_unit", "token"], name="transmission_sent_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="transmission_read_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(from_unit=models.F("to_unit")), name="transmission_leaves_its_unit"
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(acknowledged_at__isnull=False),
                name="transmission_taken_by_a_reader",
            ),
        ]
        indexes = [
            models.Index(
                "to_unit",
                models.F("urgent").desc(),
                "due_at",
                condition=Q(acknowledged_at__isnull=True),
                name="transmission_unread",
            ),
            models.Index(
                "to_unit",
                models.F("acknowledged_at").desc(),
                condition=Q(acknowledged_at__isnull=False),
                name="transmission_read",
            ),
            models.Index(
                fields=["to_unit", "acknowledged_at"],
                condition=Q(acknowledged_at__isnull=False, taken_at__isnull=True),
                name="transmission_untaken",
            ),
            models.Index("from_unit", models.F("sent_at").desc(), name="transmission_sent"),
        ]

    def __str__(self) -> str:
        return self.code
