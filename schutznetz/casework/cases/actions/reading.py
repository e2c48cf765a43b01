"""Opening a file for a reading, which is recorded; no more of it than is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_file
from schutznetz.ground.vault.file import OpenFile

#: Lines of the timeline on one page.
PAGE = 50

Line = dict[str, object]


@dataclass(frozen=True)
class Reading:
    """What was opened: the head, one page of lines (newest first), and the lines asked for by id."""

    head: dict[str, object]
    lines: list[Line]
    more: bool = False
    chosen: list[Line] = field(default_factory=list)


def read_case(
    *,
    by: Actor,
    case: Case,
    page: int = 1,
    chosen: Iterable[str] = (),
    lines: bool = True,
    purpose: str = "read",
) -> Reading:
    """The head, one page of the timeline and single lines of it, for one reading."""
    with recorded(by=by, verb="read_case", purpose=purpose) as record:
        record.about("case", case.pk)
        file = open_file(by=by, file_id=case.file_id, purpose="read")
        head = file.open(case, "sealed_contact", version=case.contact_version)
        start = (page - 1) * PAGE
        newest = case.entries.select_related("by__account").order_by("-at", "pk")
        found = list(newest[start : start + PAGE + 1]) if lines else []
        wanted = list(chosen)
        single = case.entries.select_related("by__account").filter(pk__in=wanted).order_by("at")
        return Reading(
            head,
            [_line(file, each) for each in found[:PAGE]],
            len(found) > PAGE,
            [_line(file, each) for each in single] if wanted else [],
        )


def read_head(*, by: Actor, case: Case) -> dict[str, object]:
    """Whom the file is about and how to reach her, without the timeline."""
    with recorded(by=by, verb="read_head", purpose="read") as record:
        record.about("case", case.pk)
        file = open_file(by=by, file_id=case.file_id, purpose="read")
        row = Case.objects.get(pk=case.pk)
        return file.open(row, "sealed_contact", version=row.contact_version)


def _line(file: OpenFile, entry: CaseEntry) -> Line:
    return {
        **file.open(entry, "sealed_content"),
        "id": str(entry.pk),
        "at": entry.at,
        "by": entry.by.account.name,
    }
