"""The audit chain. Rows carry ids and codes, never content, and no foreign keys: nothing that is
deleted later may be held back by the note that somebody read it.

The web role may insert and read here, nothing else (migration 0001).
"""

from django.db import models


class Entry(models.Model):
    """One act or one reading. `leaf` seals the row, `chain` its place behind the one before.

    When the legal term of the log is over, everything but `seq`, `leaf` and `chain` is erased;
    the random `salt` goes with it, so that an erased entry cannot be guessed back.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(null=True)
    account_id = models.UUIDField(null=True)
    member_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60, blank=True)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=60, blank=True)
    #: Ids and codes that belong to the act, such as the files a list opened.
    detail = models.JSONField(default=dict)
    salt = models.BinaryField(null=True)
    leaf = models.BinaryField()
    chain = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "seq"], name="audit_subject"),
            models.Index(fields=["unit_id", "seq"], name="audit_unit"),
            models.Index(fields=["account_id", "at"], name="audit_account"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"
