"""Who may open a file that exists already: a new key for named people, another named person."""

import uuid
from collections.abc import Collection

from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault import suite
from schutznetz.ground.vault.actions import open_file
from schutznetz.ground.vault.actions.wraps import seal_key_for
from schutznetz.ground.vault.file import OpenFile
from schutznetz.ground.vault.models import FileKey, KeyWrap


def renew_file_key(
    *, by: Actor, file_id: uuid.UUID, only: Collection[uuid.UUID]
) -> tuple[OpenFile, OpenFile]:
    """A new key and epoch for the file, sealed to the accounts in `only`; returns (before, after).

    The caller re-seals every field of the file from the one to the other in the same transaction;
    until it ends nobody else writes into the file. Raises KeyMissing unless the actor opens the
    file now and everybody named has a key.
    """
    with recorded(by=by, verb="renew_file_key") as record:
        record.about("file", file_id)
        row = FileKey.objects.select_for_update().get(pk=file_id)
        before = open_file(by=by, file_id=file_id, purpose="rekey")
        key = suite.random_secret()
        row.epoch, row.restricted = row.epoch + 1, True
        row.save(update_fields=["epoch", "restricted"])
        row.wraps.all().delete()
        seal_key_for(file=row, key=key, accounts=only)
        return before, OpenFile(row.pk, key, row.epoch)


def restrict_file(*, by: Actor, file_id: uuid.UUID, only: Collection[uuid.UUID]) -> None:
    """Seal the same key to the accounts in `only` and to nobody else.

    For what cannot be sealed anew because somebody else has signed its ciphertext. Raises
    KeyMissing as `renew_file_key` does.
    """
    with recorded(by=by, verb="restrict_file") as record:
        record.about("file", file_id)
        row = FileKey.objects.select_for_update().get(pk=file_id)
        opened = open_file(by=by, file_id=file_id, purpose="rekey")
        row.restricted = True
        row.save(update_fields=["restricted"])
        row.wraps.all().delete()
        seal_key_for(file=row, key=opened.key, accounts=only)


def grant_file(*, by: Actor, file_id: uuid.UUID, account_id: uuid.UUID) -> None:
    """Let one more person open a file for named people; a second time changes nothing.

    Raises KeyMissing unless the actor opens the file and the other person has a key,
    PermissionError for a file that is the whole unit's.
    """
    with recorded(by=by, verb="grant_file") as record:
        record.about("file", file_id)
        row = FileKey.objects.select_for_update().get(pk=file_id)
        if not row.restricted:
            raise PermissionError("this file is open to the whole unit")
        opened = open_file(by=by, file_id=file_id, purpose="grant")
        if not KeyWrap.objects.filter(file=row, account_id=account_id).exists():
            seal_key_for(file=row, key=opened.key, accounts=[account_id])
