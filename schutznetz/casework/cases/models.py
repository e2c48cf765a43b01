"""Case files of one unit. Readable: state, owner, dates without a reason. Everything else is sealed.

A thief of the dump learns that a unit has so many open files, whose they are, when each is looked
at again, when somebody last spoke with its person, and whether a first contact is still due.
"""

from django.db import models
from django.db.models import Q

from schutznetz.casework.cases.rules import State
from schutznetz.ground.base.ids import new_code, new_id
from schutznetz.ground.base.row_policies import OwnRows, RowsOf
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.ground.vault.fields import SealedField
from schutznetz.ground.vault.models import FileKey


class Case(models.Model):
    """A unit's file about one affected person (Akte).

    While it is open it has an owner and a next date; the database itself refuses anything else.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, default=new_code, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(each, each) for each in State])
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="cases")
    next_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    #: Until when somebody should have spoken with her for the first time; None once that is done.
    first_contact_due = models.DateTimeField(null=True)
    #: The day on which somebody last spoke with her.
    contact_on = models.DateField(null=True)
    #: Counts every change, so that two people do not overwrite each other.
    version = models.PositiveIntegerField(default=1)
    #: The head: whom it is about, how to reach her and under which rules, which reports it joins.
    #: Counts its own versions, so that none can be put back.
    contact_version = models.PositiveIntegerField(default=1)
    sealed_contact = SealedField()

    class Meta:
        constraints = [
            OwnRows("unit", files=("file",), name="case_own_rows"),
            models.CheckConstraint(
                condition=~Q(state=State.OPEN) | Q(owner__isnull=False, next_on__isnull=False),
                name="open_case_has_owner_and_next_date",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, closed_at__isnull=True)
                | Q(state=State.CLOSED, closed_at__isnull=False),
                name="closed_case_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN) | Q(first_contact_due__isnull=True),
                name="closed_case_waits_for_no_contact",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "next_on"], condition=Q(state=State.OPEN), name="case_due"
            ),
            models.Index(
                fields=["owner", "next_on"], condition=Q(state=State.OPEN), name="case_of_owner"
            ),
            models.Index("unit", models.F("closed_at").desc(), name="case_closed"),
        ]

    def __str__(self) -> str:
        return self.code


class CaseEntry(models.Model):
    """One line of the file's timeline, never changed: a report, an attempt, a note, a closing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="case_entries")
    sealed_content = SealedField()

    class Meta:
        constraints = [RowsOf("case", name="case_entry_own_rows")]
        indexes = [models.Index("case", models.F("at").desc(), name="case_entries")]

    def __str__(self) -> str:
        return "entry"


class CaseReport(models.Model):
    """Which file a report has joined, as a keyed tag of the report.

    Without the unit's key nobody can tell which of the unit's reports it is.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    tag = models.BinaryField(max_length=8)

    class Meta:
        constraints = [
            RowsOf("case", name="case_report_own_rows"),
            models.UniqueConstraint(fields=["tag", "case"], name="case_report_once"),
        ]

    def __str__(self) -> str:
        return "report"
