"""Tagging the people of a file, and looking somebody up. A look-up is recorded like a reading."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

from schutznetz.casework.persons.access import tags_in_unit
from schutznetz.casework.persons.models import PersonTag
from schutznetz.casework.persons.rules import Hit, Person, Role, Sign, values_of
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.tags import tags_of


def mark_persons(*, by: Actor, file_id: uuid.UUID, people: Sequence[Person]) -> None:
    """Let these people be recognised by this file from now on; what is known already stays.

    By a file for named people nobody is recognised. Raises KeyMissing without the unit's key.
    """
    if named_readers(file_id) is not None:
        return
    with recorded(by=by, verb="mark_persons") as record:
        record.about("file", file_id)
        wanted = {(each.role, value) for each in people for value in values_of(each)}
        tags = tags_of(by=by, values=[value for _, value in wanted])
        PersonTag.objects.bulk_create(
            [
                PersonTag(unit_id=by.unit_id, tag=tags[value][0], file_id=file_id, role=role)
                for role, value in sorted(wanted)
            ],
            ignore_conflicts=True,
        )


def remove_persons(*, by: Actor, file_id: uuid.UUID) -> None:
    """Let nobody be recognised by this file any more: it is restricted, or its names were wrong."""
    with recorded(by=by, verb="remove_persons") as record:
        record.about("file", file_id)
        tags_in_unit(by).filter(file_id=file_id).delete()


def search_persons(*, by: Actor, people: Iterable[Person]) -> dict[uuid.UUID, list[Hit]]:
    """By file, who of these people stands in it already and by which signs; within the own unit."""
    with recorded(by=by, verb="search_persons", purpose="known"):
        wanted = {(each.role, value) for each in people for value in values_of(each)}
        tags = tags_of(by=by, values=[value for _, value in wanted])
        meant: dict[bytes, set[tuple[Role, Sign]]] = defaultdict(set)
        for role, value in wanted:
            for tag in tags[value]:
                meant[tag].add((role, Sign(value[0])))
        return _hits(list(tags_in_unit(by).filter(tag__in=list(meant))), meant)


def _hits(
    rows: Iterable[PersonTag], meant: dict[bytes, set[tuple[Role, Sign]]]
) -> dict[uuid.UUID, list[Hit]]:
    signs: dict[tuple[uuid.UUID, Role, Role], set[Sign]] = defaultdict(set)
    for row in rows:
        for role, sign in meant[bytes(row.tag)]:
            signs[row.file_id, role, Role(row.role)].add(sign)
    found: dict[uuid.UUID, list[Hit]] = defaultdict(list)
    for (file_id, wanted, role), agreed in sorted(signs.items()):
        found[file_id].append(Hit(wanted, role, frozenset(agreed)))
    return dict(found)
