"""Attachments as a list under whatever they belong to."""

from dataclasses import dataclass

from schutznetz.casework.attachments.actions import read_labels
from schutznetz.casework.attachments.models import Attachment
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.file import OpenFile


@dataclass(frozen=True)
class AttachmentRow:
    """One line: the document, what it is called, its kind and its size in bytes."""

    attachment: Attachment
    name: str
    kind: str
    size: int


def attachment_rows(*, by: Actor, file: OpenFile) -> list[AttachmentRow]:
    """The lines for an opened file."""
    return [
        AttachmentRow(
            attachment=attachment,
            name=str(label["name"]),
            kind={"pdf": "PDF", "jpeg": "JPEG", "png": "PNG"}[str(label["kind"])],
            size=int(str(label["size"])),
        )
        for attachment, label in read_labels(by=by, file=file)
    ]
