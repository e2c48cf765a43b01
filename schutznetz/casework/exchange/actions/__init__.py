"""Sending, reading, acknowledging, taking. What follows on a transmission stands in the files beside."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from schutznetz.casework.exchange.access import received_by, require_genuine, signed_message
from schutznetz.casework.exchange.facts import TransmissionAcknowledged, TransmissionRead
from schutznetz.casework.exchange.followups import reading_of
from schutznetz.casework.exchange.kinds import concerned_in, counted_of
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.readers import Readers, readers_for
from schutznetz.casework.exchange.rules import (
    CARRYING,
    Concerned,
    Disclosure,
    NotAllowed,
    SentBefore,
    due_at,
    require_basis,
    require_step,
)
from schutznetz.casework.exchange.sheets import Sheet, with_sheet
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.actions import end_timer, start_timer
from schutznetz.ground.base.bus import announce
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.care.actions import notify_members, settle_notices
from schutznetz.ground.organisations.access import told_of_conflicts
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import (
    make_file_for,
    make_tag,
    make_unit_file,
    open_file,
    sign_for_unit,
)
from schutznetz.ground.vault.sealed import KeyMissing

UNREAD = "unread_transmission"
CONFLICT = "conflict_of_interest"


class AlreadyTaken(Exception):
    """Somebody of the unit has made a file of it before."""


@dataclass(frozen=True)
class Bond:
    """What ties a transmission to something: what it follows, what it offers, whom it concerns.

    `concerned` is needed where the sender knows more of the people than what is sent names,
    `origin` where something received is offered on, `sheet` where a part of it was sealed before.
    """

    follows: Transmission | None = None
    offer_tag: bytes | None = None
    concerned: Concerned | None = None
    origin: Transmission | None = None
    sheet: Sheet | None = None

    def require_between(self, one: uuid.UUID, other: uuid.UUID) -> None:
        """Raise PermissionError if it follows what others sent each other."""
        first = self.follows
        if first and {first.from_unit_id, first.to_unit_id} != {one, other}:
            raise PermissionError("a follow-up stays between the two units of the first")


def send_transmission(
    *,
    by: Actor,
    token: uuid.UUID,
    to_unit: Unit,
    urgent: bool,
    header: Mapping[str, object],
    body: Mapping[str, object],
    disclosure: Disclosure,
    bond: Bond | None = None,
) -> Transmission:
    """Seal, sign, store, start the clock and record it: all of it or nothing.

    Sent again with the same token it is what was sent first; something else raises SentBefore.
    A conflict of interest seals it to named people. Raises NoBasis, NobodyToRead, ReadersChanged,
    KeyMissing if a side is without a key, PermissionError if it follows what others sent.
    """
    require_basis(disclosure)
    bond = bond or Bond()
    bond.require_between(by.unit_id, to_unit.pk)
    with recorded(by=by, verb="send_transmission", purpose=disclosure.purpose) as record:
        sent = _tag_of(
            by, str(to_unit.pk), urgent, dict(header), dict(body), disclosure.as_content()
        )
        earlier = Transmission.objects.filter(from_unit_id=by.unit_id, token=token).first()
        if earlier:
            record.about("transmission", earlier.pk)
            return _same(by, earlier, sent)
        transmission = _envelope(by, token, to_unit, urgent=urgent, bond=bond)
        concerned, about = bond.concerned or concerned_in(body), bond.follows or bond.origin
        readers = readers_for(by=by, to_unit=to_unit, concerned=concerned, about=about)
        line = {**header, "account": disclosure.as_account()}
        stub = {**disclosure.as_content(), "sent": sent}
        _seal(transmission, by, readers, bond.sheet, header=line, body=body, stub=stub)
        transmission.save(force_insert=True)
        pk, due = transmission.pk, transmission.due_at
        start_timer(unit_id=to_unit.pk, subject_id=pk, code=UNREAD, due_at=due)
        tell_of_conflict(by=by, readers=readers)
        record.about("transmission", pk)
        return transmission


def take_transmission(*, by: Actor, transmission: Transmission) -> dict[str, object]:
    """Note that the unit makes a file of it, and return its content for that file.

    Taking is reading: it acknowledges what nobody has acknowledged yet. Raises AlreadyTaken for
    the second time, NotAllowed for what is gone or was only offered, Unopenable if the content
    does not open.
    """
    with recorded(by=by, verb="take_transmission", purpose="file") as record:
        record.about("transmission", transmission.pk)
        acknowledge_transmission(by=by, transmission=transmission)
        row = received_by(by).select_for_update(of=("self",)).get(pk=transmission.pk)
        if row.taken_at is not None:
            raise AlreadyTaken
        if row.follows_id or row.waits_for_answer():
            raise NotAllowed
        require_step(row.state(), "take")
        body = read_transmission(by=by, transmission=row)
        row.taken_at = now()
        row.save(update_fields=["taken_at"])
        return body


def _envelope(
    by: Actor, token: uuid.UUID, to_unit: Unit, *, urgent: bool, bond: Bond
) -> Transmission:
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
        follows=bond.follows,
        offer_tag=bond.offer_tag,
    )


def _seal(
    transmission: Transmission,
    by: Actor,
    readers: Readers,
    sheet: Sheet | None,
    *,
    header: Mapping[str, object],
    body: Mapping[str, object],
    stub: Mapping[str, object],
) -> None:
    if sheet is not None:
        sheet.lay_on(transmission, readers)
    theirs = make_file_for(unit=transmission.to_unit, only=readers.theirs)
    transmission.file_id = theirs.id
    transmission.sealed_header = theirs.seal(transmission, "sealed_header", header)
    transmission.sealed_body = theirs.seal(transmission, "sealed_body", body)
    ours = make_unit_file(by=by, only=readers.ours)
    transmission.stub_file_id = ours.id
    transmission.sealed_stub = ours.seal(transmission, "sealed_stub", stub)
    transmission.signed_with_id, transmission.signature = sign_for_unit(
        by=by, message=signed_message(transmission)
    )


def tell_of_conflict(*, by: Actor, readers: Readers) -> None:
    """Tell deputy and officer of the units concerned, without a word about what.

    The message belongs to nothing that could be looked up; the sender is not told twice.
    """
    without = readers.found | {by.account_id}
    members = told_of_conflicts(readers.units, without=without)
    notify_members(members=members, code=CONFLICT, subject_id=new_id())


def _tag_of(by: Actor, *content: object) -> str:
    """What was sent, as a tag under the unit's key: it recognises a repetition and says nothing."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return make_tag(by=by, purpose="sent", content=text.encode()).hex()


