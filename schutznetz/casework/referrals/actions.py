"""Writing and sending police reports."""

import uuid
from collections.abc import Mapping

from schutznetz.casework.exchange.actions import send_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Disclosure, NoBasis
from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.access import (
    centre_for,
    own_drafts,
    require_may_report,
    sent_from_draft,
)
from schutznetz.casework.referrals.models import Draft, Route
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.actions import make_own_file, open_file, shred_file
from schutznetz.ground.vault.file import OpenFile


class Outdated(Exception):
    """The draft was changed in the meantime, for instance in another tab."""


class NoRoute(Exception):
    """The network has named no centre for this station."""


class AlreadySent(Exception):
    """The report has left already; carries what it became."""

    def __init__(self, transmission: Transmission) -> None:
        super().__init__("already sent")
        self.transmission = transmission


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
) -> Transmission:
    """Send the centre its part and shred the draft, in one transaction.

    `report` holds the checked, coded values of exactly this `version` of the draft. Raises
    Outdated if the draft has moved on, AlreadySent if it has left, NoBasis without consent,
    NoRoute without a centre. The sender cannot open what was sent again.
    """
    require_may_report(by)
    centre = centre_for(by)
    if centre is None:
        raise NoRoute
    if not rules.has_basis(report):
        raise NoBasis
    with recorded(by=by, verb="send_report", purpose=rules.PURPOSE) as record:
        row = own_drafts(by).select_for_update().filter(pk=draft.pk).first()
        if row is None:
            _refuse_if_sent(by, draft.pk)
        if row is None or row.version != version:
            raise Outdated
        part = rules.centre_part(report)
        transmission = send_transmission(
            by=by,
            token=row.pk,
            to_unit=centre,
            urgent=urgent,
            header=rules.header(report, station=by.unit_name, weekday=weekday),
            body={"kind": rules.KIND, "schema": rules.SCHEMA, "fields": part},
            disclosure=_disclosure(report, part),
        )
        _shred(row)
        record.about("transmission", transmission.pk)
        return transmission


def set_route(*, station: Unit, centre: Unit) -> Route:
    """Name the centre that a station reports to."""
    route, _ = Route.objects.update_or_create(station=station, defaults={"centre": centre})
    return route


def _file_to_write(by: Actor, draft: Draft | None, draft_id: uuid.UUID) -> OpenFile:
    if draft is not None:
        return open_file(by=by, file_id=draft.file_id, purpose="write")
    _refuse_if_sent(by, draft_id)
    if Draft.objects.filter(pk=draft_id).exists():
        raise PermissionError("this draft belongs to somebody else")
    return make_own_file(by=by)


def _refuse_if_sent(by: Actor, draft_id: uuid.UUID) -> None:
    earlier = sent_from_draft(by, draft_id)
    if earlier:
        raise AlreadySent(earlier)


def _disclosure(report: Mapping[str, object], part: Mapping[str, object]) -> Disclosure:
    consent = {
        "how": str(report["consent"]),
        "at": str(report.get("consent_at") or ""),
        "language": str(report.get("consent_language") or ""),
    }
    return Disclosure(
        kind=rules.KIND,
        basis=rules.BASIS,
        purpose=rules.PURPOSE,
        fields=tuple(part),
        consent=consent,
        reference=str(report["file_number"]),
    )


def _shred(draft: Draft) -> None:
    file_id = draft.file_id
    draft.delete()
    shred_file(file_id=file_id)
