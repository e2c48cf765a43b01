"""Who somebody is in this session: account, place in a unit, and whether keys are open."""

import uuid
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from schutznetz.ground.entry.models import ParkedInput
from schutznetz.ground.entry.opening import open_seed_of
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Account, Member
from schutznetz.ground.vault.keyring import Keyring

ACTS_AS = "member_id"
STEPPED_UP = "stepped_up_at"


def active_members(account: Account) -> list[Member]:
    """The places of an account, in a steady order."""
    return list(
        Member.objects.filter(account_id=account.pk, is_active=True)
        .select_related("unit")
        .order_by("unit__name")
    )


def parked_inputs_of(actor: Actor) -> QuerySet[ParkedInput]:
    """What this person sent when her session was over, newest first; nobody else's."""
    return ParkedInput.objects.filter(account_id=actor.account_id).order_by("-at")


def acts_for(request: HttpRequest, account: Account) -> Member | None:
    """The place in which this session acts, also when the session is over."""
    return _chosen(active_members(account), request.session.get(ACTS_AS))


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acts in a signed-in session; None if the account has no active place left.

    Raises Unopenable if the session's two halves do not fit. Costs one query beside session and
    account; keys are opened only when a page needs them.
    """
    account = request.user
    if not isinstance(account, Account):
        return None
    seed = open_seed_of(request)
    members = active_members(account)
    member = _chosen(members, request.session.get(ACTS_AS))
    if member is None:
        return None
    request.has_other_places = len(members) > 1  # type: ignore[attr-defined]
    return Actor(
        account_id=account.pk,
        member_id=member.pk,
        unit_id=member.unit_id,
        unit_name=member.unit.name,
        unit_kind=member.unit.kind,
        role=member.role,
        function=member.function,
        display_name=account.name,
        keyring=Keyring(seed, account.pk, member.pk),
    )


def _chosen(members: list[Member], wanted: str | None) -> Member | None:
    if wanted is None:
        return members[0] if members else None
    return next((each for each in members if each.pk == uuid.UUID(wanted)), None)


def stepped_up_at(request: HttpRequest) -> datetime | None:
    """When the second factor was last shown again in this session."""
    return parse_datetime(str(request.session.get(STEPPED_UP) or ""))
