"""What the last page before sending tells: who gets what, on which basis, and who is there."""

from dataclasses import dataclass, replace
from datetime import datetime

from schutznetz.casework.exchange.rules import due_at
from schutznetz.casework.exchange.words import basis_in_words, purpose_in_words
from schutznetz.casework.referrals.access import recipients_for
from schutznetz.casework.referrals.forms import Report
from schutznetz.casework.referrals.parts import Cut, Part, cuts_of
from schutznetz.casework.referrals.presenters import labels_of, value_of
from schutznetz.ground.base.working_time import next_staffed, staffed_until
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit


@dataclass(frozen=True)
class Card:
    """One recipient: what it gets, on which basis, and when somebody reads it."""

    id: str
    part: Part
    who: str
    basis: str
    purpose: str
    consent: str
    fields: list[str]
    has_basis: bool
    unit: Unit | None
    staffed_until: datetime | None = None
    next_staffed: datetime | None = None
    due_at: datetime | None = None

    @property
    def may_be_sent(self) -> bool:
        """Whether there is a recipient and a basis."""
        return self.has_basis and self.unit is not None


@dataclass(frozen=True)
class Review:
    """The whole page."""

    cards: list[Card]
    urgent: bool

    @property
    def may_be_sent(self) -> bool:
        """Whether there is anything that may leave."""
        return any(card.may_be_sent for card in self.cards)


def review_of(actor: Actor, report: Report, moment: datetime) -> Review:
    """Put the page together for a report that is valid."""
    urgent, recipients = report.is_urgent(), recipients_for(actor)
    cards = [
        _card(cut, recipients.get(cut.part.code), urgent=urgent, moment=moment)
        for cut in cuts_of(report.coded(), station=actor.unit_name)
    ]
    return Review(cards, urgent)


def _card(cut: Cut, unit: Unit | None, *, urgent: bool, moment: datetime) -> Card:
    part = cut.part
    answer = cut.view.get(part.consent_field) if part.consent_field else None
    card = Card(
        id=cut.id,
        part=part,
        who=cut.who,
        basis=basis_in_words(part.basis),
        purpose=purpose_in_words(part.purpose),
        consent=value_of(part.consent_field, answer) if answer else "",
        fields=labels_of(cut.fields()),
        has_basis=cut.has_basis,
        unit=unit,
    )
    if unit is None:
        return card
    hours = unit.hours()
    due = due_at(
        moment,
        urgent=urgent,
        hours=hours,
        urgent_minutes=unit.urgent_minutes,
        ordinary_minutes=unit.ordinary_minutes,
    )
    return replace(
        card,
        staffed_until=staffed_until(hours, moment),
        next_staffed=next_staffed(hours, moment),
        due_at=due,
    )
