"""How a file is changed: under its lock, by an allowed step, one line in its timeline, its timers kept."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from schutznetz.casework.cases import rules
from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.actions import end_timer, start_timer
from schutznetz.ground.base.bus import announce
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.care.actions import settle_notices
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import open_file
from schutznetz.ground.vault.file import OpenFile

NEXT_DATE = "next_date"
FIRST_CONTACT = "first_contact"
#: Next date and first contact of a file, before a change.
Dates = tuple[date | None, datetime | None]


def change_case(
    *,
    by: Actor,
    case: Case,
    act: str,
    content: Mapping[str, object],
    version: int | None = None,
    entry_id: uuid.UUID | None = None,
    head: Mapping[str, object] | None = None,
    announced: object = None,
    **changes: object,
) -> CaseEntry:
    """One step of a file with its line in the timeline; the rest of this room's actions use it.

    `head` replaces what stands in the file's head under these names; `changes` are its readable
    fields. `announced` is the fact of it; a restricted file is in no count. `version` is the one the form was opened with. Raises NotAllowed if the step leads
    nowhere, Outdated if somebody was faster, Case.DoesNotExist for a stranger.
    """
    with recorded(by=by, verb=act) as record:
        record.about("case", case.pk)
        row = files_of(by).select_for_update(of=("self",)).get(pk=case.pk)
        if version is not None and version != row.version:
            raise rules.Outdated
        row.state = rules.require_step(row.state, act)
        file = open_file(by=by, file_id=row.file_id, purpose="write")
        if head is not None:
            known = file.open(row, "sealed_contact", version=row.contact_version)
            row.contact_version += 1
            row.sealed_contact = file.seal(
                row, "sealed_contact", {**known, **head}, version=row.contact_version
            )
        before = (row.next_on, row.first_contact_due)
        for name, value in changes.items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        start_timers(by=by, case=row, before=before)
        if announced is not None and named_readers(row.file_id) is None:
            announce(announced)
        return write_entry(by=by, case=row, file=file, content=content, entry_id=entry_id)


def write_entry(
    *,
    by: Actor,
    case: Case,
    file: OpenFile,
    content: Mapping[str, object],
    entry_id: uuid.UUID | None = None,
) -> CaseEntry:
    """One sealed line in the timeline; lines are never changed."""
    entry = CaseEntry(pk=entry_id or new_id(), case=case, at=now(), by_id=by.member_id)
    entry.sealed_content = file.seal(entry, "sealed_content", content)
    entry.save(force_insert=True)
    return entry


def start_timers(*, by: Actor, case: Case, before: Dates = (None, None)) -> None:
    """Let ring what is due in a file: its next date and its first contact.

    What has not moved rings on where it is: no change of a file may quiet an escalation.
    """
    if case.next_on != before[0]:
        hours = Unit.objects.prefetch_related("shifts").get(pk=by.unit_id).hours()
        rings = rules.next_date_rings(case.next_on, hours) if case.next_on else None
        _restart(case, NEXT_DATE, rings)
    if case.first_contact_due != before[1]:
        _restart(case, FIRST_CONTACT, case.first_contact_due)


def _restart(case: Case, code: str, due_at: datetime | None) -> None:
    end_timer(subject_id=case.pk, code=code)
    settle_notices(subject_id=case.pk, code=code)
    if due_at is not None:
        start_timer(unit_id=case.unit_id, subject_id=case.pk, code=code, due_at=due_at)
