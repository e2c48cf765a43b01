"""Everything that changes a case file, or opens it."""

from schutznetz.casework.cases.actions.accounting import hand_case_account
from schutznetz.casework.cases.actions.deleting import delete_recalled
from schutznetz.casework.cases.actions.documents import attach_to_case
from schutznetz.casework.cases.actions.following import add_follow_up
from schutznetz.casework.cases.actions.reaching import (
    confirm_contact,
    correct_person,
    mark_contact_unsafe,
    record_return,
)
from schutznetz.casework.cases.actions.reading import Reading, read_case, read_head
from schutznetz.casework.cases.actions.taking import join_case, open_case
from schutznetz.casework.cases.actions.working import (
    assign_all_cases,
    assign_case,
    assign_chosen_cases,
    close_case,
    record_attempt,
    reopen_case,
    set_next_date,
    write_note,
)

__all__ = [
    "Reading",
    "add_follow_up",
    "assign_all_cases",
    "assign_case",
    "assign_chosen_cases",
    "attach_to_case",
    "close_case",
    "confirm_contact",
    "correct_person",
    "delete_recalled",
    "hand_case_account",
    "join_case",
    "mark_contact_unsafe",
    "open_case",
    "read_case",
    "read_head",
    "record_attempt",
    "record_return",
    "reopen_case",
    "set_next_date",
    "write_note",
]
