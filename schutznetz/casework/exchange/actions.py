"""Sending and acknowledging: the only writers of transmissions."""

import uuid
from collections.abc import Mapping

from schutznetz.casework.exchange.access import require_genuine, signed_message
from schutznetz.casework.exchange.facts import TransmissionAcknowledged, TransmissionRead
from schutznetz.casework.exchange.kinds import counted_of
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Disclosure, due_at, require_basis
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.actions import end_timer, start_timer
from schutznetz.ground.base.bus import announce
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.actions import settle_notices
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.actions import (
    make_file_for,
    make_unit_file,
    open_file,
    sign_for_unit,
)

UNREAD = "unread_transmission"


class AlreadyTaken(Exception):
    """Somebody of the unit has made a file of it before."""


def send_transmission(
    *,
    by: Actor,
    token: uuid.UUID,
    to_unit: Unit,
    urgent: bool,
    header: Mapping[str, object],
    body: Mapping[str, object],
    disclosure: Disclosure,
) -> Transmission:
    """Seal, sign, store, start the clock and record it: all of it or nothing.

    Sending again with the same token returns what was sent the first time. Raises NoBasis
    without a basis, KeyMissing if the recipient is not live or the sender holds no key.
    """
    require_basis(disclosure)
    with recorded(by=by, verb="send_transmission", purpose=disclosure.purpose) as record:
        earlier = Transmission.objects.filter(from_unit_id=by.unit_id, token=token).first()
        if earlier:
            record.about("transmission", earlier.pk)
            return earlier
        transmission = _envelope(by, token, to_unit, urgent=urgent)
        _seal(transmission, by, header, body, disclosure)
        transmission.save(force_insert=True)
        start_timer(
            unit_id=to_unit.pk,
            subject_id=transmission.pk,
            code=UNREAD,
            due_at=transmission.due_at,
        )
        record.about("transmission", transmission.pk)
        return transmission


def take_transmission(*, by: Actor, transmission: Transmission) -> dict[str, object]:
    """Note that the unit makes a file of it, and return its content for that file.

    Taking is reading: it acknowledges what nobody has acknowledged yet. Raises AlreadyTaken for
    the second time, Unopenable if the content does not open.
    """
    with recorded(by=by, verb="take_transmission", purpose="file") as record:
        record.about("transmission", transmission.pk)
        acknowledge_transmission(by=by, transmission=transmission)
        row = Transmission.objects.select_for_update().get(
            pk=transmission.pk, to_unit_id=by.unit_id
        )
        if row.taken_at is not None:
            raise AlreadyTaken
        body = read_transmission(by=by, transmission=row)
        row.taken_at = now()
        row.save(update_fields=["taken_at"])
        return body


def _envelope(by: Actor, token: uuid.UUID, to_unit: Unit, *, urgent: bool) -> Transmission:
    sent_at = now()
    return Transmission(
        token=token,
        from_unit_id=by.unit_id,
        to_unit=to_unit,
        sent_by_id=by.member_id,
        sent_at=sent_at,
        due_at=due_at(
            sent_at,
            urgent=urgent,
            hours=to_unit.hours(),
            urgent_minutes=to_unit.urgent_minutes,
            ordinary_minutes=to_unit.ordinary_minutes,
        ),
        urgent=urgent,
    )


def _seal(
    transmission: Transmission,
    by: Actor,
    header: Mapping[str, object],
    body: Mapping[str, object],
    disclosure: Disclosure,
) -> None:
    theirs = make_file_for(unit=transmission.to_unit)
    transmission.file_id = theirs.id
    transmission.sealed_header = theirs.seal(transmission, "sealed_header", header)
    transmission.sealed_body = theirs.seal(transmission, "sealed_body", body)
    ours = make_unit_file(by=by)
    transmission.stub_file_id = ours.id
    transmission.sealed_stub = ours.seal(transmission, "sealed_stub", disclosure.as_content())
    transmission.signed_with_id, transmission.signature = sign_for_unit(
        by=by, message=signed_message(transmission)
    )


def read_transmission(*, by: Actor, transmission: Transmission) -> dict[str, object]:
    """Open the content for one reading, which is recorded.

    Raises KeyMissing without the unit's key, Unopenable if content or signature was changed.
    """
    with recorded(by=by, verb="read_transmission", purpose="read") as record:
        record.about("transmission", transmission.pk)
        require_genuine(transmission)
        file = open_file(by=by, file_id=transmission.file_id, purpose="read")
        return file.open(transmission, "sealed_body")


def acknowledge_transmission(*, by: Actor, transmission: Transmission) -> TransmissionRead:
    """Note that a person has read it, end its clock, and let the sender see who in which function.

    The first reader counts; a second acknowledgement changes nothing. Raises Unopenable if the
    content cannot be opened: nobody can have read what does not open.
    """
    with recorded(by=by, verb="acknowledge_transmission", purpose="read") as record:
        record.about("transmission", transmission.pk)
        row = Transmission.objects.select_for_update().get(
            pk=transmission.pk, to_unit_id=by.unit_id
        )
        body = read_transmission(by=by, transmission=row)
        if row.acknowledged_at is None:
            row.acknowledged_at = now()
            row.acknowledged_by_id = by.member_id
            row.acknowledged_as = by.function
            row.save(update_fields=["acknowledged_at", "acknowledged_by", "acknowledged_as"])
            end_timer(subject_id=row.pk, code=UNREAD)
            settle_notices(subject_id=row.pk, code=UNREAD)
            announce(TransmissionAcknowledged(row.to_unit_id, row.from_unit_id, *counted_of(body)))
        return TransmissionRead(row.pk, row.acknowledged_as, row.acknowledged_at)
