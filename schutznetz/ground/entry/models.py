"""Sessions as they are stored: without anything that opens them."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


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
