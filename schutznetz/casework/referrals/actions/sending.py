"""Sending a report: each chosen part to its unit, at once or once a second person has agreed."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from schutznetz.casework.exchange.access import bases
from schutznetz.casework.exchange.actions import Bond, send_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Concerned, Disclosure, NoBasis
from schutznetz.casework.exchange.terms import Terms
from schutznetz.casework.persons.concern import concerned_in
from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.access import (
    network_for,
    part_token,
    require_may_report,
)
from schutznetz.casework.referrals.actions.drafts import lock_draft, shred_draft
from schutznetz.casework.referrals.actions.pending import hold_part
from schutznetz.casework.referrals.counting import consent_answer, countable
from schutznetz.casework.referrals.facts import ConsentAnswered, PartSent
from schutznetz.casework.referrals.models import Draft
from schutznetz.casework.referrals.parts import Choice, Cut, cuts_of, header
from schutznetz.casework.referrals.routing import Destination, destinations
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.bus import announce
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.access import named_readers


class NoRoute(Exception):
    """The network has named no recipient for a part of this station's reports."""


class NoCall(Exception):
    """Urgent without a call: nobody may be there to read it."""


class NoWeighing(Exception):
    """The basis asks for reasons in writing, and there are none, or more than fit."""


class MayBeSent(Exception):
    """A part of the report has its basis; it is not for the count alone."""


class WayChanged(Exception):
    """The unit that was shown may not get the part any more."""


@dataclass(frozen=True)
class Outgoing:
    """One part on its way: what, on which basis, to whom."""

    cut: Cut
    terms: Terms
    unit: Unit
    weighing: str = ""


@dataclass(frozen=True)
class _Lot:
    """What the parts of one report have in common when they are sent."""

    by: Actor
    draft_id: uuid.UUID
    urgent: bool
    weekday: int
    concerned: Concerned

    def send(self, going: Outgoing) -> Transmission | None:
        """Send one part, or let it wait for a second person."""
        cut, terms = going.cut, going.terms
        content: dict[str, Any] = {
            "token": part_token(self.draft_id, cut.id),
            "to_unit": going.unit,
            "urgent": self.urgent,
            "header": header(cut, station=self.by.unit_name, weekday=self.weekday),
            "body": {
                "kind": cut.part.kind,
                "schema": rules.SCHEMA,
                "fields": cut.fields(terms),
            },
            "disclosure": _disclosure(going),
        }
        if terms.four_eyes:
            hold_part(by=self.by, concerned=self.concerned, part=cut.part.code, **content)
            return None
        return send_transmission(by=self.by, bond=Bond(concerned=self.concerned), **content)


def send_report(
    *,
    by: Actor,
    draft: Draft,
    version: int,
    urgent: bool,
    report: Mapping[str, Any],
    weekday: int,
    parts: Collection[Choice | str],
) -> list[Transmission]:
    """Send each chosen part to its recipient and shred the draft, all in one transaction.

    `report` holds the checked, coded values of exactly this `version`, `parts` what the officer
    ticked. Returns what has left; a part that needs four eyes waits instead. Raises Outdated if the
    draft has moved on, AlreadySent if it has left, NoBasis if a chosen part lacks its basis or none
    is chosen, NoWeighing without its reasons, NoRoute if one has no recipient, WayChanged if the
    one that was shown is none any more, NobodyToRead, NoCall if urgent without a recorded call.
    """
    require_may_report(by)
    if urgent and not report.get("handed_over_at"):
        raise NoCall
    choices = [each if isinstance(each, Choice) else Choice.of(each) for each in parts]
    chosen = _outgoing(by, report, choices)
    with recorded(by=by, verb="send_report", purpose="report") as record:
        record.about("draft", draft.pk)
        row = lock_draft(by=by, draft=draft, version=version)
        lot = _Lot(by, row.pk, urgent, weekday, _concerned(report))
        going = [(each, lot.send(each)) for each in chosen]
        _announce(by, report, [(each, sent) for each, sent in going if sent])
        shred_draft(by=by, draft=row)
        return [sent for _each, sent in going if sent]


