"""Writing and sending police reports."""

import uuid
from collections.abc import Collection, Mapping

from schutznetz.casework.exchange.actions import send_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Disclosure, NoBasis
from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.access import (
    own_drafts,
    part_token,
    recipients_for,
    require_may_report,
    sent_from_draft,
)
from schutznetz.casework.referrals.counting import consent_answer, countable
from schutznetz.casework.referrals.facts import ConsentAnswered, PartSent
from schutznetz.casework.referrals.models import Draft, PartRoute
from schutznetz.casework.referrals.parts import BY_CODE, Part, header, parts_of
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.bus import announce
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import make_own_file, open_file, shred_file
from schutznetz.ground.vault.file import OpenFile


class Outdated(Exception):
    """The draft was changed in the meantime, for instance in another tab."""


class NoRoute(Exception):
    """The network has named no recipient for a part of this station's reports."""


class AlreadySent(Exception):
    """The report has left already."""


def save_draft(*, by: Actor, draft_id: uuid.UUID, typed: Mapping[str, object]) -> Draft:
    """Seal what has been typed so far, right or wrong, to the person who typed it.

    `draft_id` is made with the empty form, so saving twice makes one draft. Raises AlreadySent
    if the report has left meanwhile, PermissionError for somebody else's draft.
    """
    require_may_report(by)
    with recorded(by=by, verb="save_draft") as record:
        draft = own_drafts(by).select_for_update().filter(pk=draft_id).first()
        file = _file_to_write(by, draft, draft_id)
        if draft is None:
            draft = Draft(
                pk=draft_id,
                account_id=by.account_id,
                unit_id=by.unit_id,
                file_id=file.id,
                version=0,
            )
        draft.version += 1
        draft.updated_at = now()
        draft.sealed_content = file.seal(draft, "sealed_content", typed, version=draft.version)
        draft.save(force_insert=draft.version == 1)
        record.about("draft", draft.pk)
        return draft


def open_draft(*, by: Actor, draft: Draft) -> dict[str, object]:
    """What was typed into the draft so far."""
    file = open_file(by=by, file_id=draft.file_id, purpose="write")
    return file.open(draft, "sealed_content", version=draft.version)


def discard_draft(*, by: Actor, draft: Draft) -> None:
    """Delete a draft with its key, unsent."""
    with recorded(by=by, verb="discard_draft") as record:
        record.about("draft", draft.pk)
        row = own_drafts(by).select_for_update().get(pk=draft.pk)
        _shred(row)


def send_report(
    *,
    by: Actor,
    draft: Draft,
    version: int,
    urgent: bool,
    report: Mapping[str, object],
    weekday: int,
    parts: Collection[str],
) -> list[Transmission]:
    """Send each chosen part to its recipient and shred the draft, all in one transaction.

    `report` holds the checked, coded values of exactly this `version`, `parts` the officer's choice.
    Raises Outdated if the draft has moved on, AlreadySent if it has left, NoBasis if a chosen part
    lacks its basis or none is chosen, NoRoute if one has no recipient.
    """
    require_may_report(by)
    chosen = _chosen(by, report, parts)
    with recorded(by=by, verb="send_report", purpose="report") as record:
        record.about("draft", draft.pk)
        row = own_drafts(by).select_for_update().filter(pk=draft.pk).first()
        if row is None:
            _refuse_if_sent(by, draft.pk)
        if row is None or row.version != version:
            raise Outdated
        sent = [
            send_transmission(
                by=by,
                token=part_token(row.pk, part.code),
                to_unit=unit,
                urgent=urgent,
                header=header(part, report, station=by.unit_name, weekday=weekday),
                body={"kind": part.kind, "schema": rules.SCHEMA, "fields": part.cut(report)},
                disclosure=_disclosure(part, report),
            )
            for part, unit in chosen
        ]
        _announce(by, report, sent, chosen)
        _shred(row)
        return sent


def set_route(*, station: Unit, part: str, unit: Unit) -> PartRoute:
    """Name the unit that gets one part of a station's reports; raises KeyError for no such part."""
    route, _ = PartRoute.objects.update_or_create(
        station=station, part=BY_CODE[part].code, defaults={"unit": unit}
    )
    return route


def _chosen(
    by: Actor, report: Mapping[str, object], parts: Collection[str]
) -> list[tuple[Part, Unit]]:
    chosen = [part for part in parts_of(report) if part.code in parts]
    if not chosen or not all(part.has_basis(report) for part in chosen):
        raise NoBasis
    recipients = recipients_for(by)
    if not all(part.code in recipients for part in chosen):
        raise NoRoute
    return [(part, recipients[part.code]) for part in chosen]


def _announce(
    by: Actor,
    report: Mapping[str, object],
    sent: list[Transmission],
    chosen: list[tuple[Part, Unit]],
) -> None:
    """What of it may be counted; of a report that is sealed to named people there is no count."""
    files = [file_id for each in sent for file_id in (each.file_id, each.stub_file_id)]
    if any(named_readers(file_id) is not None for file_id in files):
        return
    for part, unit in chosen:
        announce(PartSent(by.unit_id, unit.pk, part.code, countable(report)))
    announce(ConsentAnswered(by.unit_id, consent_answer(report)))


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


def _disclosure(part: Part, report: Mapping[str, object]) -> Disclosure:
    how = str(report.get(part.consent_field, "")) if part.consent_field else ""
    consent = {"how": how} if how else {}
    if part.consent_field == "consent":
        consent["at"] = str(report.get("consent_at") or "")
        consent["language"] = str(report.get("consent_language") or "")
    return Disclosure(
        kind=part.kind,
        basis=part.basis,
        purpose=part.purpose,
        fields=tuple(part.cut(report)),
        consent=consent,
        reference=str(report["file_number"]),
    )


def _shred(draft: Draft) -> None:
    file_id = draft.file_id
    draft.delete()
    shred_file(file_id=file_id)
