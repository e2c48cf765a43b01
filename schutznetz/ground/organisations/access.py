"""Questions about who somebody is. They look at the actor alone and never at content."""

from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member, Unit


def is_lead(actor: Actor) -> bool:
    """Whether the actor leads the unit, and is therefore told when something goes unread."""
    return actor.role == Member.Role.LEAD


def works_on_cases(actor: Actor) -> bool:
    """Whether the actor's place is in casework at all; the coordinator's is not."""
    return actor.role != Member.Role.COORDINATOR


def is_police(actor: Actor) -> bool:
    """Whether the actor acts for a police station, which is where police reports are written."""
    return works_on_cases(actor) and actor.unit_kind == Unit.Kind.STATION
