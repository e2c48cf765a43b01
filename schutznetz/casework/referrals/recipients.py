"""Whose name stands on a consent sheet: only one that is certain, otherwise a line to write on.

Somebody agrees to a named recipient. A sheet that names the wrong centre is no consent.
"""

import uuid

from schutznetz.casework.referrals.access import network_for, possible_recipients
from schutznetz.casework.referrals.forms import from_draft
from schutznetz.casework.referrals.parts import Part, cuts_of
from schutznetz.casework.referrals.routing import destinations
from schutznetz.casework.referrals.typed import Typed, people
from schutznetz.ground.organisations.access import is_police
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit


def recipient_on_sheet(
    actor: Actor, part: Part, *, typed: Typed | None = None, who: str = "", chosen: str = ""
) -> Unit | None:
    """The unit that would get this person's part.

    Of a report without mistakes, the one the network's routing names. Otherwise the one that was
    chosen, or the only one there is. Somebody of a receiving unit prints her own.
    """
    if not is_police(actor):
        return Unit.objects.filter(pk=actor.unit_id).first()
    possible = possible_recipients(actor, part.code)
    if typed is not None and (routed := _routed(actor, part, typed, who)):
        return Unit.objects.filter(pk=routed).first()
    wanted = [unit for unit in possible if str(unit.pk) == chosen]
    if wanted:
        return wanted[0]
    return possible[0] if len(possible) == 1 else None


def _routed(actor: Actor, part: Part, typed: Typed, who: str) -> uuid.UUID | None:
    report = from_draft(typed)
    if not report.is_valid():
        return None
    coded = report.coded()
    keys = [key for key, _ in people(typed, part.people)]
    place = keys.index(who) + 1 if who in keys else 1
    cuts = cuts_of(coded, station=actor.unit_name)
    way = destinations(network_for(actor), cuts, coded, actor.unit_id).get(f"{part.code}-{place}")
    return way.unit if way else None
