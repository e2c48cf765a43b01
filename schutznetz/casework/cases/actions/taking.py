"""From a report to a file: a new one, or the one that is there already."""

from collections.abc import Mapping
from datetime import date, datetime

from schutznetz.casework.cases import rules
from schutznetz.casework.cases.access import colleagues, files_of, require_keeps_files
from schutznetz.casework.cases.actions.changing import change_case, start_timers, write_entry
from schutznetz.casework.cases.actions.following import add_read_follow_ups
from schutznetz.casework.cases.actions.restricting import merge_readers
from schutznetz.casework.cases.actions.telling import JOINED, tell_owner
from schutznetz.casework.cases.actions.waiting import end_waiting
from schutznetz.casework.cases.facts import CaseOpened, CaseReopened
from schutznetz.casework.cases.head import Joined, joined_head, new_head, people_of
from schutznetz.casework.cases.joining import report_tags
from schutznetz.casework.cases.manners import manner_of
from schutznetz.casework.cases.models import Case, CaseEntry, CaseReport
from schutznetz.casework.exchange.actions import take_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.persons.actions import mark_persons
from schutznetz.casework.persons.rules import people_in
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.bus import announce
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import make_unit_file, open_file


def open_case(
    *, by: Actor, transmission: Transmission, next_on: date, owner: Member | None = None
) -> Case:
    """Make a file of a report; `owner` answers for it, or else whoever opens it.

    Raises AlreadyTaken for a second file of one report, NotAllowed for a report that is gone,
    PermissionError for another unit's report or owner, Unopenable if the report does not open.
    """
    _require_ours(by, transmission, owner)
    with recorded(by=by, verb="open_case") as record:
        body = take_transmission(by=by, transmission=transmission)
        fields, entry_id = _fields(body), new_id()
        file = make_unit_file(by=by, only=named_readers(transmission.file_id))
        case = Case(unit_id=by.unit_id, file_id=file.id, state=rules.State.OPEN, opened_at=now())
        case.owner_id = owner.pk if owner else by.member_id
        case.next_on, case.first_contact_due = next_on, _contact_due(by, transmission)
        head = new_head(fields, _joined(transmission, fields, entry_id), manner_of(by.unit_kind))
        head["confirmed"] = body.get("contact_confirmed") is True
        case.sealed_contact = file.seal(case, "sealed_contact", head, version=1)
        case.save(force_insert=True)
        start_timers(by=by, case=case)
        _note_report(by, case, transmission)
        content = _content(transmission, body)
        write_entry(by=by, case=case, file=file, content=content, entry_id=entry_id)
        mark_persons(by=by, file_id=file.id, people=people_in(fields))
        add_read_follow_ups(by=by, case=case, transmission=transmission)
        case.refresh_from_db()
        record.about("case", case.pk)
        if not case.file.restricted:  # what is for a few people is in no count
            announce(CaseOpened(by.unit_id))
        return case


def join_case(*, by: Actor, transmission: Transmission, case: Case, next_on: date) -> CaseEntry:
    """Put a report into a file that is there: somebody has said that it is the same person.

    An open file keeps its owner and its next date unless the new one is sooner; a closed one
    opens again, and whoever joins it answers for it. A new incident starts the contact clock
    anew. Raises what `open_case` raises.
    """
    _require_ours(by, transmission, None)
    with recorded(by=by, verb="take_for_case") as record:
        record.about("case", case.pk)
        row = files_of(by).select_for_update(of=("self",)).get(pk=case.pk)
        merge_readers(by=by, case=row, transmission=transmission)
        body = take_transmission(by=by, transmission=transmission)
        fields, entry_id = _fields(body), new_id()
        file = open_file(by=by, file_id=row.file_id, purpose="write")
        known = file.open(row, "sealed_contact", version=row.contact_version)
        joined = _joined(transmission, fields, entry_id)
        head = joined_head(known, fields, joined, manner_of(by.unit_kind))
        mark_persons(by=by, file_id=row.file_id, people=[*people_of(head), *people_in(fields)])
        _note_report(by, row, transmission)
        was_closed = row.state == rules.State.CLOSED
        entry = change_case(
            by=by,
            case=row,
            act="join_case",
            content={**_content(transmission, body), "reopened": was_closed},
            entry_id=entry_id,
            head=head,
            announced=CaseReopened(by.unit_id) if was_closed else None,
            closed_at=None,
            owner_id=row.owner_id or by.member_id,
            next_on=min(next_on, row.next_on or next_on),
            first_contact_due=_sooner(row.first_contact_due, _contact_due(by, transmission)),
        )
        add_read_follow_ups(by=by, case=row, transmission=transmission)
        tell_owner(by=by, entry=entry, code=JOINED)
        return entry


def _require_ours(by: Actor, transmission: Transmission, owner: Member | None) -> None:
    require_keeps_files(by)
    if transmission.to_unit_id != by.unit_id:
        raise PermissionError("this report was sent to another unit")
    file_id = transmission.file_id
    if owner is not None and not colleagues(by, file_id).filter(pk=owner.pk).exists():
        raise PermissionError("a file stays within its unit, or with the people named for it")


def _note_report(by: Actor, case: Case, transmission: Transmission) -> None:
    end_waiting(by=by, transmission=transmission)
    CaseReport.objects.create(case=case, tag=report_tags(by, transmission.pk)[0])


def _content(transmission: Transmission, body: Mapping[str, object]) -> dict[str, object]:
    return {"kind": "report", "code": transmission.code, "body": dict(body)}


def _fields(body: Mapping[str, object]) -> Mapping[str, object]:
    fields = body.get("fields")
    return fields if isinstance(fields, dict) else {}


def _joined(transmission: Transmission, fields: Mapping[str, object], entry_id: object) -> Joined:
    earlier = fields.get("earlier_count")
    return Joined(
        code=transmission.code,
        transmission=str(transmission.pk),
        entry=str(entry_id),
        at=transmission.sent_at.isoformat(),
        happened_on=str(fields.get("happened_on") or ""),
        earlier=earlier if isinstance(earlier, int) else None,
    )


def _contact_due(by: Actor, transmission: Transmission) -> datetime:
    unit = Unit.objects.prefetch_related("shifts").get(pk=by.unit_id)
    return rules.first_contact_by(
        transmission.sent_at, hours=unit.hours(), minutes=unit.contact_minutes
    )


def _sooner(one: datetime | None, other: datetime) -> datetime:
    return min(one, other) if one else other
