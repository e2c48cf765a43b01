"""How many papers a station says it sent in a week, and how many its centre says it got.

Only counts and a coded reason cross between the two units: a disclosure without personal data.
Readable for a thief of the dump: so many papers in that week between these two, and who typed it.
"""

from django.db import models
from django.db.models import Q

from schutznetz.casework.comparisons.rules import MOST, Reason
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.base.row_policies import OwnRows, RowsOf
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.ground.vault.fields import SealedField
from schutznetz.ground.vault.models import FileKey


class WeekComparison(models.Model):
    """One week between one station and one centre (Wochenvergleich)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    monday = models.DateField()
    station = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="weeks_sent")
    centre = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="weeks_received")

    class Meta:
        constraints = [
            OwnRows("station", "centre", name="week_own_rows"),
            models.UniqueConstraint(
                fields=["monday", "station", "centre"], name="week_once_per_pair"
            ),
            models.CheckConstraint(condition=~Q(station=models.F("centre")), name="week_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.monday}"


class WeekCount(models.Model):
    """What one of the two units says (eigene Zahl). `sealed_note` opens for that unit alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    week = models.ForeignKey(WeekComparison, on_delete=models.CASCADE, related_name="counts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="week_counts")
    papers = models.PositiveSmallIntegerField(null=True)
    counted_at = models.DateTimeField(null=True)
    counted_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="week_counts"
    )
    reason = models.CharField(max_length=12, blank=True, choices=[(r, r) for r in Reason])
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="week_counts_settled"
    )
    note_file = models.OneToOneField(FileKey, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_note = SealedField(null=True)

    class Meta:
        constraints = [
            RowsOf("week", name="week_count_own_rows"),
            models.UniqueConstraint(fields=["week", "unit"], name="week_count_once_per_unit"),
            models.CheckConstraint(
                condition=Q(papers__isnull=True, counted_by__isnull=True)
                | Q(papers__lte=MOST, counted_by__isnull=False),
                name="week_counted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, reason="")
                | (Q(settled_at__isnull=False, papers__isnull=False) & ~Q(reason="")),
                name="week_settled_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.papers}"
