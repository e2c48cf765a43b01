"""What `care` asks this room when one of its timers rings."""

from schutznetz.casework.referrals.models import PendingPart
from schutznetz.ground.base.models import Timer


def is_decided(timer: Timer) -> bool:
    """Whether a second person has decided about the part behind the timer, or it is gone."""
    return not PendingPart.objects.filter(pk=timer.subject_id, refused_at=None).exists()
