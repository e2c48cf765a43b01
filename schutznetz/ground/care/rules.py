"""Who is told when a timer rings. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Reachable[Id]:
    """A member who could be told, and whether she leads the unit."""

    member_id: Id
    is_lead: bool


def whom_to_tell[Id](
    stage: int, people: Sequence[Reachable[Id]], owner: Id | None = None
) -> list[Id]:
    """The lead first (stage 1); everybody from the second ring on.

    What is somebody's own matter rings for her alone first, then for her and the lead, then for
    everybody. A unit without a lead tells everybody at once: there is always somebody as long as
    the unit has people at all. `stage` counts rings and starts at 1.
    """
    if owner is not None and owner in {person.member_id for person in people}:
        if stage <= 1:
            return [owner]
        others = [each for each in whom_to_tell(stage - 1, people) if each != owner]
        return [owner, *others]
    leads = [person.member_id for person in people if person.is_lead]
    if stage <= 1 and leads:
        return leads
    return [person.member_id for person in people]
