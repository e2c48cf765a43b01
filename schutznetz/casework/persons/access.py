"""Whose tags are whose: the unit's own, and nobody else's."""

from django.db.models import QuerySet

from schutznetz.casework.persons.models import PersonTag
from schutznetz.ground.organisations.access import is_police, works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.access import open_to


def tags_in_unit(actor: Actor) -> QuerySet[PersonTag]:
    """The tags of the actor's unit; none for people who keep no files."""
    if not works_on_cases(actor) or is_police(actor):
        return PersonTag.objects.none()
    return PersonTag.objects.filter(open_to(actor), unit_id=actor.unit_id)
