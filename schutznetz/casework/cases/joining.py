"""Which file a report has joined. Only the unit itself can tell, by a keyed tag."""

import uuid

from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.models import Case
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.tags import tags_of


def report_tags(by: Actor, transmission_id: uuid.UUID) -> list[bytes]:
    """The tags of a report under every live key of the unit, the present one first."""
    value = ("report", str(transmission_id))
    return tags_of(by=by, values=[value])[value]


def case_joining(by: Actor, transmission_id: uuid.UUID) -> Case | None:
    """The file of the actor's unit that a report has joined, if she may see it."""
    found = files_of(by).filter(reports__tag__in=report_tags(by, transmission_id))
    return found.order_by("opened_at").first()
