"""Who has which first page."""

from schutznetz.ground.organisations.access import is_police, works_on_cases
from schutznetz.ground.organisations.actor import Actor


def has_inbox(actor: Actor) -> bool:
    """Whether reports are sent to the actor's unit: not to stations, and never to coordination."""
    return works_on_cases(actor) and not is_police(actor)
