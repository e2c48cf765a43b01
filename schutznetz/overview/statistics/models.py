"""Coded facts: sealed while their month runs, then rows that nothing leads back from.

What a thief of the database learns. While sealed: that a unit has had so many facts in a month. The
rows carry no moment, no author and random ids. A logical dump (pg_dump) lists them in the order
in which they were written, the data files and the write-ahead log show besides in which
transaction each was: that a fact arose together with, say, the reading of a certain
transmission. What is in it stays sealed. When the month is over, one transaction writes the opened
facts anew in the order of fresh random ids and deletes the sealed ones: neither order nor
transaction number leads from an opened fact to anything else, and the sealed copy in a dead
row or in the log opens only with the unit's secret.

After opening: month, kind and coarse codes of facts of which the month had at least five of a kind
(security.md 3.16, "monthly facts"). Of what is rarer only the sealed rows remain.
"""

from django.db import models
from django.db.models import Q

from schutznetz.ground.base.ids import new_id
from schutznetz.ground.base.row_policies import OwnRows
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.fields import SealedField


class SealedFact(models.Model):
    """A coded fact, sealed to the unit's statistics key, all of one size.

    Anybody's session may write one for the unit whose work it counts. Kept: until its month is
    opened; what is too rare to be opened, 36 months.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    #: First day of the month; nothing finer is stored.
    month = models.DateField()
    sealed_codes = SealedField()

    class Meta:
        constraints = [
            OwnRows("unit", name="sealed_fact_own_rows"),
            models.CheckConstraint(condition=Q(month__day=1), name="sealed_fact_of_a_month"),
        ]
        indexes = [models.Index(fields=["unit", "month"], name="sealed_fact_month")]

    def __str__(self) -> str:
        return "sealed fact"


class StatFact(models.Model):
    """An opened fact: unit, month, codes. Readable, and about nobody. Kept: 10 years."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    codes = models.JSONField()

    class Meta:
        constraints = [
            OwnRows("unit", name="stat_fact_own_rows"),
            models.CheckConstraint(condition=Q(month__day=1), name="stat_fact_of_a_month"),
        ]
        indexes = [models.Index(fields=["unit", "month"], name="stat_fact_month")]

    def __str__(self) -> str:
        return "fact"


class StatRelease(models.Model):
    """The figures of one span as a unit has released them (Kennzahl); they never change again.

    Holds the covered tables only: what is not printed is not stored. No row policy, because the
    coordination of the network reads the shared tables of every unit; `access.py` narrows.
    Kept: without end, it is published.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    begins = models.DateField()
    months = models.PositiveSmallIntegerField()
    released_on = models.DateField()
    #: What is counted, in the words that held then.
    definition = models.TextField()
    tables = models.JSONField()

    class Meta:
        ordering = ("-begins",)
        constraints = [
            models.UniqueConstraint(fields=["unit", "begins"], name="released_once"),
            models.CheckConstraint(condition=Q(begins__day=1), name="released_from_a_first"),
            models.CheckConstraint(condition=Q(months__in=(1, 3, 12)), name="released_span"),
        ]

    def __str__(self) -> str:
        return f"{self.begins} ({self.months})"
