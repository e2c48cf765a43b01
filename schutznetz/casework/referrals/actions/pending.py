"""Four eyes: a part waits, sealed to its station, until a second person agrees or refuses.

How to reach her safely is sealed to the centre from the beginning: it is sent, or it is shredded.
"""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from schutznetz.casework.exchange.actions import Bond, send_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.readers import NobodyToRead, Readers, readers_for
from schutznetz.casework.exchange.rules import Concerned, Disclosure, due_at
from schutznetz.casework.exchange.sheets import Sheet
from schutznetz.casework.referrals.access import may_decide, pending_of
from schutznetz.casework.referrals.counting import countable
from schutznetz.casework.referrals.facts import PartSent
from schutznetz.casework.referrals.models import PendingPart
from schutznetz.casework.referrals.sheet import without_sheet
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.actions import end_timer, start_timer
from schutznetz.ground.base.bus import announce
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.actions import settle_notices
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.organisations.rules import Mentioned
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import make_unit_file, open_file, shred_file

PENDING = "pending_part"


class NotSecond(Exception):
    """Who asked cannot also agree, and what is decided is decided."""


def hold_part(
    *,
    by: Actor,
    token: uuid.UUID,
    to_unit: Unit,
    urgent: bool,
    disclosure: Disclosure,
    concerned: Concerned,
    **content: Any,
) -> PendingPart:
    """Let a part wait for a second person of the station, with a clock of its own.

    `content` is what is sent later: header, body, and which part it is. Where somebody concerned
    has a conflict of interest, only named people can be the second one. Raises KeyMissing without
    the unit's key, NobodyToRead as sending does.
    """
    with recorded(by=by, verb="hold_part", purpose=disclosure.purpose) as record:
        readers = readers_for(by=by, to_unit=to_unit, concerned=concerned)
        if readers.ours is not None and readers.ours <= {by.account_id}:
            raise NobodyToRead
        pending = _asked(by, token, to_unit, urgent=urgent)
        body, sheet = without_sheet(content["body"])
        if sheet:
            _lay_aside(pending, readers, sheet)
        file = make_unit_file(by=by, only=readers.ours)
        pending.file_id = file.id
        held = {
            **content,
            "body": body,
            "disclosure": asdict(disclosure),
            "concerned": asdict(concerned),
            "asked_by": by.display_name,
        }
        pending.sealed_content = file.seal(pending, "sealed_content", held)
        pending.save(force_insert=True)
        due, pk = pending.due_at, pending.pk
        start_timer(unit_id=by.unit_id, subject_id=pk, code=PENDING, due_at=due)
        record.about("pending_part", pk)
        return pending


def open_pending(*, by: Actor, pending: PendingPart) -> dict[str, Any]:
    """What waits, for one reading, which is recorded; raises KeyMissing without the unit's key."""
    file = open_file(by=by, file_id=pending.file_id, purpose="second_look")
    return file.open(pending, "sealed_content")


def approve_part(*, by: Actor, pending: PendingPart) -> Transmission:
    """Send what has waited. Raises NotSecond for who asked, or if it is decided already.

    Raises ReadersChanged and NobodyToRead if other people may read it now than when it was written,
    or nobody: then it has to be refused and written anew.
    """
    with recorded(by=by, verb="approve_part", purpose="second_look") as record:
        record.about("pending_part", pending.pk)
        row = _locked(by, pending)
        held = open_pending(by=by, pending=row)
        disclosure = replace(_disclosure(held["disclosure"]), second=by.display_name)
        sent = send_transmission(
            by=by,
            token=row.token,
            to_unit=row.to_unit,
            urgent=row.urgent,
            header=held["header"],
            body=held["body"],
            disclosure=disclosure,
            bond=Bond(concerned=_concerned(held["concerned"]), sheet=_sheet_of(row)),
        )
        if named_readers(sent.file_id) is None and named_readers(sent.stub_file_id) is None:
            codes = countable(held["body"]["fields"])
            announce(PartSent(by.unit_id, row.to_unit_id, str(held["part"]), codes))
        _end(row)
        _shred(row)
        return sent


def refuse_part(*, by: Actor, pending: PendingPart, reason: str) -> None:
    """Send nothing, shred the sheet, and say why to who asked. Raises NotSecond as `approve_part` does."""
    with recorded(by=by, verb="refuse_part", purpose="second_look") as record:
        record.about("pending_part", pending.pk)
        row = _locked(by, pending)
        file = open_file(by=by, file_id=row.file_id, purpose="second_look")
        held = file.open(row, "sealed_content")
        row.sealed_content = file.seal(row, "sealed_content", {**held, "reason": reason})
        row.refused_at, row.refused_by_id = now(), by.member_id
        gone, row.sheet_file, row.sealed_sheet = row.sheet_file_id, None, None
        row.save()
        if gone is not None:
            shred_file(file_id=gone)
        _end(row)


def discard_pending(*, by: Actor, pending: PendingPart) -> None:
    """Take a refused part off the list once who asked has seen why; its key goes with it.

    Raises NotSecond for anybody else and for a part that still waits.
    """
    with recorded(by=by, verb="discard_pending") as record:
        record.about("pending_part", pending.pk)
        row = pending_of(by).select_for_update(of=("self",)).get(pk=pending.pk)
        if row.refused_at is None or row.asked_by_id != by.member_id:
            raise NotSecond
        _shred(row)


def _asked(by: Actor, token: uuid.UUID, to_unit: Unit, *, urgent: bool) -> PendingPart:
    """The row, due by the agreed times of the station itself."""
    own, asked_at = Unit.objects.get(pk=by.unit_id), now()
    due = due_at(
        asked_at,
        urgent=urgent,
        hours=own.hours(),
        urgent_minutes=own.urgent_minutes,
        ordinary_minutes=own.ordinary_minutes,
    )
    return PendingPart(
        token=token,
        unit=own,
        asked_by_id=by.member_id,
        asked_at=asked_at,
        due_at=due,
        urgent=urgent,
        to_unit=to_unit,
    )


def _lay_aside(pending: PendingPart, readers: Readers, fields: Mapping[str, object]) -> None:
    """Seal what only the recipient may open to it, at its place in the transmission to come."""
    sheet = Sheet.sealed_for(
        transmission_id=pending.pk, unit=pending.to_unit, readers=readers, fields=fields
    )
    pending.sheet_file_id, pending.sealed_sheet = sheet.file_id, sheet.sealed


def _sheet_of(row: PendingPart) -> Sheet | None:
    if row.sheet_file_id is None or row.sealed_sheet is None:
        return None
    return Sheet(row.pk, row.sheet_file_id, row.sealed_sheet)


def _locked(by: Actor, pending: PendingPart) -> PendingPart:
    row = pending_of(by).select_for_update(of=("self",)).filter(pk=pending.pk).first()
    if row is None or not may_decide(by, row):
        raise NotSecond
    return row


def _end(row: PendingPart) -> None:
    end_timer(subject_id=row.pk, code=PENDING)
    settle_notices(subject_id=row.pk, code=PENDING)


def _shred(row: PendingPart) -> None:
    file_id = row.file_id
    row.delete()
    shred_file(file_id=file_id)


def _disclosure(kept: Mapping[str, Any]) -> Disclosure:
    return Disclosure(**{**kept, "fields": tuple(kept["fields"])})


def _concerned(kept: Mapping[str, Any]) -> Concerned:
    people = tuple(Mentioned(**each) for each in kept["people"])
    return Concerned(people, bool(kept["said_so"]))
