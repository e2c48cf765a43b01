"""Beginning, keeping and recording what came another way."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from schutznetz.casework.attachments.actions import (
    attach_document,
    discard_attachments,
    move_attachments,
)
from schutznetz.casework.attachments.rules import Document
from schutznetz.casework.exchange.actions.recording import record_arrival
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.intakes.access import own_drafts, recorded_from, require_may_record
from schutznetz.casework.intakes.models import IntakeDraft
from schutznetz.casework.intakes.rules import SCHEMA
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import make_own_file, open_file, shred_file
from schutznetz.ground.vault.file import OpenFile

Typed = Mapping[str, Sequence[str]]


class AlreadyRecorded(Exception):
    """It stands in the inbox already."""


@dataclass(frozen=True)
class Begun:
    """What a draft holds: which page it belongs to, what was typed, and a remark to show once."""

    page: str
    typed: dict[str, list[str]] = field(default_factory=dict)
    remark: str = ""


@dataclass(frozen=True)
class Arrival:
    """What is recorded: the kind, when it came, what the inbox shows, and the checked fields."""

    kind: str
    urgent: bool
    received_at: datetime
    header: Mapping[str, object]
    fields: Mapping[str, object]


def save_intake(
    *, by: Actor, draft_id: uuid.UUID, begun: Begun, document: Document | None = None
) -> IntakeDraft:
    """Seal what has been typed so far to the person who typed it, and a paper beside it.

    `draft_id` is made with the empty page, so saving twice makes one draft. Raises
    AlreadyRecorded once it stands in the inbox, PermissionError for somebody else's draft.
    """
    require_may_record(by)
    with recorded(by=by, verb="save_intake") as record:
        draft = own_drafts(by).select_for_update().filter(pk=draft_id).first()
        file = _file_to_write(by, draft, draft_id)
        if draft is None:
            draft = IntakeDraft(
                pk=draft_id, account_id=by.account_id, unit_id=by.unit_id, file_id=file.id
            )
        draft.version += 1
        draft.updated_at = now()
        content = {"page": begun.page, "typed": begun.typed, "remark": begun.remark}
        draft.sealed_content = file.seal(draft, "sealed_content", content, version=draft.version)
        draft.save(force_insert=draft.version == 1)
        if document:
            attach_document(by=by, file=file, document=document)
        record.about("intake_draft", draft.pk)
        return draft


def open_intake(*, by: Actor, draft: IntakeDraft) -> tuple[Begun, OpenFile]:
    """What was typed so far, and the opened file on which its papers hang."""
    file = open_file(by=by, file_id=draft.file_id, purpose="write")
    content = file.open(draft, "sealed_content", version=draft.version)
    typed = content.get("typed")
    begun = Begun(
        page=str(content["page"]),
        typed=dict(typed) if isinstance(typed, dict) else {},
        remark=str(content.get("remark", "")),
    )
    return begun, file


def discard_intake(*, by: Actor, draft: IntakeDraft) -> None:
    """Delete a draft with its papers and its key, unrecorded."""
    with recorded(by=by, verb="discard_intake") as record:
        record.about("intake_draft", draft.pk)
        _shred(by, own_drafts(by).select_for_update().get(pk=draft.pk))


def record_intake(
    *, by: Actor, draft_id: uuid.UUID, arrival: Arrival, document: Document | None = None
) -> Transmission:
    """Put it into the own inbox, with clock, escalation and its papers; the draft is gone then.

    The same `draft_id` twice is one record: the second time returns the first.
    """
    require_may_record(by)
    with recorded(by=by, verb="record_intake") as record:
        draft = own_drafts(by).select_for_update().filter(pk=draft_id).first()
        earlier = recorded_from(by, draft_id)
        if earlier:
            record.about("transmission", earlier.pk)
            return earlier
        row, file = record_arrival(
            by=by,
            token=draft_id,
            urgent=arrival.urgent,
            received_at=arrival.received_at,
            header={"kind": arrival.kind, **arrival.header},
            body={"kind": arrival.kind, "schema": SCHEMA, "fields": dict(arrival.fields)},
        )
        if draft:
            source = open_file(by=by, file_id=draft.file_id, purpose="write")
            move_attachments(by=by, source=source, target=file)
            _shred(by, draft)
        if document:
            attach_document(by=by, file=file, document=document)
        record.about("transmission", row.pk)
        return row


def _file_to_write(by: Actor, draft: IntakeDraft | None, draft_id: uuid.UUID) -> OpenFile:
    if draft is not None:
        return open_file(by=by, file_id=draft.file_id, purpose="write")
    if recorded_from(by, draft_id):
        raise AlreadyRecorded
    if IntakeDraft.objects.filter(pk=draft_id).exists():
        raise PermissionError("this draft belongs to somebody else")
    return make_own_file(by=by)


def _shred(by: Actor, draft: IntakeDraft) -> None:
    file_id = draft.file_id
    draft.delete()
    discard_attachments(by=by, file_id=file_id)
    shred_file(file_id=file_id)
