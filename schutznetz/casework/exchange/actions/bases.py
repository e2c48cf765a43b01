"""Founding a network: the bases on which its units may give each other anything."""

from collections.abc import Sequence
from dataclasses import asdict

from schutznetz.casework.exchange.models import Basis
from schutznetz.casework.exchange.terms import Terms
from schutznetz.casework.exchange.words import forget_bases


def set_bases(*, terms: Sequence[Terms]) -> None:
    """Take over the checked bases of the network's file; one that is not in it is gone."""
    Basis.objects.exclude(code__in=[each.code for each in terms]).delete()
    for place, each in enumerate(terms):
        values = {**asdict(each), "fields": list(each.fields), "place": place}
        Basis.objects.update_or_create(code=values.pop("code"), defaults=values)
    forget_bases()
