"""What of the unit's files needs somebody today. Nothing of a file is opened for it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from schutznetz.casework.cases.access import (
    due_files,
    late_files,
    own_open_files,
    quiet_files,
)
from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.access import sent_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor

#: After so many days without a conversation a file is shown as quiet.
QUIET_DAYS = 14
SHOWN = 50
WAITING_SHOWN = 10


@dataclass(frozen=True)
class Files:
    """The person's own files first, then what is late anywhere in the unit."""

    own: list[Case]
    late: list[Case]
    quiet: list[Case]
    open_count: int
    quiet_days: int
    waiting: list[Transmission]


def files_today(actor: Actor) -> Files:
    """What is due with her, overdue with others, quiet, and waiting for other units."""
    moment = now()
    today = localdate(moment)
    theirs = late_files(actor, moment).exclude(owner_id=actor.member_id)
    return Files(
        own=list(due_files(actor, today).filter(owner_id=actor.member_id)[:SHOWN]),
        late=list(theirs[:SHOWN]),
        quiet=list(quiet_files(actor, today - timedelta(days=QUIET_DAYS))[:SHOWN]),
        open_count=own_open_files(actor).count(),
        quiet_days=QUIET_DAYS,
        waiting=list(_waiting(actor)[:WAITING_SHOWN]),
    )


def _waiting(actor: Actor) -> QuerySet[Transmission]:
    """What the unit has given away and nobody there has read, or answered, yet."""
    unanswered = Q(offer_tag__isnull=False, answer="")
    return sent_by(actor).filter(Q(acknowledged_at=None) | unanswered, shredded_at=None)
