"""Work on a file: attempts, notes, dates, owners, closing and opening again."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from schutznetz.casework.cases import rules
from schutznetz.casework.cases.access import colleagues, files_of
from schutznetz.casework.cases.actions.changing import change_case
from schutznetz.casework.cases.actions.reading import read_head
from schutznetz.casework.cases.actions.telling import ASSIGNED, tell_owner
from schutznetz.casework.cases.codes import Asked, Result
from schutznetz.casework.cases.facts import CaseClosed, CaseReopened, FirstContactMade
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member


def record_attempt(
    *,
    by: Actor,
    case: Case,
    channel: str,
    result: str,
    next_on: date,
    note: str = "",
    asked: Mapping[str, str] | None = None,
    version: int | None = None,
) -> CaseEntry:
    """Note an attempt to reach her together with the next date; `asked` holds coded answers.

    A conversation ends the contact clock. Whoever learns that he is back makes number and times
    invalid by it, until she has confirmed them again. Raises NotAllowed if the file is closed,
    VoicemailRefused where she has asked for no voicemail, Outdated.
    """
    with recorded(by=by, verb="note_attempt"):
        _require_wanted(by, case, result)
        answers = dict(asked or {})
        spoken = result == Result.SPOKEN
        row = files_of(by).get(pk=case.pk)
        first = spoken and row.contact_on is None
        fact = FirstContactMade(by.unit_id, rules.in_time(row.first_contact_due, now()))
        content = {"kind": "attempt", "channel": channel, "result": result, "note": note}
        done: dict[str, Any] = (
            {"contact_on": localdate(now()), "first_contact_due": None} if spoken else {}
        )
        return change_case(
            by=by,
            case=case,
            act="record_attempt",
            content={**content, "asked": answers},
            version=version,
            head={"valid": False} if answers.get("is_back") == Asked.YES else None,
            announced=fact if first else None,
            next_on=next_on,
            **done,
        )


def write_note(*, by: Actor, case: Case, note: str, version: int | None = None) -> CaseEntry:
    """A short note; raises NotAllowed if the file is closed, Outdated."""
    content = {"kind": "note", "note": note}
    return change_case(by=by, case=case, act="write_note", content=content, version=version)


def set_next_date(
    *, by: Actor, case: Case, next_on: date, note: str, version: int | None = None
) -> CaseEntry:
    """Move the next date, with the reason; raises NotAllowed if closed, Outdated."""
    content = {"kind": "next_date", "on": next_on.isoformat(), "note": note}
    return change_case(
        by=by, case=case, act="set_next_date", content=content, version=version, next_on=next_on
    )


def assign_case(*, by: Actor, case: Case, to: Member, version: int | None = None) -> CaseEntry:
    """Give the file to a colleague; raises NotAllowed if closed, PermissionError for a stranger."""
    if not _may_go(by, case, to):
        raise PermissionError("a file stays within its unit, or with the people named for it")
    content = {"kind": "assigned", "to": str(to.pk), "name": to.account.name}
    with recorded(by=by, verb="give_case") as record:
        record.about("case", case.pk)
        entry = change_case(
            by=by, case=case, act="assign_case", content=content, version=version, owner_id=to.pk
        )
        tell_owner(by=by, entry=entry, code=ASSIGNED)
        return entry


def assign_chosen_cases(*, by: Actor, absent: Member, chosen: Mapping[uuid.UUID, Member]) -> int:
    """Give an absent colleague's open files to whom each was chosen for; returns how many went.

    A file that has found another owner meanwhile stays there, and so does one for named people
    for which the chosen colleague is not named.
    """
    with recorded(by=by, verb="assign_chosen_cases") as record:
        record.about("member", absent.pk)
        theirs = files_of(by).filter(state=rules.State.OPEN, owner_id=absent.pk, pk__in=chosen)
        cases = list(theirs)
        cases = [each for each in cases if _may_go(by, each, chosen[each.pk])]
        for case in cases:
            assign_case(by=by, case=case, to=chosen[case.pk])
        return len(cases)


def assign_all_cases(*, by: Actor, absent: Member, to: Member) -> int:
    """Give every open file of an absent colleague to another one; returns how many."""
    theirs = files_of(by).filter(state=rules.State.OPEN, owner_id=absent.pk)
    chosen = dict.fromkeys(theirs.values_list("pk", flat=True), to)
    return assign_chosen_cases(by=by, absent=absent, chosen=chosen)


def close_case(
    *, by: Actor, case: Case, outcome: str, note: str, version: int | None = None
) -> CaseEntry:
    """Close the file with a coded outcome; raises NotAllowed if it is closed already, Outdated."""
    content = {"kind": "closed", "outcome": outcome, "note": note}
    return change_case(
        by=by,
        case=case,
        act="close_case",
        content=content,
        version=version,
        announced=CaseClosed(by.unit_id, outcome),
        closed_at=now(),
        owner_id=None,
        next_on=None,
        first_contact_due=None,
    )


def reopen_case(
    *, by: Actor, case: Case, next_on: date, note: str, version: int | None = None
) -> CaseEntry:
    """Open the file again: whoever does so answers for it. Raises NotAllowed if open, Outdated."""
    return change_case(
        by=by,
        case=case,
        act="reopen_case",
        content={"kind": "reopened", "note": note},
        version=version,
        announced=CaseReopened(by.unit_id),
        closed_at=None,
        owner_id=by.member_id,
        next_on=next_on,
    )


def _may_go(by: Actor, case: Case, to: Member) -> bool:
    return colleagues(by, case.file_id).filter(pk=to.pk).exists()


def _require_wanted(by: Actor, case: Case, result: str) -> None:
    if result != Result.VOICEMAIL:
        return
    contact = read_head(by=by, case=case).get("contact")
    if isinstance(contact, dict) and contact.get("no_voicemail"):
        raise rules.VoicemailRefused
