"""The separate sheet of what waits for a second person: sealed to the recipient from the first moment.

How to reach her safely goes only to the centre. So the sender's own unit, which keeps the rest until
somebody has decided, holds nothing of it that its keys open (ADR 0019).
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.readers import Readers
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import make_file_for, open_file
from schutznetz.ground.vault.sealed import Sealed


class ReadersChanged(Exception):
    """Other people may read it now than when its sheet was sealed; nobody can seal it anew."""


@dataclass(frozen=True)
class Sheet:
    """Fields sealed for a transmission that does not exist yet, bound to its place by its id."""

    transmission_id: uuid.UUID
    file_id: uuid.UUID
    sealed: Sealed

    @classmethod
    def sealed_for(
        cls,
        *,
        transmission_id: uuid.UUID,
        unit: Unit,
        readers: Readers,
        fields: Mapping[str, object],
    ) -> Self:
        """Seal it to the unit or its named readers; raises KeyMissing while the unit has no key."""
        file = make_file_for(unit=unit, only=readers.theirs)
        place = Transmission(pk=transmission_id)
        return cls(transmission_id, file.id, file.seal(place, "sealed_sheet", fields))

    def lay_on(self, transmission: Transmission, readers: Readers) -> None:
        """Make it part of what is about to be sent; raises ReadersChanged if it is for others."""
        if named_readers(self.file_id) != readers.theirs:
            raise ReadersChanged
        transmission.pk = self.transmission_id
        transmission.sheet_file_id, transmission.sealed_sheet = self.file_id, self.sealed


def with_sheet(
    *, by: Actor, transmission: Transmission, body: dict[str, object]
) -> dict[str, object]:
    """An opened content with the fields of its sheet, if it has one."""
    fields = body.get("fields")
    if transmission.sheet_file_id is None or not isinstance(fields, dict):
        return body
    file = open_file(by=by, file_id=transmission.sheet_file_id, purpose="read")
    return {**body, "fields": {**fields, **file.open(transmission, "sealed_sheet")}}
