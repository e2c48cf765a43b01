"""What has happened to a transmission; ids only."""

import uuid
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class TransmissionRead:
    """A person of the receiving unit has read it; what the sender may know about that."""

    transmission_id: uuid.UUID
    function: str
    at: datetime
