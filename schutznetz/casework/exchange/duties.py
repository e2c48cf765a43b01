"""What `care` asks this room when one of its timers rings."""

from schutznetz.casework.exchange.access import UNREAD
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.base.models import Timer


def is_read(timer: Timer) -> bool:
    """Whether the transmission behind the timer has been read or is gone."""
    return not Transmission.objects.filter(UNREAD, pk=timer.subject_id).exists()
