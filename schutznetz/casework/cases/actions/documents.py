"""Documents of a file: sealed to it like everything else."""

from schutznetz.casework.attachments.actions import attach_document
from schutznetz.casework.attachments.rules import Document
from schutznetz.casework.cases.actions.changing import change_case
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_file


def attach_to_case(*, by: Actor, case: Case, document: Document) -> CaseEntry:
    """Seal a document to the file; raises NotAllowed for a closed one, Refused when it is full."""
    with recorded(by=by, verb="attach_paper") as record:
        record.about("case", case.pk)
        content = {"kind": "document", "name": document.name}
        entry = change_case(by=by, case=case, act="attach_to_case", content=content)
        file = open_file(by=by, file_id=case.file_id, purpose="write")
        attach_document(by=by, file=file, document=document)
        return entry
