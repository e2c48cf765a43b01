"""Whose attachments are whose. Opening one needs the key of the file it hangs on."""

import uuid

from django.db.models import QuerySet

from schutznetz.casework.attachments.models import Attachment
from schutznetz.ground.organisations.access import works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.access import open_to


def attachments_of(actor: Actor) -> QuerySet[Attachment]:
    """The attachments of the actor's unit; nothing for people outside casework."""
    if not works_on_cases(actor):
        return Attachment.objects.none()
    found = Attachment.objects.filter(open_to(actor), unit_id=actor.unit_id)
    return found.select_related("added_by__account")


def attachments_on(actor: Actor, file_id: uuid.UUID) -> QuerySet[Attachment]:
    """Those that hang on one file, oldest first."""
    return attachments_of(actor).filter(file_id=file_id).order_by("added_at", "code")