def count_answers(*, by: Actor, draft: Draft, report: Mapping[str, Any]) -> None:
    """Keep of a report that may go nowhere the coded answers about consent, and shred the rest.

    Where somebody concerned has a conflict of interest, not even these. Raises MayBeSent if a part
    of it has its plain basis: then the officer decides whether to send or to discard it; Outdated
    if the draft has moved on since it was opened.
    """
    require_may_report(by)
    terms = list(bases().values())
    offers = [each for cut in cuts_of(report) for each in cut.offers(terms)]
    if any(each.is_plain for each in offers):
        raise MayBeSent
    with recorded(by=by, verb="count_answers") as record:
        record.about("draft", draft.pk)
        row = lock_draft(by=by, draft=draft, version=draft.version)
        shred_draft(by=by, draft=row)
        if report.get("conflict") != "yes":
            _announce_answers(by, report)


def _concerned(report: Mapping[str, Any]) -> Concerned:
    """Everybody in the whole report, whomever a single part names."""
    found = [concerned_in(cut.view) for cut in cuts_of(report)]
    people = dict.fromkeys(person for each in found for person in each.people)
    return Concerned(tuple(people), any(each.said_so for each in found))


def _outgoing(by: Actor, report: Mapping[str, Any], choices: Collection[Choice]) -> list[Outgoing]:
    cuts = cuts_of(report, station=by.unit_name)
    terms, by_id = bases(), {cut.id: cut for cut in cuts}
    ids = [choice.cut for choice in choices]
    if not choices or len(set(ids)) < len(ids) or not set(ids) <= set(by_id):
        raise NoBasis
    ways = destinations(network_for(by), cuts, report, by.unit_id)
    units = {unit.pk: unit for unit in Unit.objects.prefetch_related("shifts")}
    going = []
    for choice in choices:
        cut = by_id[choice.cut]
        agreed = _basis_of(cut, choice, list(terms.values()))
        unit_id = _unit_of(ways.get(cut.id), choice)
        going.append(Outgoing(cut, agreed, units[unit_id], choice.weighing.strip()))
    return going


def _basis_of(cut: Cut, choice: Choice, terms: Collection[Terms]) -> Terms:
    offers = cut.offers(terms)
    wanted = [
        each for each in offers if (each.code == choice.basis if choice.basis else each.is_plain)
    ]
    if not wanted:
        raise NoBasis
    if wanted[0].weighing and rules.weighing_problem(choice.weighing):
        raise NoWeighing
    return wanted[0]


def _unit_of(way: Destination | None, choice: Choice) -> uuid.UUID:
    """The unit that was shown, if it is still one of those that fit; otherwise nothing leaves."""
    if way is None:
        raise NoRoute
    fitting = (way.unit, *way.others)
    if not choice.unit:
        return way.unit
    for unit in fitting:
        if str(unit) == choice.unit:
            return unit
    raise WayChanged


def _announce(
    by: Actor, report: Mapping[str, Any], sent: list[tuple[Outgoing, Transmission]]
) -> None:
    """What of it may be counted; of a report that is sealed to named people there is no count."""
    files = [file_id for _, each in sent for file_id in (each.file_id, each.stub_file_id)]
    if any(named_readers(file_id) is not None for file_id in files) or (
        report.get("conflict") == "yes"
    ):
        return
    for going, _transmission in sent:
        cut = going.cut
        announce(PartSent(by.unit_id, going.unit.pk, cut.part.code, countable(cut.view)))
    _announce_answers(by, report)


def _announce_answers(by: Actor, report: Mapping[str, Any]) -> None:
    for person in report["affected"]:
        announce(ConsentAnswered(by.unit_id, consent_answer(person)))


def _disclosure(going: Outgoing) -> Disclosure:
    part, view, terms = going.cut.part, going.cut.view, going.terms
    how = str(view.get(part.consent_field) or "") if part.consent_field else ""
    consent = {"how": how} if how and terms.rests_on.endswith("consent") else {}
    if consent and part.consent_field == "consent":
        named = {"at": "consent_at", "language": "consent_language", "by": "consent_by"}
        consent |= {name: str(view.get(field) or "") for name, field in named.items()}
    disclosure = Disclosure(
        kind=part.kind,
        basis=terms.code,
        purpose=terms.purpose,
        fields=tuple(going.cut.fields(terms)),
        consent=consent,
        reference=str(view["file_number"]),
        weighing=going.weighing,
    )
    if terms.days:
        until = localdate(now()) + timedelta(days=terms.days)
        return replace(disclosure, until=until.isoformat())
    return disclosure
