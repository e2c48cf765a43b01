"""Founding a network: who gets which part. Nobody acts for a unit yet."""

from collections.abc import Mapping, Sequence

from schutznetz.casework.referrals.models import PartRoute, PartRule
from schutznetz.casework.referrals.routes_file import Named, NamedRule
from schutznetz.ground.organisations.models import Unit


def set_routes(
    *, routes: Sequence[Named], rules: Sequence[NamedRule], units: Mapping[str, Unit]
) -> None:
    """Take over the checked routing of the network's file in place of what was there before."""
    PartRoute.objects.all().delete()
    PartRule.objects.all().delete()
    for place, each in enumerate(routes):
        PartRoute.objects.create(
            station=units.get(each.station),
            part=each.part,
            unit=units[each.unit],
            first_postcode=each.postcodes[0],
            last_postcode=each.postcodes[1],
            offences=list(each.offences),
            priority=each.priority,
            share=each.share,
            place=place,
        )
    for rule in rules:
        PartRule.objects.create(
            part=rule.part, between=rule.between, fallback=units.get(rule.fallback)
        )
