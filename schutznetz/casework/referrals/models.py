"""A report before it is sent, and which centre a station reports to."""

from django.db import models
from django.db.models import Q

from schutznetz.casework.referrals.drafts import Content
from schutznetz.ground.base.ids import new_code, new_id
from schutznetz.ground.base.row_policies import OwnRows
from schutznetz.ground.organisations.models import Account, Member, Unit
from schutznetz.ground.vault.fields import SealedField
from schutznetz.ground.vault.models import FileKey


class Draft(models.Model):
    """A report being written (Entwurf), sealed to the person who writes it and nobody else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, default=new_code, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="drafts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="drafts")
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    #: Counts up with every saving; part of the seal's place, so an old text cannot be put back.
    version = models.PositiveIntegerField(default=1)
    sealed_content = SealedField()
    updated_at = models.DateTimeField()
    #: What was just sealed, in the hands of whom saved it; no column.
    content: Content | None = None

    class Meta:
        constraints = [OwnRows("unit", name="draft_own_rows")]
        indexes = [
            models.Index("account", "unit", models.F("updated_at").desc(), name="draft_of_person")
        ]

    def __str__(self) -> str:
        return self.code


class PartRoute(models.Model):
    """Where one part of reports goes: by station, postcode and kind of act (`routing.Way`).

    About units, not about people: readable on purpose.
    """

    station = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="routes")
    part = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="routed_here")
    first_postcode = models.CharField(max_length=5, blank=True)
    last_postcode = models.CharField(max_length=5, blank=True)
    offences = models.JSONField(default=list)
    #: Lower goes first; what comes after is the way around somebody who is close.
    priority = models.PositiveSmallIntegerField(default=1)
    #: How much this unit takes where capacity decides; 0 takes nothing for now.
    share = models.PositiveSmallIntegerField(default=1)
    #: In the order of the network's file.
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("part", "priority", "place")

    def __str__(self) -> str:
        return f"{self.station or 'all'} → {self.unit} ({self.part})"


class PartRule(models.Model):
    """What the network has agreed for a part: how to choose between several units, and who catches."""

    part = models.CharField(max_length=20, primary_key=True)
    between = models.CharField(max_length=10)
    fallback = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.part


class PendingPart(models.Model):
    """A part that waits for a second person of the sending unit (Vier-Augen-Freigabe).

    Sealed to that unit; the separate sheet to the receiving one, so that nobody who decides can open
    it. It becomes the transmission with the same id. Readable: from whom, to which unit, until when; a thief of the dump learns
    that a station was about to send something, as with every transmission.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, default=new_code, editable=False)
    #: The token under which it will be sent: the same report asks only once.
    token = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="pending_parts")
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="asked_parts")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    urgent = models.BooleanField()
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    sealed_content = SealedField()
    #: What only the recipient opens, bound to its place on the transmission to come (ADR 0019).
    sheet_file = models.OneToOneField(
        FileKey, on_delete=models.PROTECT, related_name="+", null=True
    )
    sealed_sheet = SealedField(null=True)
    #: Refused, with the reason under the seal; stays until who asked has seen it.
    refused_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="refused_parts"
    )

    class Meta:
        constraints = [
            OwnRows("unit", files=("file",), name="pending_part_own_rows"),
            models.CheckConstraint(
                condition=Q(refused_by__isnull=True) | ~Q(refused_by=models.F("asked_by")),
                name="pending_part_needs_two_people",
            ),
            models.CheckConstraint(
                condition=Q(sheet_file__isnull=True, sealed_sheet__isnull=True)
                | Q(sheet_file__isnull=False, sealed_sheet__isnull=False, refused_at=None),
                name="pending_part_refused_keeps_no_sheet",
            ),
        ]
        indexes = [models.Index(fields=["unit", "due_at"], name="pending_part_of_unit")]

    def __str__(self) -> str:
        return self.code
