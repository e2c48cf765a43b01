"""Noting and settling calls; noting, following up and closing threats."""

import uuid
from collections.abc import Mapping
from datetime import date

from schutznetz.casework.calls.access import (
    calls_of,
    colleagues,
    require_takes_calls,
    threats_of,
)
from schutznetz.casework.calls.models import Call, Threat
from schutznetz.casework.calls.rules import (
    CALL_BACK,
    FOLLOW_UP,
    INCIDENT,
    WARNING,
    State,
    call_back_by,
    outcome_problem,
    require_open,
    rings_at,
    warns,
)
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.actions import end_timer, start_timer
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.actions import settle_notices, settle_own_notices, tell_unit
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.ground.vault.actions import make_unit_file, open_file, open_files

Content = dict[str, object]


class NotRecognised(Exception):
    """Nobody is recognised who was not called back through the directory."""


def record_call(*, by: Actor, call_id: uuid.UUID, typed: Mapping[str, object]) -> Call:
    """Note a call and start the clock of calling back.

    `call_id` is made with the empty form: sent twice, it is noted once. Raises PermissionError
    outside casework, KeyMissing without the unit's key.
    """
    require_takes_calls(by)
    with recorded(by=by, verb="record_call") as record:
        record.about("call", call_id)
        known = calls_of(by).filter(pk=call_id).first()
        if known is not None:
            return known
        file, moment = make_unit_file(by=by), now()
        call = Call(pk=call_id, unit_id=by.unit_id, file_id=file.id, by_id=by.member_id)
        call.received_at = moment
        call.due_at = call_back_by(moment, hours=_unit(by).hours())
        call.sealed_content = file.seal(call, "sealed_content", typed, version=1)
        call.save(force_insert=True)
        start_timer(unit_id=by.unit_id, subject_id=call.pk, code=CALL_BACK, due_at=call.due_at)
        return call


def settle_call(
    *, by: Actor, call: Call, called_back: str, called_at: str, outcome: str, note: str
) -> Call:
    """Say what came out of it; not genuine tells every colleague at once.

    Raises NotAllowed if somebody has settled it already, NotRecognised for "genuine" without a
    call through the directory.
    """
    if outcome_problem(called_back, outcome):
        raise NotRecognised
    with recorded(by=by, verb="settle_call") as record:
        record.about("call", call.pk)
        row = calls_of(by).select_for_update(of=("self",)).get(pk=call.pk)
        require_open(row.state)
        answer = {"called_back": called_back, "called_at": called_at, "outcome": outcome}
        answer |= {"note": note, "by": by.display_name, "at": now().isoformat()}
        _reseal(by, row, {"answer": answer})
        row.state, row.closed_at = State.CLOSED, now()
        row.save()
        end_timer(subject_id=row.pk, code=CALL_BACK)
        settle_notices(subject_id=row.pk, code=CALL_BACK)
        if warns(outcome):
            tell_unit(unit_id=by.unit_id, code=WARNING, subject_id=row.pk)
        return row


def record_threat(
    *, by: Actor, threat_id: uuid.UUID, typed: Mapping[str, object], owner: Member, next_on: date
) -> Threat:
    """Note a threat; lead and all colleagues are told at once, without content.

    Raises PermissionError outside casework or for an owner of another unit.
    """
    require_takes_calls(by)
    _require_colleague(by, owner)
    with recorded(by=by, verb="record_threat") as record:
        record.about("threat", threat_id)
        known = threats_of(by).filter(pk=threat_id).first()
        if known is not None:
            return known
        file = make_unit_file(by=by)
        threat = Threat(pk=threat_id, unit_id=by.unit_id, file_id=file.id, recorded_at=now())
        threat.owner_id, threat.next_on = owner.pk, next_on
        content = {**typed, "by": by.display_name, "entries": []}
        threat.sealed_content = file.seal(threat, "sealed_content", content, version=1)
        threat.save(force_insert=True)
        _ring_on(by, threat)
        tell_unit(unit_id=by.unit_id, code=INCIDENT, subject_id=threat.pk)
        return threat


