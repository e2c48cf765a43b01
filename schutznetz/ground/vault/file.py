"""An opened file: one key, under which the fields of its rows are sealed, each to its place."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models

from schutznetz.ground.vault import suite
from schutznetz.ground.vault.padding import pad, pad_file, unpad
from schutznetz.ground.vault.place import Place, encode
from schutznetz.ground.vault.sealed import Sealed, Secret, Unopenable

Content = Mapping[str, object]

#: Bytes of one piece of a sealed document. Each piece is sealed by itself, so that a row stays small.
CHUNK = 1024 * 1024


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

    def seal_bytes(self, row: models.Model, field: str, content: bytes) -> list[Sealed]:
        """Seal a document as pieces, in order. The padding hides its size to 64 KiB.

        Each piece is bound to its place, its number and to being the last one or not.
        """
        padded = pad_file(content)
        pieces = [padded[start : start + CHUNK] for start in range(0, len(padded), CHUNK)]
        place = self._place(row, field, 0)
        key = self._field_key(place)
        return [
            Sealed(suite.seal(key, piece, bound=_piece(place, number, number == len(pieces) - 1)))
            for number, piece in enumerate(pieces)
        ]

    def open_bytes(self, row: models.Model, field: str, pieces: Sequence[Sealed]) -> bytes:
        """Open a document; raises Unopenable if a piece is missing, added, changed or moved."""
        place = self._place(row, field, 0)
        key = self._field_key(place)
        try:
            opened = [
                suite.unseal(
                    key, piece.stored(), bound=_piece(place, number, number == len(pieces) - 1)
                )
                for number, piece in enumerate(pieces)
            ]
            return unpad(b"".join(opened))
        except Unopenable:
            raise Unopenable(place.table, row.pk) from None

    def _place(self, row: models.Model, field: str, version: int) -> Place:
        table = row._meta.db_table
        return Place(table, str(row.pk), field, str(self.id), self.epoch, version)

    def _field_key(self, place: Place) -> Secret:
        return suite.expand(self.key, "field", place.table, place.field, place.epoch)


def _piece(place: Place, number: int, is_last: bool) -> bytes:
    return encode("piece", place.bound(), number, int(is_last))
