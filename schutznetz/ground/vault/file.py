"""An opened file: one key, under which the fields of its rows are sealed, each to its place."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from schutznetz.ground.vault import suite
from schutznetz.ground.vault.padding import pad, unpad
from schutznetz.ground.vault.place import Place
from schutznetz.ground.vault.sealed import Sealed, Secret, Unopenable

Content = Mapping[str, object]


@dataclass(frozen=True)
class OpenFile:
    """A file whose key is at hand, for the length of one request.

    `row` is the saved or unsaved model instance that carries the field; its table and primary
    key are part of the place, so they must be known before sealing.
    """

    id: uuid.UUID
    key: Secret
    epoch: int = 1

    def seal(self, row: models.Model, field: str, content: Content, *, version: int = 0) -> Sealed:
        """Seal `content` (JSON values) for one field of one row."""
        place = self._place(row, field, version)
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return Sealed(suite.seal(self._field_key(place), pad(text.encode()), bound=place.bound()))

    def open(self, row: models.Model, field: str, *, version: int = 0) -> dict[str, object]:
        """Open one field of one row; raises Unopenable unless it was sealed for exactly there."""
        place = self._place(row, field, version)
        sealed = getattr(row, field)
        try:
            raw = suite.unseal(self._field_key(place), sealed.stored(), bound=place.bound())
            content = json.loads(unpad(raw))
        except (Unopenable, ValueError):
            raise Unopenable(place.table, row.pk) from None
        if not isinstance(content, dict):
            raise Unopenable(place.table, row.pk)
        return content

    def _place(self, row: models.Model, field: str, version: int) -> Place:
        table = row._meta.db_table
        return Place(table, str(row.pk), field, str(self.id), self.epoch, version)

    def _field_key(self, place: Place) -> Secret:
        return suite.expand(self.key, "field", place.table, place.field, place.epoch)
