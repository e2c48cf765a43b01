"""Notices: "look here", addressed to one person, without content."""

from django.db import models
from django.db.models import Q

from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.models import Member


class Notice(models.Model):
    """Tells one member that something of their unit waits. The words come from the code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notices")
    code = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    stage = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    #: Set when the matter itself is done, never by looking away.
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "code", "subject_id", "stage"], name="notice_once_per_stage"
            )
        ]
        indexes = [
            models.Index(
                fields=["member", "created_at"],
                condition=Q(settled_at__isnull=True),
                name="notice_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} stage {self.stage}"
