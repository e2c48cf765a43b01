"""What came by fax, call or visit, written down by the unit it came to. Same clock, same escalation."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from schutznetz.casework.exchange.access import signed_message
from schutznetz.casework.exchange.actions import UNREAD, tell_of_conflict
from schutznetz.casework.exchange.kinds import concerned_in
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.readers import readers_within
from schutznetz.casework.exchange.rules import due_at
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.actions import start_timer
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.actions import make_unit_file, sign_for_unit
from schutznetz.ground.vault.file import OpenFile


def record_arrival(
    *,
    by: Actor,
    token: uuid.UUID,
    urgent: bool,
    received_at: datetime,
    header: Mapping[str, object],
    body: Mapping[str, object],
) -> tuple[Transmission, OpenFile]:
    """Put something into the own unit's inbox; its clock runs since `received_at`, when it came.

    Nothing leaves the unit, so there is neither basis nor ledger line. The same token twice is one
    record. Returns the row and its opened file, for papers that belong to it. Raises KeyMissing
    without the unit's key.
    """
    with recorded(by=by, verb="record_arrival") as record:
        readers = readers_within(by=by, concerned=concerned_in(body))
        file = make_unit_file(by=by, only=readers.theirs)
        row = _row(by, token, file, urgent=urgent, received_at=received_at)
        row.sealed_header = file.seal(row, "sealed_header", header)
        row.sealed_body = file.seal(row, "sealed_body", body)
        stub = make_unit_file(by=by, only=readers.ours)
        row.stub_file_id = stub.id
        row.sealed_stub = stub.seal(row, "sealed_stub", {"kind": header["kind"]})
        row.signed_with_id, row.signature = sign_for_unit(by=by, message=signed_message(row))
        row.save(force_insert=True)
        start_timer(unit_id=by.unit_id, subject_id=row.pk, code=UNREAD, due_at=row.due_at)
        record.about("transmission", row.pk)
        tell_of_conflict(by=by, readers=readers)
        return row, file


def _row(
    by: Actor, token: uuid.UUID, file: OpenFile, *, urgent: bool, received_at: datetime
) -> Transmission:
    unit = Unit.objects.prefetch_related("shifts").get(pk=by.unit_id)
    return Transmission(
        token=token,
        from_unit=unit,
        to_unit=unit,
        sent_by_id=by.member_id,
        sent_at=received_at,
        due_at=due_at(
            received_at,
            urgent=urgent,
            hours=unit.hours(),
            urgent_minutes=unit.urgent_minutes,
            ordinary_minutes=unit.ordinary_minutes,
        ),
        urgent=urgent,
        recorded_here=True,
        file_id=file.id,
    )
