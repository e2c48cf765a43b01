"""What waits for a person."""

from django.db.models import QuerySet

from schutznetz.ground.care.messages import codes
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.actor import Actor


def open_notices_for(actor: Actor) -> QuerySet[Notice]:
    """The notices of timers that still wait for this member, newest first."""
    return _open(actor).exclude(code__in=codes())


def messages_for(actor: Actor) -> QuerySet[Notice]:
    """What this member was told and has not put away, newest first."""
    return _open(actor).filter(code__in=codes()).select_related("member")


def _open(actor: Actor) -> QuerySet[Notice]:
    return Notice.objects.filter(member_id=actor.member_id, settled_at=None).order_by("-created_at")
