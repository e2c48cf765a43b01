"""Whose figures are whose. The coordination sees what was released for the network, and no more."""

from datetime import date

from django.db.models import QuerySet

from schutznetz.ground.organisations.access import is_lead, works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.overview.statistics.models import SealedFact, StatFact, StatRelease
from schutznetz.overview.statistics.rules.spans import Span


def coordinates(actor: Actor) -> bool:
    """Whether the actor works for the network as a whole and for no unit's cases."""
    return actor.role == Member.Role.COORDINATOR


def may_release(actor: Actor) -> bool:
    """Whether the actor may release figures: whoever leads the unit answers for them."""
    return works_on_cases(actor) and is_lead(actor)


def require_may_release(actor: Actor) -> None:
    """Raise PermissionError for anybody but the unit's lead."""
    if not may_release(actor):
        raise PermissionError("the lead of a unit releases its figures")


def sealed_facts_of(actor: Actor) -> QuerySet[SealedFact]:
    """The unit's sealed facts."""
    if not works_on_cases(actor):
        return SealedFact.objects.none()
    return SealedFact.objects.filter(unit_id=actor.unit_id)


def facts_of(actor: Actor) -> QuerySet[StatFact]:
    """The unit's opened facts."""
    if not works_on_cases(actor):
        return StatFact.objects.none()
    return StatFact.objects.filter(unit_id=actor.unit_id)


def own_releases(actor: Actor) -> QuerySet[StatRelease]:
    """What the unit has released, latest span first."""
    if not works_on_cases(actor):
        return StatRelease.objects.none()
    return StatRelease.objects.filter(unit_id=actor.unit_id).order_by("-begins")


def network_releases(actor: Actor) -> QuerySet[StatRelease]:
    """What all units have released, for the coordination."""
    if not coordinates(actor):
        return StatRelease.objects.none()
    return StatRelease.objects.select_related("unit").order_by("-begins", "unit__name")


def span_of(release: StatRelease) -> Span:
    """The months of a release."""
    return Span(release.begins, release.months)


def months_with_facts(actor: Actor) -> set[date]:
    """Every month of which the unit has facts, sealed or opened."""
    sealed = sealed_facts_of(actor).values_list("month", flat=True).distinct()
    return set(sealed) | set(facts_of(actor).values_list("month", flat=True).distinct())


def places() -> list[str]:
    """The ids of all units, by name: where a report may come from."""
    return [str(pk) for pk in Unit.objects.order_by("name").values_list("pk", flat=True)]


def stations() -> list[str]:
    """The ids of all police stations, by name."""
    found = Unit.objects.filter(kind=Unit.Kind.STATION).order_by("name")
    return [str(pk) for pk in found.values_list("pk", flat=True)]


def station_named(name: str) -> str:
    """The id of the police station of this name; empty if there is none."""
    found = Unit.objects.filter(kind=Unit.Kind.STATION, name=name).values_list("pk", flat=True)
    return str(found.first() or "")
