"""Whom a report is about, as the comparison with the network's own staff needs it. Pure."""

from collections.abc import Mapping

from schutznetz.casework.exchange.rules import Concerned
from schutznetz.casework.persons.rules import everybody_in
from schutznetz.ground.organisations.rules import Mentioned


def concerned_in(fields: Mapping[str, object]) -> Concerned:
    """Every affected and accused person of a report or of one of its parts, and the sender's answer."""
    people = [
        Mentioned(each.first_name, each.last_name, each.birth.year if each.birth else None)
        for each in everybody_in(fields)
        if each.first_name or each.last_name
    ]
    return Concerned(tuple(people), said_so=fields.get("conflict") == "yes")


def concerned_in_body(body: Mapping[str, object]) -> Concerned:
    """The same for an opened content, whose fields stand under "fields"."""
    fields = body.get("fields")
    return concerned_in(fields if isinstance(fields, dict) else {})
