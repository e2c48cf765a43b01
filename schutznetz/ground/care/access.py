"""What waits for a person."""

from django.db.models import QuerySet

from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.actor import Actor


def open_notices_for(actor: Actor) -> QuerySet[Notice]:
    """The notices that still wait for this member, newest first."""
    return Notice.objects.filter(member_id=actor.member_id, settled_at=None).order_by("-created_at")
