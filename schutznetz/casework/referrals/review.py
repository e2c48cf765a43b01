"""What the last page before sending tells: who gets what, on which basis, and who is there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from schutznetz.casework.exchange.access import bases
from schutznetz.casework.exchange.rules import due_at
from schutznetz.casework.exchange.terms import Terms
from schutznetz.casework.exchange.words import said
from schutznetz.casework.referrals.access import network_for
from schutznetz.casework.referrals.forms import Report
from schutznetz.casework.referrals.parts import Cut, Part, cuts_of
from schutznetz.casework.referrals.presenters import labels_of, value_of
from schutznetz.casework.referrals.routing import Destination, destinations
from schutznetz.casework.referrals.rules import weighing_problem
from schutznetz.ground.base.working_time import next_staffed, staffed_until
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit

#: What stands at the field for the reasons.
WEIGHING = {
    "": "",
    "missing": _("Bitte schreiben Sie, warum es im Einzelfall nötig ist."),
    "too_long": _("Das ist zu lang. Bitte kürzen Sie auf höchstens 4000 Zeichen."),
}


@dataclass(frozen=True)
class Offer:
    """One basis on which a part may leave; `value` is what ticking it posts."""

    value: str
    terms: Terms
    basis: str
    purpose: str
    fields: list[str]
    ticked: bool
    weighing: str = ""
    error: str = ""


@dataclass(frozen=True)
class Card:
    """One recipient: what it gets, on which basis, and when somebody reads it."""

    id: str
    part: Part
    who: str
    consent: str
    offers: list[Offer]
    unit: Unit | None
    is_fallback: bool = False
    staffed_until: datetime | None = None
    next_staffed: datetime | None = None
    due_at: datetime | None = None

    @property
    def plain(self) -> Offer | None:
        """The offer that asks for nothing more."""
        return next((offer for offer in self.offers if offer.terms.is_plain), None)

    @property
    def may_be_sent(self) -> bool:
        """Whether there is a recipient and a basis."""
        return bool(self.offers) and self.unit is not None


@dataclass(frozen=True)
class Review:
    """The whole page."""

    cards: list[Card]
    urgent: bool

    @property
    def may_be_sent(self) -> bool:
        """Whether there is anything that may leave."""
        return any(card.may_be_sent for card in self.cards)

    @property
    def is_plain(self) -> bool:
        """Whether anything may leave without more ado."""
        return any(card.may_be_sent and card.plain for card in self.cards)


@dataclass(frozen=True)
class Tried:
    """What was ticked and written in a try that did not go through."""

    ticked: tuple[str, ...] = ()
    weighings: Mapping[str, str] | None = None


def review_of(actor: Actor, report: Report, moment: datetime, tried: Tried | None = None) -> Review:
    """Put the page together for a report that is valid."""
    urgent, coded = report.is_urgent(), report.coded()
    cuts = cuts_of(coded, station=actor.unit_name)
    ways = destinations(network_for(actor), cuts, coded, actor.unit_id)
    wanted = {way.unit for way in ways.values()}
    units = {u.pk: u for u in Unit.objects.filter(pk__in=wanted).prefetch_related("shifts")}
    terms = list(bases().values())
    cards = []
    for cut in cuts:
        way = ways.get(cut.id)
        card = _card(cut, terms, tried)
        cards.append(_with_unit(card, way, units, urgent=urgent, moment=moment) if way else card)
    return Review(cards, urgent)


def _card(cut: Cut, terms: list[Terms], tried: Tried | None) -> Card:
    part = cut.part
    answer = cut.view.get(part.consent_field) if part.consent_field else None
    return Card(
        id=cut.id,
        part=part,
        who=cut.who,
        consent=value_of(part.consent_field, answer) if answer else "",
        offers=[_offer(cut, each, tried) for each in cut.offers(terms)],
        unit=None,
    )


def _offer(cut: Cut, terms: Terms, tried: Tried | None) -> Offer:
    value = cut.id if terms.is_plain else f"{cut.id}/{terms.code}"
    written: Mapping[str, Any] = (tried.weighings if tried else None) or {}
    weighing, is_ticked = str(written.get(cut.id, "")), bool(tried and value in tried.ticked)
    asked = terms.weighing and is_ticked
    return Offer(
        value=value,
        terms=terms,
        basis=said(terms.names),
        purpose=said(terms.purpose_names),
        fields=labels_of(cut.fields(terms)),
        ticked=is_ticked if tried else terms.is_plain,
        weighing=weighing,
        error=str(WEIGHING[weighing_problem(weighing)]) if asked else "",
    )


def _with_unit(
    card: Card, way: Destination, units: Mapping[Any, Unit], *, urgent: bool, moment: datetime
) -> Card:
    unit = units[way.unit]
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
        unit=unit,
        is_fallback=way.is_fallback,
        staffed_until=staffed_until(hours, moment),
        next_staffed=next_staffed(hours, moment),
        due_at=due,
    )
