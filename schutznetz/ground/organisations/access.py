"""Questions about who somebody is. They look at the actor alone and never at content."""

import uuid
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Account, Member, Unit
from schutznetz.ground.organisations.rules import OnStaff


def is_lead(actor: Actor) -> bool:
    """Whether the actor leads the unit, and is therefore told when something goes unread."""
    return actor.role == Member.Role.LEAD


def works_on_cases(actor: Actor) -> bool:
    """Whether the actor's place is in casework at all: not the coordinator's, not the officer's
    for data protection.
    """
    return actor.role not in Member.WITHOUT_KEY


def caseworkers_of(unit_id: uuid.UUID) -> QuerySet[Member]:
    """Everybody of a unit who may hold a key of its files, by name."""
    return (
        Member.objects.filter(unit_id=unit_id, is_active=True, account__is_active=True)
        .exclude(role__in=Member.WITHOUT_KEY)
        .select_related("account")
        .order_by("account__name")
    )


def staff() -> list[OnStaff[uuid.UUID]]:
    """Everybody with an account, by account, as the match of names needs them."""
    known = Account.objects.filter(is_active=True).values_list("pk", "name", "birth_year")
    return [OnStaff(*each) for each in known]


def units_of(accounts: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """The units in which these people have a place."""
    places = Member.objects.filter(account_id__in=accounts, is_active=True)
    return sorted(set(places.values_list("unit_id", flat=True)))


def head_besides(actor: Actor) -> list[Member]:
    """Whoever answers for the actor's unit beside her: lead, else deputy, else data protection."""
    people = Member.objects.filter(unit_id=actor.unit_id, is_active=True)
    people = people.exclude(account_id=actor.account_id)
    roles = (*Member.HEADS, Member.Role.PRIVACY)
    found = ([*people.filter(role=role)] for role in roles)
    return next((each for each in found if each), [])


def told_of_conflicts(
    unit_ids: Iterable[uuid.UUID], without: Collection[uuid.UUID]
) -> list[Member]:
    """Deputy and officer for data protection of these units, as far as they are not the person.

    Where a unit has no such deputy its lead is told; `without` are accounts.
    """
    found: list[Member] = []
    for unit_id in unit_ids:
        people = Member.objects.filter(unit_id=unit_id, is_active=True)
        people = people.exclude(account_id__in=without)
        heads = {role: list(people.filter(role=role)) for role in Member.HEADS}
        found += heads[Member.Role.DEPUTY] or heads[Member.Role.LEAD]
        found += people.filter(role=Member.Role.PRIVACY)
    return found


def is_police(actor: Actor) -> bool:
    """Whether the actor acts for a police station, which is where police reports are written."""
    return works_on_cases(actor) and actor.unit_kind == Unit.Kind.STATION
