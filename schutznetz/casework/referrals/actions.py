"""Writing and sending police reports."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from schutznetz.casework.exchange.actions import Bond, send_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Concerned, Disclosure, NoBasis
from schutznetz.casework.persons.concern import concerned_in
from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.access import (
    own_drafts,
    part_token,
    recipients_for,
    require_may_report,
    sent_from_draft,
)
from schutznetz.casework.referrals.counting import consent_answer, countable
from schutznetz.casework.referrals.drafts import Content, Page, Seen, content_of, whole
from schutznetz.casework.referrals.facts import ConsentAnswered, PartSent
from schutznetz.casework.referrals.models import Draft, PartRoute
from schutznetz.casework.referrals.parts import BY_CODE, Cut, cuts_of, header
from schutznetz.casework.referrals.typed import lists_of
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.bus import announce
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.ids import new_number
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import make_own_file, open_file, shred_file
from schutznetz.ground.vault.file import OpenFile


class Outdated(Exception):
    """The draft was changed in the meantime, for instance in another tab."""


class NoRoute(Exception):
    """The network has named no recipient for a part of this station's reports."""


class NoCall(Exception):
    """Urgent without a call: nobody may be there to read it."""


class MayBeSent(Exception):
    """A part of the report has its basis; it is not for the count alone."""


class AlreadySent(Exception):
    """The report has left already."""


def save_draft(
    *,
    by: Actor,
    draft_id: uuid.UUID,
    typed: Mapping[str, object],
    step: Page | None = None,
    seen: Seen | None = None,
) -> Draft:
    """Seal what has been typed so far, right or wrong, to the person who typed it.

    With `step`, only what belongs to it is replaced. `draft_id` is made with the empty form, so
    saving twice makes one draft; saving the same again writes nothing. Raises AlreadySent if the
    report has left meanwhile, Newer if another window saved the step since `seen`, PermissionError
    for somebody else's draft.
    """
    require_may_report(by)
    with recorded(by=by, verb="save_draft") as record:
        record.about("draft", draft_id)
        draft = own_drafts(by).select_for_update().filter(pk=draft_id).first()
        file = _file_to_write(by, draft, draft_id)
        before = _opened(draft, file) if draft else Content()
        if step is None:
            after = whole(typed, new_number)
        else:
            after = before.with_step(step, lists_of(typed), seen, new_number)
        if draft is None:
            draft = Draft(pk=draft_id, account_id=by.account_id, unit_id=by.unit_id)
            draft.file_id, draft.version = file.id, 0
        draft.content = after
        if after is not before or not draft.version:
            _seal(draft, file, after)
        return draft


def open_draft(*, by: Actor, draft: Draft) -> Content:
    """What was typed into the draft so far."""
    return _opened(draft, open_file(by=by, file_id=draft.file_id, purpose="write"))


def discard_draft(*, by: Actor, draft: Draft) -> None:
    """Delete a draft with its key, unsent."""
    with recorded(by=by, verb="discard_draft") as record:
        record.about("draft", draft.pk)
        row = own_drafts(by).select_for_update().get(pk=draft.pk)
        _shred(row)


def count_answers(*, by: Actor, draft: Draft, report: Mapping[str, Any]) -> None:
    """Keep of a report that may go nowhere the coded answers about consent, and shred the rest.

    Where somebody concerned has a conflict of interest, not even these. Raises MayBeSent if a part
    of it has its basis: then the officer decides whether to send or to discard it; Outdated if the
    draft has moved on since it was opened.
    """
    require_may_report(by)
    if any(cut.has_basis for cut in cuts_of(report, station=by.unit_name)):
        raise MayBeSent
    with recorded(by=by, verb="count_answers") as record:
        record.about("draft", draft.pk)
        row = own_drafts(by).select_for_update().get(pk=draft.pk)
        if row.version != draft.version:
            raise Outdated
        _shred(row)
        if report.get("conflict") != "yes":
            _announce_answers(by, report)


def send_report(
    *,
    by: Actor,
    draft: Draft,
    version: int,
    urgent: bool,
    report: Mapping[str, Any],
    weekday: int,
    parts: Collection[str],
) -> list[Transmission]:
    """Send each chosen part to its recipient and shred the draft, all in one transaction.

    `report` holds the checked, coded values of exactly this `version`, `parts` the officer's choice
    of cuts by their ids. Raises Outdated if the draft has moved on, AlreadySent if it has left,
    NoBasis if a chosen part lacks its basis or none is chosen, NoRoute if one has no recipient,
    NobodyToRead, NoCall if it is urgent and no call is recorded.
    """
    require_may_report(by)
    if urgent and not report.get("handed_over_at"):
        raise NoCall
    chosen = _chosen(by, report, parts)
    with recorded(by=by, verb="send_report", purpose="report") as record:
        record.about("draft", draft.pk)
        row = own_drafts(by).select_for_update().filter(pk=draft.pk).first()
        if row is None:
            _refuse_if_sent(by, draft.pk)
        if row is None or row.version != version:
            raise Outdated
        lot = _Lot(by, row.pk, urgent, weekday, _concerned(report))
        sent = [lot.send(cut, unit) for cut, unit in chosen]
        _announce(by, report, sent, chosen)
        _shred(row)
        return sent


