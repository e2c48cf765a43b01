"""Telling the person concerned who got what about her."""

from collections.abc import Iterable
from datetime import date

from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.actions.changing import write_entry
from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.account import hand_account
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_file


def hand_case_account(
    *,
    by: Actor,
    case: Case,
    transmissions: Iterable[Transmission],
    today: date,
    language: str,
    taken_along: bool,
) -> bytes:
    """Print what came and went about her, and note in the file that it was read with her.

    The file may be open or closed. Raises Case.DoesNotExist for a stranger.
    """
    rows = list(transmissions)
    with recorded(by=by, verb="hand_case_account", purpose="account") as record:
        record.about("case", case.pk)
        row = files_of(by).get(pk=case.pk)
        file = open_file(by=by, file_id=row.file_id, purpose="write")
        content = {"kind": "account", "lines": len(rows), "taken": taken_along}
        write_entry(by=by, case=row, file=file, content=content)
        return hand_account(
            by=by, transmissions=rows, today=today, language=language, taken_along=taken_along
        )
