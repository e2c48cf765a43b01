"""Destroying the recipient's part: its keys and every ciphertext. The row stays and explains itself."""

import uuid
from collections.abc import Mapping

from schutznetz.casework.exchange.actions import UNREAD
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.actions import end_timer
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.actions import settle_notices
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import make_unit_file, shred_file

#: Somebody of the unit has to decide something: about an offer, or after a withdrawal.
DECISION = "decision_due"


def shred_transmission(
    *, by: Actor, transmission: Transmission, rest: Mapping[str, object] | None = None
) -> None:
    """Destroy what the recipient could open, and end what was running about it.

    `rest` is what the actor's unit still knows: codes only, sealed. The caller has checked that
    the step is allowed and saves its own marks on the row with it. Nothing happens twice.
    """
    if transmission.file_id is None:
        return
    with recorded(by=by, verb="shred_transmission", purpose="shred") as record:
        record.about("transmission", transmission.pk)
        gone, readers = transmission.file_id, named_readers(transmission.file_id)
        sheet = transmission.sheet_file_id
        transmission.file = transmission.sealed_header = transmission.sealed_body = None
        transmission.sheet_file = transmission.sealed_sheet = None
        transmission.shredded_at = now()
        if rest is None and readers is not None:
            rest = {}  # without a file of its own the row would be there for the whole unit again
        if rest is not None:
            file = make_unit_file(by=by, only=readers)
            transmission.rest_file_id = file.id
            transmission.sealed_rest = file.seal(transmission, "sealed_rest", rest)
        transmission.save()
        for file_id in filter(None, (gone, sheet)):
            shred_file(file_id=file_id)
        for code in (UNREAD, DECISION):
            settle_duty(by=by, subject_id=transmission.pk, code=code)


def settle_duty(*, by: Actor, subject_id: uuid.UUID, code: str) -> None:
    """End a timer and take its notices away: the matter itself is done."""
    end_timer(subject_id=subject_id, code=code)
    settle_notices(subject_id=subject_id, code=code)
