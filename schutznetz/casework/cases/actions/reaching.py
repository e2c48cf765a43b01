"""How to reach the person: confirmed, no longer safe, written more correctly."""

from collections.abc import Mapping
from datetime import date

from schutznetz.casework.cases.actions.changing import change_case
from schutznetz.casework.cases.actions.reading import read_head
from schutznetz.casework.cases.head import recognised_by, with_client
from schutznetz.casework.cases.manners import manner_of
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.persons.actions import mark_persons, remove_persons
from schutznetz.casework.persons.rules import Person
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.organisations.actor import Actor


def mark_contact_unsafe(
    *, by: Actor, case: Case, note: str, version: int | None = None
) -> CaseEntry:
    """Number and times are no longer safe.

    The data stay readable but are shown as not to be used until they are confirmed again.
    """
    return change_case(
        by=by,
        case=case,
        act="mark_contact_unsafe",
        content={"kind": "contact_unsafe", "note": note},
        version=version,
        head={"valid": False},
    )


def record_return(
    *, by: Actor, case: Case, next_on: date, note: str, version: int | None = None
) -> CaseEntry:
    """She has gone back to him: old number and times are invalid until she confirms them again.

    The file stays open with its owner, and nothing is lowered by it. Raises NotAllowed if closed.
    """
    return change_case(
        by=by,
        case=case,
        act="record_return",
        content={"kind": "returned", "note": note},
        version=version,
        head={"valid": False},
        next_on=next_on,
    )


def confirm_contact(
    *, by: Actor, case: Case, contact: Mapping[str, object], version: int | None = None
) -> CaseEntry:
    """Replace the contact data by what she has confirmed herself; what a report offered is done."""
    with recorded(by=by, verb="replace_contact"):
        entry = change_case(
            by=by,
            case=case,
            act="confirm_contact",
            content={"kind": "contact_confirmed"},
            version=version,
            head={"contact": dict(contact), "valid": True, "offered": {}, "confirmed": True},
        )
        head, manner = read_head(by=by, case=case), manner_of(by.unit_kind)
        mark_persons(by=by, file_id=case.file_id, people=recognised_by(head, manner))
        return entry


def correct_person(
    *,
    by: Actor,
    case: Case,
    first_name: str,
    last_name: str,
    birth: date | None,
    version: int | None = None,
) -> CaseEntry:
    """Write the name of the file's person more correctly. A closed file stays closed.

    From then on she is recognised by the corrected name, and no longer by the wrong one.
    """
    with recorded(by=by, verb="correct_name"):
        manner = manner_of(by.unit_kind)
        person = Person(manner.client, first_name, last_name, birth)
        head = with_client(read_head(by=by, case=case), person, manner)
        entry = change_case(
            by=by,
            case=case,
            act="correct_person",
            content={"kind": "corrected"},
            version=version,
            head={"people": head["people"]},
        )
        remove_persons(by=by, file_id=case.file_id)
        mark_persons(by=by, file_id=case.file_id, people=recognised_by(head, manner))
        return entry
