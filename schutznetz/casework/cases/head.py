"""The head of a file: whom it is about, how to reach her or him, which reports it joins. Pure.

It is one sealed value beside the timeline, so that the top of the page opens without the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from schutznetz.casework.cases.manners import SAFE_CONTACT, Manner
from schutznetz.casework.persons.rules import Person, Role, people_in

#: What of a report stands in the head alone, and is never shown from the report itself: it may
#: have become unsafe since.
CONTACT = (*SAFE_CONTACT, "accused_phone", "accused_language")

Content = Mapping[str, object]


@dataclass(frozen=True)
class Joined:
    """One report that the file joins: where it stands and what the list of incidents says."""

    code: str
    transmission: str
    entry: str
    at: str
    happened_on: str
    earlier: int | None

    def as_content(self) -> dict[str, object]:
        """For the seal."""
        return dict(vars(self))


def new_head(fields: Content, report: Joined, manner: Manner) -> dict[str, object]:
    """The head of a file that begins with this report."""
    return {
        "people": _people(people_in(fields)),
        "contact": contact_in(fields, manner),
        "valid": True,
        "reports": [report.as_content()],
    }


def joined_head(head: Content, fields: Content, report: Joined, manner: Manner) -> dict[str, Any]:
    """The head once another report has joined.

    What the new report says about reaching her is kept apart until somebody has looked at it: the
    file's own data may be younger, or have been declared unsafe.
    """
    offered = contact_in(fields, manner)
    more = {"offered": {**offered, "code": report.code}} if offered else {}
    known = people_of(head)
    new = [each for each in people_in(fields) if each not in known]
    return {
        **head,
        **more,
        "people": _people([*known, *new]),
        "reports": [*_rows(head.get("reports")), report.as_content()],
    }


def contact_in(fields: Content, manner: Manner) -> dict[str, object]:
    """How to reach the person the file is about, as the report says."""
    own = {"phone": fields.get("accused_phone"), "language": fields.get("accused_language")}
    said = own if manner.client == Role.ACCUSED else fields
    return {name: said[name] for name in manner.contact if said.get(name) not in (None, "", [])}


def people_of(head: Content) -> list[Person]:
    """Everybody the file names, the way they were written down."""
    rows = _rows(head.get("people"))
    return [
        person
        for row in rows
        for person in people_in({f"{row['role']}_{name}": value for name, value in row.items()})
    ]


def client_of(head: Content, manner: Manner) -> Person:
    """Whom the file is about; nameless if the report did not say."""
    found = (each for each in people_of(head) if each.role == manner.client)
    return next(found, Person(manner.client))


def recognised_by(head: Content, manner: Manner) -> list[Person]:
    """Everybody the file names, and its person with the number she is reached at."""
    contact = head.get("contact")
    number = str(contact.get("phone") or "") if isinstance(contact, dict) else ""
    return [*people_of(head), replace(client_of(head, manner), phones=(number,) if number else ())]


def with_client(head: Content, person: Person, manner: Manner) -> dict[str, object]:
    """The head with the name of its person written otherwise."""
    before = client_of(head, manner)
    others = [each for each in people_of(head) if each != before]
    return {**head, "people": _people([person, *others])}


@dataclass(frozen=True)
class Taken:
    """What of a file came with reports: what was recalled, and what other reports still say."""

    codes: frozenset[str]
    gone: tuple[Content, ...]
    left: tuple[Content, ...]


def without_recalled(head: Content, taken: Taken, manner: Manner) -> dict[str, Any]:
    """The head without what only the recalled reports have said.

    Contact data that the person has confirmed herself did not come from a report.
    """
    said, still = _named(taken.gone), _named(taken.left)
    gone, left = _reaching(taken.gone, manner), _reaching(taken.left, manner)
    contact, offered = head.get("contact"), head.get("offered")
    known = contact if isinstance(contact, dict) else {}
    if not head.get("confirmed"):
        known = {
            name: value
            for name, value in known.items()
            if (name, str(value)) not in gone or (name, str(value)) in left
        }
    mine = isinstance(offered, dict) and offered.get("code") not in taken.codes
    return {
        "people": _people(p for p in people_of(head) if p not in said or p in still),
        "contact": known,
        "offered": offered if mine else {},
        "reports": [r for r in _rows(head.get("reports")) if r["code"] not in taken.codes],
        "shredded": sorted({*_words(head.get("shredded")), *taken.codes}),
    }


def _named(contents: Iterable[Content]) -> set[Person]:
    return {replace(each, phones=()) for fields in contents for each in people_in(fields)}


def _reaching(contents: Iterable[Content], manner: Manner) -> set[tuple[str, str]]:
    pairs = (pair for fields in contents for pair in contact_in(fields, manner).items())
    return {(name, str(value)) for name, value in pairs}


def _words(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def reports_of(head: Content) -> list[Joined]:
    """The reports a file joins, oldest first."""
    return [Joined(**row) for row in _rows(head.get("reports"))]


def _people(people: Iterable[Person]) -> list[dict[str, object]]:
    return [
        {
            "role": each.role.value,
            "first_name": each.first_name,
            "last_name": each.last_name,
            "birth": each.birth.isoformat() if each.birth else "",
        }
        for each in people
    ]


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
