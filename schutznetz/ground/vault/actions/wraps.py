"""Sealing a file's key to people, each by their own public key."""

import uuid
from collections.abc import Collection

from schutznetz.ground.vault import suite
from schutznetz.ground.vault.keyring import wrap_bound
from schutznetz.ground.vault.models import FileKey, KeyWrap, UserKey
from schutznetz.ground.vault.sealed import KeyMissing, Sealed, Secret


def seal_key_for(*, file: FileKey, key: Secret, accounts: Collection[uuid.UUID]) -> None:
    """Seal a file's key to each person's own public key, bound to file, reader and epoch.

    Raises KeyMissing if there is nobody, or somebody who has no key yet: all of them or none.
    """
    publics = dict(
        UserKey.objects.filter(account_id__in=accounts).values_list("account_id", "public_key")
    )
    if not accounts or set(publics) != set(accounts):
        raise KeyMissing
    KeyWrap.objects.bulk_create(
        KeyWrap(
            file=file,
            account_id=account_id,
            wrapped=Sealed(
                suite.seal_to(
                    bytes(public),
                    key.reveal(),
                    bound=wrap_bound(file.pk, account_id, file.epoch),
                )
            ),
        )
        for account_id, public in sorted(publics.items())
    )
