"""Read, but nobody has made a file of it: that must not go by quietly either."""

from collections.abc import Mapping

from schutznetz.casework.cases.access import may_take
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import due_at
from schutznetz.ground.base.actions import end_timer, start_timer
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.actions import settle_notices
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit

UNTAKEN = "untaken_report"


def start_waiting(*, by: Actor, notice: Transmission, body: Mapping[str, object]) -> None:
    """Start the clock of a report that was read just now and belongs to nobody yet.

    It runs as long as the one for reading: urgent by the clock, otherwise in staffed time.
    """
    if not may_take(by, notice):
        return
    unit = Unit.objects.prefetch_related("shifts").get(pk=by.unit_id)
    due = due_at(
        now(),
        urgent=notice.urgent,
        hours=unit.hours(),
        urgent_minutes=unit.urgent_minutes,
        ordinary_minutes=unit.ordinary_minutes,
    )
    start_timer(unit_id=by.unit_id, subject_id=notice.pk, code=UNTAKEN, due_at=due)


def end_waiting(*, by: Actor, transmission: Transmission) -> None:
    """Somebody has made a file of it."""
    end_timer(subject_id=transmission.pk, code=UNTAKEN)
    settle_notices(subject_id=transmission.pk, code=UNTAKEN)
