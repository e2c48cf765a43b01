"""What was recalled goes out of the file that had taken it: content, contact data, signs."""

from collections.abc import Mapping, Sequence

from schutznetz.casework.cases.access import files_of, recalled_in
from schutznetz.casework.cases.actions.changing import change_case
from schutznetz.casework.cases.actions.reading import read_head
from schutznetz.casework.cases.actions.working import close_case
from schutznetz.casework.cases.codes import Recalled
from schutznetz.casework.cases.head import Taken, recognised_by, without_recalled
from schutznetz.casework.cases.joining import case_joining, report_tags
from schutznetz.casework.cases.manners import manner_of
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.cases.rules import NotAllowed, State
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import StillKept
from schutznetz.casework.persons.actions import mark_persons, remove_persons
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_file
from schutznetz.ground.vault.file import OpenFile

Line = tuple[CaseEntry, dict[str, object]]
#: Lines that carry what a report said, and those the unit has added by its own work.
COPIES = ("report", "followed")
OWN_WORK = (
    *("attempt", "note", "document", "account"),
    *("returned", "contact_unsafe", "contact_confirmed"),
)


def delete_recalled(*, by: Actor, case: Case) -> CaseEntry:
    """Destroy what the file took over from what was recalled; a coded line stays in its place.

    A file that holds nothing else is closed with it. What the unit has written itself stays.
    Raises NotAllowed if nothing of the file was recalled.
    """
    with recorded(by=by, verb="delete_recalled", purpose="recall") as record:
        record.about("case", case.pk)
        row = files_of(by).select_for_update(of=("self",)).get(pk=case.pk)
        head = read_head(by=by, case=row)
        gone = recalled_in(by, head)
        if not gone:
            raise NotAllowed
        file = open_file(by=by, file_id=row.file_id, purpose="shred")
        lines = [(each, file.open(each, "sealed_content")) for each in row.entries.all()]
        taken = _shred_copies(file, lines, gone)
        for each in gone:
            row.reports.filter(tag__in=report_tags(by, each.pk)).delete()
        new = without_recalled(head, taken, manner_of(by.unit_kind))
        is_empty = not taken.left and not any(line["kind"] in OWN_WORK for _, line in lines)
        if is_empty:
            new |= {"people": [], "contact": {}, "offered": {}}
        content = {"kind": "recalled", "codes": sorted(each.code for each in gone)}
        entry = change_case(by=by, case=row, act="delete_recalled", content=content, head=new)
        _recognise_anew(by, row)
        if is_empty and row.state == State.OPEN:
            close_case(by=by, case=row, outcome=Recalled.RECALLED, note="")
        return entry


def confirm_recall(*, by: Actor, notice: Transmission, body: Mapping[str, object]) -> None:
    """Let a recall be confirmed; raises StillKept while a file of the unit holds what was recalled."""
    case = case_joining(by, notice.follows_id) if notice.follows_id else None
    if case and recalled_in(by, read_head(by=by, case=case)):
        raise StillKept


def _shred_copies(file: OpenFile, lines: Sequence[Line], gone: Sequence[Transmission]) -> Taken:
    """Overwrite every line with a recalled content by its code; what was there, and what is left."""
    firsts = {str(each.pk) for each in gone}
    codes = {each.code for each in gone}
    copies = [(entry, line) for entry, line in lines if line["kind"] in COPIES]
    recalled = [
        (entry, line)
        for entry, line in copies
        if line["code"] in codes or _body(line).get("first") in firsts
    ]
    left = [line for _, line in copies if all(line is not other for _, other in recalled)]
    for entry, line in recalled:
        rest = {"kind": "shredded", "code": line["code"]}
        entry.sealed_content = file.seal(entry, "sealed_content", rest)
    CaseEntry.objects.bulk_update([entry for entry, _ in recalled], ["sealed_content"])
    return Taken(
        frozenset({*codes, *(str(line["code"]) for _, line in recalled)}),
        tuple(_fields(line) for _, line in recalled),
        tuple(_fields(line) for line in left),
    )


def _recognise_anew(by: Actor, case: Case) -> None:
    head = read_head(by=by, case=case)
    remove_persons(by=by, file_id=case.file_id)
    people = recognised_by(head, manner_of(by.unit_kind))
    mark_persons(by=by, file_id=case.file_id, people=people)


def _body(line: Mapping[str, object]) -> Mapping[str, object]:
    body = line.get("body")
    return body if isinstance(body, dict) else {}


def _fields(line: Mapping[str, object]) -> Mapping[str, object]:
    fields = _body(line).get("fields")
    return fields if isinstance(fields, dict) else {}