def set_route(*, station: Unit, part: str, unit: Unit) -> PartRoute:
    """Name the unit that gets one part of a station's reports; raises KeyError for no such part."""
    route, _ = PartRoute.objects.update_or_create(
        station=station, part=BY_CODE[part].code, defaults={"unit": unit}
    )
    return route


@dataclass(frozen=True)
class _Lot:
    """What the parts of one report have in common when they are sent."""

    by: Actor
    draft_id: uuid.UUID
    urgent: bool
    weekday: int
    concerned: Concerned

    def send(self, cut: Cut, unit: Unit) -> Transmission:
        """Send one part."""
        return send_transmission(
            by=self.by,
            token=part_token(self.draft_id, cut.id),
            to_unit=unit,
            urgent=self.urgent,
            header=header(cut, station=self.by.unit_name, weekday=self.weekday),
            body={"kind": cut.part.kind, "schema": rules.SCHEMA, "fields": cut.fields()},
            disclosure=_disclosure(cut),
            bond=Bond(concerned=self.concerned),
        )


def _concerned(report: Mapping[str, Any]) -> Concerned:
    """Everybody in the whole report, whomever a single part names."""
    found = [concerned_in(cut.view) for cut in cuts_of(report)]
    people = dict.fromkeys(person for each in found for person in each.people)
    return Concerned(tuple(people), any(each.said_so for each in found))


def _chosen(by: Actor, report: Mapping[str, Any], parts: Collection[str]) -> list[tuple[Cut, Unit]]:
    chosen = [cut for cut in cuts_of(report, station=by.unit_name) if cut.id in parts]
    if not chosen or not all(cut.has_basis for cut in chosen):
        raise NoBasis
    recipients = recipients_for(by)
    if not all(cut.part.code in recipients for cut in chosen):
        raise NoRoute
    return [(cut, recipients[cut.part.code]) for cut in chosen]


def _announce(
    by: Actor,
    report: Mapping[str, Any],
    sent: list[Transmission],
    chosen: list[tuple[Cut, Unit]],
) -> None:
    """What of it may be counted; of a report that is sealed to named people there is no count."""
    files = [file_id for each in sent for file_id in (each.file_id, each.stub_file_id)]
    if any(named_readers(file_id) is not None for file_id in files):
        return
    for cut, unit in chosen:
        announce(PartSent(by.unit_id, unit.pk, cut.part.code, countable(cut.view)))
    _announce_answers(by, report)


def _announce_answers(by: Actor, report: Mapping[str, Any]) -> None:
    for person in report["affected"]:
        announce(ConsentAnswered(by.unit_id, consent_answer(person)))


def _file_to_write(by: Actor, draft: Draft | None, draft_id: uuid.UUID) -> OpenFile:
    if draft is not None:
        return open_file(by=by, file_id=draft.file_id, purpose="write")
    _refuse_if_sent(by, draft_id)
    if Draft.objects.filter(pk=draft_id).exists():
        raise PermissionError("this draft belongs to somebody else")
    return make_own_file(by=by)


def _refuse_if_sent(by: Actor, draft_id: uuid.UUID) -> None:
    if sent_from_draft(by, draft_id):
        raise AlreadySent


def _disclosure(cut: Cut) -> Disclosure:
    part, view = cut.part, cut.view
    how = str(view.get(part.consent_field) or "") if part.consent_field else ""
    consent = {"how": how} if how else {}
    if part.consent_field == "consent":
        named = {"at": "consent_at", "language": "consent_language", "by": "consent_by"}
        consent |= {name: str(view.get(field) or "") for name, field in named.items()}
    return Disclosure(
        kind=part.kind,
        basis=part.basis,
        purpose=part.purpose,
        fields=tuple(cut.fields()),
        consent=consent,
        reference=str(view["file_number"]),
    )


def _opened(draft: Draft, file: OpenFile) -> Content:
    return content_of(file.open(draft, "sealed_content", version=draft.version))


def _seal(draft: Draft, file: OpenFile, content: Content) -> None:
    draft.version += 1
    draft.updated_at = now()
    draft.sealed_content = file.seal(
        draft, "sealed_content", content.as_json(), version=draft.version
    )
    draft.save(force_insert=draft.version == 1)


def _shred(draft: Draft) -> None:
    file_id = draft.file_id
    draft.delete()
    shred_file(file_id=file_id)
