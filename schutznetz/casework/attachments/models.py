"""Attachments: sealed documents that hang on a file key, whatever room the file belongs to.

Readable: which file key, which unit, who added it when, and the size in steps of 64 KiB. A thief of
the dump learns that a file has a document of about that size. Name, kind and content are sealed.
"""

from django.db import models

from schutznetz.ground.base.ids import new_code, new_id
from schutznetz.ground.base.row_policies import OwnRows, RowsOf
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.ground.vault.fields import SealedField
from schutznetz.ground.vault.models import FileKey


class Attachment(models.Model):
    """One document (Anlage). `sealed_label` holds name, kind and size."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    #: The name it is downloaded under; random, says nothing.
    code = models.CharField(max_length=12, default=new_code, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="attachments")
    #: Whoever shreds the file shreds its documents with it.
    file = models.ForeignKey(FileKey, on_delete=models.CASCADE, related_name="attachments")
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attachments")
    added_at = models.DateTimeField()
    sealed_label = SealedField()

    class Meta:
        constraints = [OwnRows("unit", files=("file",), name="attachment_own_rows")]
        indexes = [models.Index(fields=["file", "added_at"], name="attachment_of_file")]

    def __str__(self) -> str:
        return self.code


class AttachmentPiece(models.Model):
    """At most a mebibyte of a document, sealed to its number and to being the last or not."""

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveSmallIntegerField()
    sealed_content = SealedField()

    class Meta:
        constraints = [
            RowsOf("attachment", name="attachment_piece_own_rows"),
            models.UniqueConstraint(fields=["attachment", "number"], name="piece_once_per_number"),
        ]

    def __str__(self) -> str:
        return str(self.number)
