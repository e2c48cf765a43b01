"""Coded facts, sealed to the unit whose work they count until their month is over (security.md 3.12).

Sealing needs only the unit's public key: whoever sends, or nobody at all, may add to another
unit's figures and can read none of them. All facts have one size, whatever is in them.
"""

import json
import uuid
from collections.abc import Mapping

from django.db import models

from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault import suite
from schutznetz.ground.vault.keyring import keyring_of, statistics_pair
from schutznetz.ground.vault.models import UnitKey
from schutznetz.ground.vault.padding import pad_to, unpad
from schutznetz.ground.vault.place import Place
from schutznetz.ground.vault.sealed import KeyMissing, Sealed, Unopenable

#: Bytes of a fact before sealing; the longest one that can arise has about a third of it.
SIZE = 1024


def seal_counted(
    *, unit_id: uuid.UUID, row: models.Model, field: str, content: Mapping[str, object]
) -> Sealed:
    """Seal `content` for one field of one row, to be opened by members of `unit_id`.

    Raises KeyMissing while the unit has published no statistics key, ValueError if it is too long.
    """
    keys = UnitKey.objects.filter(unit_id=unit_id, statistics_public__isnull=False)
    unit_key = keys.order_by("-generation").first()
    if unit_key is None:
        raise KeyMissing
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    blob = suite.seal_to(
        bytes(unit_key.statistics_public or b""),
        pad_to(SIZE, text.encode()),
        bound=_place(unit_id, row, field).bound(),
        generation=unit_key.generation,
    )
    return Sealed(blob)


def open_counted(*, by: Actor, row: models.Model, field: str) -> dict[str, object]:
    """Open what was sealed for the actor's unit in one field of one row.

    The calling act records the opening. Raises KeyMissing without the key, Unopenable if it was
    changed, moved to another row, or belongs to another unit.
    """
    blob = getattr(row, field).stored()
    try:
        _, secret = keyring_of(by).unit_secret_of(suite.generation_of(blob))
        bound = _place(by.unit_id, row, field).bound()
        content = json.loads(unpad(statistics_pair(secret).unseal(blob, bound=bound)))
    except (Unopenable, ValueError):
        raise Unopenable(row._meta.db_table, row.pk) from None
    if not isinstance(content, dict):
        raise Unopenable(row._meta.db_table, row.pk)
    return content


def _place(unit_id: uuid.UUID, row: models.Model, field: str) -> Place:
    return Place(row._meta.db_table, str(row.pk), field, str(unit_id))