def _same(by: Actor, earlier: Transmission, sent: str) -> Transmission:
    stub = open_file(by=by, file_id=earlier.stub_file_id, purpose="compare")
    if stub.open(earlier, "sealed_stub").get("sent", sent) != sent:
        raise SentBefore
    return earlier


def read_transmission(*, by: Actor, transmission: Transmission) -> dict[str, object]:
    """Open the content for one reading, which is recorded.

    Raises KeyMissing without the unit's key or when the content was shredded, Unopenable if
    content or signature was changed.
    """
    with recorded(by=by, verb="read_transmission", purpose="read") as record:
        record.about("transmission", transmission.pk)
        if transmission.file_id is None:
            raise KeyMissing
        require_genuine(transmission)
        file = open_file(by=by, file_id=transmission.file_id, purpose="read")
        body = file.open(transmission, "sealed_body")
        return with_sheet(by=by, transmission=transmission, body=body)


def acknowledge_transmission(*, by: Actor, transmission: Transmission) -> TransmissionRead:
    """Note that a person has read it, end its clock, and let the sender see who in which function.

    The first reader counts; a second acknowledgement changes nothing. Raises Unopenable if the
    content cannot be opened: nobody can have read what does not open.
    """
    with recorded(by=by, verb="acknowledge_transmission", purpose="read") as record:
        record.about("transmission", transmission.pk)
        row = received_by(by).select_for_update(of=("self",)).get(pk=transmission.pk)
        body = read_transmission(by=by, transmission=row)
        if row.acknowledged_at is None:
            row.acknowledged_at = now()
            row.acknowledged_by_id = by.member_id
            row.acknowledged_as = by.function
            relation = str(body.get("relation", ""))
            if relation and relation not in CARRYING:
                row.taken_at = row.acknowledged_at  # tells something; nothing to make a file of
            row.save()
            end_timer(subject_id=row.pk, code=UNREAD)
            settle_notices(subject_id=row.pk, code=UNREAD)
            reading_of(relation)(by=by, notice=row, body=body)
            # A follow-up is no second report; of what is sealed to named people there is no count.
            if not relation and named_readers(row.file_id) is None:
                announce(
                    TransmissionAcknowledged(row.to_unit_id, row.from_unit_id, *counted_of(body))
                )
        return TransmissionRead(row.pk, row.acknowledged_as, row.acknowledged_at)
