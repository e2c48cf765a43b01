"""What has happened to a transmission; ids and codes only."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class TransmissionRead:
    """A person of the receiving unit has read it; what the sender may know about that."""

    transmission_id: uuid.UUID
    function: str
    at: datetime


@dataclass(frozen=True)
class TransmissionAcknowledged:
    """A person of the receiving unit was the first to read it; what may be counted of that.

    `codes` are what the kind's owner says can be counted of its content: codes and small numbers,
    never text, an exact date, a name or an id.
    """

    unit_id: uuid.UUID
    from_unit_id: uuid.UUID
    kind: str
    codes: Mapping[str, object]
