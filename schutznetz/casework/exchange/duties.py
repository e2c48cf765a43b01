"""What `care` asks this room when one of its timers rings."""

import uuid

from schutznetz.casework.exchange.access import UNREAD
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.base.models import Timer
from schutznetz.ground.vault.access import named_readers


def who_may_know(timer: Timer) -> frozenset[uuid.UUID] | None:
    """The named readers of a transmission that is not for the whole unit."""
    found = Transmission.objects.filter(pk=timer.subject_id).values_list("file_id", flat=True)
    return named_readers(found.first())


def is_read(timer: Timer) -> bool:
    """Whether the transmission behind the timer has been read or is gone."""
    return not Transmission.objects.filter(UNREAD, pk=timer.subject_id).exists()
