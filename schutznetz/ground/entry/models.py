"""Sessions as they are stored, without anything that opens them; and what waits for its writer."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault.fields import SealedField
from schutznetz.ground.vault.models import FileKey


class Session(AbstractBaseSession):
    """One session. The key is a digest: what the browser holds cannot be read back from it.

    The table is unlogged and stays out of dumps; losing it means signing in again.
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    #: Whose session, so that all sessions of an account can be ended at once.
    account_id = models.UUIDField(null=True, db_index=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Django asks; the store that goes with this table is named in the settings."""
        raise NotImplementedError("sessions are reached through their store")

    def __str__(self) -> str:
        return "session"


class ParkedInput(models.Model):
    """What somebody sent when her session was over, sealed to her alone until she is back.

    Readable: whose it is and when it came. A thief of the dump learns that this person was too
    late at that minute; which page it was, for which unit and what she wrote is sealed and padded.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="parked_inputs")
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sealed_content = SealedField()

    class Meta:
        indexes = [models.Index(fields=["account", "at"], name="parked_of_account")]

    def __str__(self) -> str:
        return "parked input"