def note_threat(*, by: Actor, threat: Threat, note: str, owner: Member, next_on: date) -> Threat:
    """Note what was done, who looks next and when; raises NotAllowed if it is closed."""
    _require_colleague(by, owner)
    with recorded(by=by, verb="note_threat") as record:
        record.about("threat", threat.pk)
        row = _add_entry(
            by, threat, {"kind": "noted", "note": note, "next_on": next_on.isoformat()}
        )
        row.owner_id, row.next_on = owner.pk, next_on
        row.save()
        _ring_on(by, row)
        return row


def close_threat(*, by: Actor, threat: Threat, note: str) -> Threat:
    """Close it with a reason; nobody is reminded of it any more. Raises NotAllowed if it is closed."""
    with recorded(by=by, verb="close_threat") as record:
        record.about("threat", threat.pk)
        row = _add_entry(by, threat, {"kind": "closed", "note": note})
        row.state, row.closed_at = State.CLOSED, now()
        row.owner, row.next_on = None, None
        row.save()
        end_timer(subject_id=row.pk, code=FOLLOW_UP)
        settle_notices(subject_id=row.pk, code=FOLLOW_UP)
        settle_notices(subject_id=row.pk, code=INCIDENT)
        return row


def confirm_warning(*, by: Actor, subject_id: uuid.UUID) -> None:
    """Say that the actor knows; her colleagues' notices stay until they say so too."""
    with recorded(by=by, verb="confirm_warning") as record:
        record.about("warning", subject_id)
        for code in (WARNING, INCIDENT):
            settle_own_notices(by=by, subject_id=subject_id, code=code)


def read_call(*, by: Actor, call: Call) -> Content:
    """What was noted about a call; one reading, recorded."""
    file = open_file(by=by, file_id=call.file_id, purpose="read")
    return file.open(call, "sealed_content", version=call.version)


def read_threat(*, by: Actor, threat: Threat) -> Content:
    """What was noted about a threat; one reading, recorded."""
    file = open_file(by=by, file_id=threat.file_id, purpose="read")
    return file.open(threat, "sealed_content", version=threat.version)


def read_calls(*, by: Actor, calls: list[Call]) -> list[tuple[Call, Content | None]]:
    """Several calls for one list; None for one whose seal is damaged."""
    files = open_files(by=by, file_ids=[call.file_id for call in calls], purpose="list")
    return [
        (
            call,
            files[call.file_id].open(call, "sealed_content", version=call.version)
            if call.file_id in files
            else None,
        )
        for call in calls
    ]


def _unit(by: Actor) -> Unit:
    return Unit.objects.prefetch_related("shifts").get(pk=by.unit_id)


def _require_colleague(by: Actor, owner: Member) -> None:
    if not colleagues(by).filter(pk=owner.pk).exists():
        raise PermissionError("a threat is followed up within its unit")


def _add_entry(by: Actor, threat: Threat, entry: Mapping[str, object]) -> Threat:
    row = threats_of(by).select_for_update(of=("self",)).get(pk=threat.pk)
    require_open(row.state)
    known = read_threat(by=by, threat=row).get("entries")
    entries = known if isinstance(known, list) else []
    signed = {**entry, "by": by.display_name, "at": now().isoformat()}
    _reseal(by, row, {"entries": [*entries, signed]})
    return row


def _reseal(by: Actor, row: Call | Threat, changes: Mapping[str, object]) -> None:
    file = open_file(by=by, file_id=row.file_id, purpose="write")
    known = file.open(row, "sealed_content", version=row.version)
    row.version += 1
    row.sealed_content = file.seal(row, "sealed_content", {**known, **changes}, version=row.version)


def _ring_on(by: Actor, threat: Threat) -> None:
    end_timer(subject_id=threat.pk, code=FOLLOW_UP)
    settle_notices(subject_id=threat.pk, code=FOLLOW_UP)
    if threat.next_on is not None:
        due_at = rings_at(threat.next_on, hours=_unit(by).hours())
        start_timer(unit_id=by.unit_id, subject_id=threat.pk, code=FOLLOW_UP, due_at=due_at)
