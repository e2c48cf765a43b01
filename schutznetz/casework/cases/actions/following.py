"""What a sender adds, corrects or takes back later goes into the file that has the report."""

from collections.abc import Mapping
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


def add_follow_up(
    *, by: Actor, notice: Transmission, body: Mapping[str, object]
) -> CaseEntry | None:
    """Note a supplement, a correction or a recall in the file of its report; None without one.

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
        merge_readers(by=by, case=case, transmission=notice)
        fields = _mapping(body.get("fields"))
        mark_persons(by=by, file_id=case.file_id, people=people_in(_whole(by, case, fields)))
        content = {"kind": "followed", "code": notice.code, "body": dict(body)}
        offered = contact_in(fields, manner_of(by.unit_kind))
        today = localdate(now())
        is_open = case.state == State.OPEN
        moved: dict[str, Any] = {"next_on": min(case.next_on or today, today)} if is_open else {}
        entry = change_case(
            by=by,
            case=case,
            act="add_follow_up",
            content={**content, "relation": str(body.get("relation", Relation.SUPPLEMENT))},
            head={"offered": {**offered, "code": notice.code}} if offered else None,
            **moved,
        )
        tell_owner(by=by, entry=entry, code=FOLLOWED)
        return entry


def add_read_follow_ups(*, by: Actor, transmission: Transmission) -> None:
    """What somebody read before the report had a file goes into the file now, oldest first."""
    for link in links_of(by=by, first=transmission):
        later = link.transmission
        if link.relation in CARRYING and not link.mine and later.acknowledged_at:
            body = read_transmission(by=by, transmission=later)
            add_follow_up(by=by, notice=later, body=body)


def _whole(by: Actor, case: Case, fields: Mapping[str, object]) -> Mapping[str, object]:
    """A corrected name makes a sign only together with what was right before."""
    people = read_head(by=by, case=case).get("people")
    known: dict[str, object] = {}
    for row in people if isinstance(people, list) else []:
        known |= {f"{row['role']}_{name}": value for name, value in row.items()}
    return {**known, **fields}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
