"""Something that came another way while it is being written down."""

from django.db import models

from schutznetz.ground.base.ids import new_id
from schutznetz.ground.base.row_policies import OwnRows
from schutznetz.ground.organisations.models import Account, Unit
from schutznetz.ground.vault.fields import SealedField
from schutznetz.ground.vault.models import FileKey


class IntakeDraft(models.Model):
    """Begun and not recorded (angefangene Aufnahme), sealed to the person who writes it.

    Its papers hang on the same file key. Readable is that somebody has begun one, and when. Once
    recorded it is a transmission of `exchange` and this row is gone with its key.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="intake_drafts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="intake_drafts")
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    #: Counts up with every saving; part of the seal's place.
    version = models.PositiveIntegerField(default=0)
    sealed_content = SealedField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [OwnRows("unit", name="intake_draft_own_rows")]
        indexes = [
            models.Index(
                "account", "unit", models.F("updated_at").desc(), name="intake_draft_of_person"
            )
        ]

    def __str__(self) -> str:
        return "intake draft"
