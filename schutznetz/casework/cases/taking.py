"""One report on its way into a file: the form, what is known, and the decision."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from schutznetz.casework.cases import presenters, rules
from schutznetz.casework.cases.actions import join_case, open_case
from schutznetz.casework.cases.forms.basics import offer_colleagues
from schutznetz.casework.cases.forms.taking import TakeForm
from schutznetz.casework.cases.known import Known
from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit


def suggested(actor: Actor, transmission: Transmission) -> dict[str, str]:
    """What the form says if nobody changes anything: whoever takes it, at the next good day."""
    return {
        "to": str(actor.member_id),
        "next_on": _suggested_date(actor, transmission).isoformat(),
    }


def _suggested_date(actor: Actor, transmission: Transmission) -> date:
    hours = Unit.objects.prefetch_related("shifts").get(pk=actor.unit_id).hours()
    return rules.suggested_date(now(), urgent=transmission.urgent, hours=hours)


class Taking:
    """What the page shows, and what happens when it is sent."""

    def __init__(
        self,
        actor: Actor,
        transmission: Transmission,
        known: Known,
        data: Mapping[str, Any] | None,
    ) -> None:
        self.actor, self.transmission, self.known = actor, transmission, known
        initial = suggested(actor, transmission) if data is None else None
        self.form = TakeForm(data, actor=actor, known=known, initial=initial)
        offer_colleagues(self.form, actor, transmission.file_id)

    @property
    def status(self) -> int:
        """422 when something is missing."""
        return 422 if self.form.errors else 200

    @cached_property
    def candidates(self) -> list[tuple[Case, list[str]]]:
        """The files that may be about the same person, each with what agrees, in words."""
        return [
            (each.case, [str(presenters.SIGNS[sign]) for sign in each.signs])
            for each in self.known.candidates
        ]

    def done(self) -> Case | None:
        """Make the file, or put the report into the one somebody has chosen; None if not sent yet."""
        if not self.form.is_bound or not self.form.is_valid():
            return None
        given = self.form.cleaned_data
        same = self.known.case_with(given.get("same_as"))
        if same is None:
            return open_case(
                by=self.actor,
                transmission=self.transmission,
                next_on=given["next_on"],
                owner=given["to"],
            )
        join_case(
            by=self.actor, transmission=self.transmission, case=same, next_on=given["next_on"]
        )
        return same
