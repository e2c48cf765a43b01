"""What the last page before sending tells: who gets what, on which basis, and who is there."""

from dataclasses import dataclass
from datetime import datetime

from schutznetz.casework.exchange.rules import due_at
from schutznetz.casework.exchange.words import basis_in_words, purpose_in_words
from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.access import centre_for
from schutznetz.casework.referrals.forms import ReportForm
from schutznetz.casework.referrals.presenters import labels_of, value_of
from schutznetz.ground.base.working_time import next_staffed, staffed_until
from schutznetz.ground.organisations.actor import Actor


@dataclass(frozen=True)
class Review:
    """One card per recipient would stand here; today there is one recipient, the centre."""

    centre_name: str
    on_call_phone: str
    staffed_until: datetime | None
    next_staffed: datetime | None
    due_at: datetime | None
    urgent: bool
    basis: str
    purpose: str
    consent: str
    fields: list[str]
    has_basis: bool
    has_route: bool

    @property
    def may_be_sent(self) -> bool:
        """Whether there is a recipient and a basis."""
        return self.has_basis and self.has_route


def review_of(actor: Actor, form: ReportForm, moment: datetime) -> Review:
    """Put the page together for a form that is valid."""
    report, centre, urgent = form.coded(), centre_for(actor), form.is_urgent()
    hours = centre.hours() if centre else None
    times = (centre.urgent_minutes, centre.ordinary_minutes) if centre else (0, 0)
    return Review(
        centre_name=centre.name if centre else "",
        on_call_phone=centre.on_call_phone if centre else "",
        staffed_until=staffed_until(hours, moment) if hours else None,
        next_staffed=next_staffed(hours, moment) if hours else None,
        due_at=due_at(
            moment, urgent=urgent, hours=hours, urgent_minutes=times[0], ordinary_minutes=times[1]
        )
        if hours
        else None,
        urgent=urgent,
        basis=basis_in_words(rules.BASIS),
        purpose=purpose_in_words(rules.PURPOSE),
        consent=value_of("consent", report["consent"]),
        fields=labels_of(rules.centre_part(report)),
        has_basis=rules.has_basis(report),
        has_route=centre is not None,
    )
