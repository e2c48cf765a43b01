"""Sealing documents to a file, opening, moving and deleting them."""

import uuid

from schutznetz.casework.attachments.access import attachments_of, attachments_on
from schutznetz.casework.attachments.models import Attachment, AttachmentPiece
from schutznetz.casework.attachments.rules import MOST, Document, Refused
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_file
from schutznetz.ground.vault.file import OpenFile


def attach_document(*, by: Actor, file: OpenFile, document: Document) -> Attachment:
    """Seal a document that has been looked at to an opened file of the actor's unit.

    The room that owns the file checks who may do that. Raises Refused when the file is full.
    """
    with recorded(by=by, verb="attach_document") as record:
        if attachments_on(by, file.id).count() >= MOST:
            raise Refused("too_many")
        attachment = Attachment(
            unit_id=by.unit_id, file_id=file.id, added_by_id=by.member_id, added_at=now()
        )
        _seal(attachment, file, document)
        record.about("attachment", attachment.pk)
        return attachment


def read_attachment(*, by: Actor, attachment: Attachment, purpose: str) -> Document:
    """Open a document for one download, which is recorded with its purpose.

    Raises KeyMissing without the file's key, Unopenable if a piece was changed, lost or moved.
    """
    with recorded(by=by, verb="read_attachment", purpose=purpose) as record:
        record.about("attachment", attachment.pk)
        file = open_file(by=by, file_id=attachment.file_id, purpose="attachment")
        return _opened(attachment, file)


def read_labels(*, by: Actor, file: OpenFile) -> list[tuple[Attachment, dict[str, object]]]:
    """The attachments of an opened file with their names and kinds, oldest first."""
    return [(each, file.open(each, "sealed_label")) for each in attachments_on(by, file.id)]


def move_attachments(*, by: Actor, source: OpenFile, target: OpenFile) -> int:
    """Seal what hangs on one opened file to another one, anew; returns how many.

    For a draft that becomes an intake, an intake that becomes a case, and a file that gets a new
    key. Afterwards nothing hangs on `source`.
    """
    with recorded(by=by, verb="move_attachments") as record:
        record.about("file", target.id)
        found = list(attachments_on(by, source.id).select_for_update(of=("self",)))
        for attachment in found:
            document = _opened(attachment, source)
            attachment.pieces.all().delete()
            attachment.file_id = target.id
            _seal(attachment, target, document)
        return len(found)


def discard_attachments(*, by: Actor, file_id: uuid.UUID) -> None:
    """Delete everything that hangs on a file; its own room then shreds the key."""
    with recorded(by=by, verb="discard_attachments") as record:
        record.about("file", file_id)
        attachments_of(by).filter(file_id=file_id).delete()


def _seal(attachment: Attachment, file: OpenFile, document: Document) -> None:
    label = {"name": document.name, "kind": document.kind, "size": len(document.content)}
    attachment.sealed_label = file.seal(attachment, "sealed_label", label)
    attachment.save()
    pieces = file.seal_bytes(attachment, "content", document.content)
    AttachmentPiece.objects.bulk_create(
        (
            AttachmentPiece(attachment=attachment, number=number, sealed_content=piece)
            for number, piece in enumerate(pieces)
        ),
        batch_size=4,
    )


def _opened(attachment: Attachment, file: OpenFile) -> Document:
    label = file.open(attachment, "sealed_label")
    pieces = [each.sealed_content for each in attachment.pieces.order_by("number")]
    content = file.open_bytes(attachment, "content", pieces)
    return Document(kind=str(label["kind"]), name=str(label["name"]), content=content)
