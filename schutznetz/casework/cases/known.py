"""Whether the people of a report stand in a file of this unit already, as a person needs to decide.

Nothing of the other party's file is in the answer, not even its code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.manners import manner_of
from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.persons.actions import search_persons
from schutznetz.casework.persons.rules import Sign, people_in, said_signs
from schutznetz.ground.organisations.actor import Actor


@dataclass(frozen=True)
class Candidate:
    """A file that may be about the same person, and what agrees."""

    case: Case
    signs: list[Sign]


@dataclass(frozen=True)
class Known:
    """What the unit's own signs say about a report.

    `other_party`: somebody of the report stands on the other side of a file. `accused_elsewhere`:
    the accused person is accused in another person's file as well.
    """

    candidates: tuple[Candidate, ...] = ()
    other_party: bool = False
    accused_elsewhere: bool = False

    def has_anything(self) -> bool:
        """Whether a person has to look before a file is made."""
        return bool(self.candidates) or self.other_party

    def case_with(self, wanted: object) -> Case | None:
        """The candidate with this id, and no other file."""
        return next((c.case for c in self.candidates if str(c.case.pk) == str(wanted)), None)


def known_from(*, by: Actor, body: Mapping[str, Any]) -> Known:
    """Look the people of an opened report up among this unit's files."""
    fields = body.get("fields")
    people = people_in(fields if isinstance(fields, dict) else {})
    found = search_persons(by=by, people=people)
    client = manner_of(by.unit_kind).client
    crossed = {
        file_id for file_id, hits in found.items() if any(each.is_crossed() for each in hits)
    }
    own = {
        file_id: {s for hit in hits if hit.wanted == hit.found == client for s in hit.signs}
        for file_id, hits in found.items()
        if file_id not in crossed
    }
    cases = files_of(by).filter(file_id__in=[each for each, signs in own.items() if signs])
    candidates = tuple(Candidate(each, said_signs(own[each.file_id])) for each in cases)
    return Known(
        candidates=tuple(sorted(candidates, key=_strength)),
        other_party=bool(crossed),
        accused_elsewhere=any(not signs for signs in own.values()),
    )


def known_for(*, by: Actor, transmission: Transmission) -> Known:
    """Open a report and look its people up; both are recorded."""
    return known_from(by=by, body=read_transmission(by=by, transmission=transmission))


def _strength(candidate: Candidate) -> tuple[int, str]:
    return list(Sign).index(candidate.signs[0]), candidate.case.code
