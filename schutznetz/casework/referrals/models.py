"""A report before it is sent, and which centre a station reports to."""

from django.db import models

from schutznetz.casework.referrals.drafts import Content
from schutznetz.ground.base.ids import new_code, new_id
from schutznetz.ground.base.row_policies import OwnRows
from schutznetz.ground.organisations.models import Account, Unit
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
    """Where one part of a station's reports goes."""

    station = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="routes")
    part = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="routed_here")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "part"], name="route_once_per_part"),
        ]

    def __str__(self) -> str:
        return f"{self.station} → {self.unit} ({self.part})"
