"""What a sender adds, corrects or takes back later goes into the file that has the report."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.utils.timezone import localdate

from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.actions.changing import change_case
from schutznetz.casework.cases.actions.reading import read_head
from schutznetz.casework.cases.actions.restricting import merge_readers
from schutznetz.casework.cases.actions.telling import FOLLOWED, tell_owner
from schutznetz.casework.cases.head import contact_in
from schutznetz.casework.cases.joining import case_joining
from schutznetz.casework.cases.manners import manner_of
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.cases.rules import State
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.chain import links_of
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import CARRYING, Relation
from schutznetz.casework.persons.actions import mark_persons
from schutznetz.casework.persons.rules import people_in
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.sealed import Unopenable


def add_follow_up(
    *, by: Actor, notice: Transmission, body: Mapping[str, object]
) -> CaseEntry | None:
    """Note a supplement or a correction in the file of its report; None without one.

    A closed file stays closed: what is only written more correctly does not open it, and whoever
    reads the notice sees whether the rest should. An open file comes up today. New contact data
    wait until somebody has looked at them; corrected names are recognised from now on.
    """
    case = case_joining(by, notice.follows_id) if notice.follows_id else None
    if case is None:
        return None
    with recorded(by=by, verb="add_notice") as record:
        record.about("case", case.pk)
        case = files_of(by).select_for_update(of=("self",)).get(pk=case.pk)
        today = localdate(now())
        is_open = case.state == State.OPEN
        moved: dict[str, Any] = {"next_on": min(case.next_on or today, today)} if is_open else {}
        entry = _note(by, case, notice, body, **moved)
        tell_owner(by=by, entry=entry, code=FOLLOWED)
        return entry


def add_read_follow_ups(*, by: Actor, case: Case, transmission: Transmission) -> None:
    """Note in the file what was read of a report's follow-ups before somebody made a file of it.

    What nobody has read yet comes in when it is read. One that does not open stands as damaged on
    the page of its report, and stops nobody from taking it.
    """
    with recorded(by=by, verb="add_read_follow_ups") as record:
        record.about("case", case.pk)
        for link in links_of(by=by, first=transmission):
            notice = link.transmission
            if link.mine or link.relation not in CARRYING or notice.acknowledged_at is None:
                continue
            with suppress(Unopenable):
                body = read_transmission(by=by, transmission=notice)
                _note(by, files_of(by).get(pk=case.pk), notice, body)


def _note(
    by: Actor, case: Case, notice: Transmission, body: Mapping[str, object], **moved: Any
) -> CaseEntry:
    merge_readers(by=by, case=case, transmission=notice)
    fields = _mapping(body.get("fields"))
    mark_persons(by=by, file_id=case.file_id, people=people_in(_whole(by, case, fields)))
    content = {"kind": "followed", "code": notice.code, "body": dict(body)}
    offered = contact_in(fields, manner_of(by.unit_kind))
    return change_case(
        by=by,
        case=case,
        act="add_follow_up",
        content={**content, "relation": str(body.get("relation", Relation.SUPPLEMENT))},
        head={"offered": {**offered, "code": notice.code}} if offered else None,
        **moved,
    )


def _whole(by: Actor, case: Case, fields: Mapping[str, object]) -> Mapping[str, object]:
    """A corrected name makes a sign only together with what was right before."""
    people = read_head(by=by, case=case).get("people")
    known: dict[str, object] = {}
    for row in people if isinstance(people, list) else []:
        known |= {f"{row['role']}_{name}": value for name, value in row.items()}
    return {**known, **fields}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
