"""Everything that changes a case file."""

from collections.abc import Mapping
from datetime import date

from schutznetz.casework.cases.access import (
    colleagues,
    files_of,
    require_keeps_files,
)
from schutznetz.casework.cases.facts import CaseClosed, CaseOpened, CaseReopened
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.cases.rules import State, require_step
from schutznetz.casework.exchange.actions import take_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.bus import announce
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member
from schutznetz.ground.vault.actions import make_unit_file, open_file
from schutznetz.ground.vault.file import OpenFile

#: The fields of a report that say how to reach her; they become the file's contact data.
CONTACT = (
    "phone",
    "reach_when",
    "who_answers",
    "no_voicemail",
    "language",
    "interpreter",
)


def open_case(*, by: Actor, transmission: Transmission, next_on: date) -> Case:
    """Make a file of a report: who opens it answers for it until she hands it over.

    Raises AlreadyTaken for a second file of one report, PermissionError for another unit's
    report, Unopenable if the report does not open.
    """
    require_keeps_files(by)
    if transmission.to_unit_id != by.unit_id:
        raise PermissionError("this report was sent to another unit")
    with recorded(by=by, verb="open_case") as record:
        body = take_transmission(by=by, transmission=transmission)
        file = make_unit_file(by=by)
        case = Case(unit_id=by.unit_id, file_id=file.id, state=State.OPEN, opened_at=now())
        case.owner_id, case.next_on = by.member_id, next_on
        case.sealed_contact = file.seal(case, "sealed_contact", _contact_of(body), version=1)
        case.save(force_insert=True)
        _write(case, file, by, {"kind": "report", "code": transmission.code, "body": body})
        record.about("case", case.pk)
        announce(CaseOpened(by.unit_id))
        return case


def record_attempt(
    *, by: Actor, case: Case, channel: str, result: str, note: str, next_on: date
) -> CaseEntry:
    """Note an attempt to reach her together with the next date; raises NotAllowed if closed."""
    content = {"kind": "attempt", "channel": channel, "result": result, "note": note}
    return _change(by, case, "record_attempt", content, next_on=next_on)


def set_next_date(*, by: Actor, case: Case, next_on: date, note: str) -> CaseEntry:
    """Move the next date, with the reason; raises NotAllowed if closed."""
    content = {"kind": "next_date", "on": next_on.isoformat(), "note": note}
    return _change(by, case, "set_next_date", content, next_on=next_on)


def assign_case(*, by: Actor, case: Case, to: Member) -> CaseEntry:
    """Give the file to a colleague; raises NotAllowed if closed, PermissionError for a stranger."""
    if not colleagues(by).filter(pk=to.pk).exists():
        raise PermissionError("a file stays within its unit")
    content = {"kind": "assigned", "to": str(to.pk), "name": to.account.name}
    return _change(by, case, "assign", content, owner_id=to.pk)


def assign_all_cases(*, by: Actor, absent: Member, to: Member) -> int:
    """Give every open file of an absent colleague to another one; returns how many."""
    with recorded(by=by, verb="assign_all_cases") as record:
        record.about("member", absent.pk)
        cases = list(files_of(by).filter(state=State.OPEN, owner_id=absent.pk))
        for case in cases:
            assign_case(by=by, case=case, to=to)
        return len(cases)


def close_case(*, by: Actor, case: Case, outcome: str, note: str) -> CaseEntry:
    """Close the file with a coded outcome; raises NotAllowed if it is closed already."""
    content = {"kind": "closed", "outcome": outcome, "note": note}
    changes = {"closed_at": now(), "owner_id": None, "next_on": None}
    fact = CaseClosed(by.unit_id, outcome)
    return _change(by, case, "close", content, announced=fact, **changes)


def reopen_case(*, by: Actor, case: Case, next_on: date, note: str) -> CaseEntry:
    """Open the file again: whoever does so answers for it. Raises NotAllowed if it is open."""
    content = {"kind": "reopened", "note": note}
    changes = {"closed_at": None, "owner_id": by.member_id, "next_on": next_on}
    return _change(by, case, "reopen", content, announced=CaseReopened(by.unit_id), **changes)


def mark_contact_unsafe(*, by: Actor, case: Case, note: str) -> CaseEntry:
    """Numbers and times are no longer safe, for instance because she went back to him.

    The data stay readable but are shown as not to be used until they are confirmed again.
    """
    return _change_contact(by, case, {"valid": False}, {"kind": "contact_unsafe", "note": note})


def confirm_contact(*, by: Actor, case: Case, contact: Mapping[str, object]) -> CaseEntry:
    """Replace the contact data by what she has confirmed herself."""
    return _change_contact(by, case, {**contact, "valid": True}, {"kind": "contact_confirmed"})


def read_case(*, by: Actor, case: Case) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Contact data and timeline, newest first, for one reading, which is recorded."""
    with recorded(by=by, verb="read_case", purpose="read") as record:
        record.about("case", case.pk)
        file = open_file(by=by, file_id=case.file_id, purpose="read")
        contact = file.open(case, "sealed_contact", version=case.contact_version)
        entries = [
            {**file.open(entry, "sealed_content"), "at": entry.at, "by": entry.by.account.name}
            for entry in case.entries.select_related("by__account").order_by("-at")
        ]
        return contact, entries


def _contact_of(body: Mapping[str, object]) -> dict[str, object]:
    fields = body.get("fields")
    known = fields if isinstance(fields, dict) else {}
    kept = {name: known[name] for name in ("affected_name", *CONTACT) if name in known}
    return {**kept, "valid": True}


def _change(
    by: Actor,
    case: Case,
    act: str,
    content: Mapping[str, object],
    announced: object = None,
    **changes: object,
) -> CaseEntry:
    with recorded(by=by, verb=f"{act}_case" if act in ("close", "reopen") else act) as record:
        record.about("case", case.pk)
        row = files_of(by).select_for_update(of=("self",)).get(pk=case.pk)
        row.state = require_step(row.state, act)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save()
        file = open_file(by=by, file_id=row.file_id, purpose="write")
        if announced is not None:
            announce(announced)
        return _write(row, file, by, content)


def _change_contact(
    by: Actor, case: Case, changes: Mapping[str, object], content: Mapping[str, object]
) -> CaseEntry:
    with recorded(by=by, verb="change_contact") as record:
        record.about("case", case.pk)
        row = files_of(by).select_for_update(of=("self",)).get(pk=case.pk)
        file = open_file(by=by, file_id=row.file_id, purpose="write")
        known = file.open(row, "sealed_contact", version=row.contact_version)
        row.contact_version += 1
        row.sealed_contact = file.seal(
            row, "sealed_contact", {**known, **changes}, version=row.contact_version
        )
        row.save(update_fields=["contact_version", "sealed_contact"])
        return _write(row, file, by, content)


def _write(case: Case, file: OpenFile, by: Actor, content: Mapping[str, object]) -> CaseEntry:
    entry = CaseEntry(case=case, at=now(), by_id=by.member_id)
    entry.sealed_content = file.seal(entry, "sealed_content", content)
    entry.save(force_insert=True)
    return entry
