"""Who may open a file: naming the few it is for, leaving somebody out at once (security.md 3.10, T14)."""

import uuid
from collections.abc import Collection

from django.db.models import Q

from schutznetz.casework.attachments.actions import move_attachments
from schutznetz.casework.cases import rules
from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.actions.changing import write_entry
from schutznetz.casework.cases.head import reports_of
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.exchange.access import received_by, sent_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.persons.actions import remove_persons
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.care.actions import notify_members, settle_for_others
from schutznetz.ground.organisations.access import told_of_conflicts
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member
from schutznetz.ground.organisations.rules import is_enough
from schutznetz.ground.vault.access import key_holders, named_readers
from schutznetz.ground.vault.actions import open_file
from schutznetz.ground.vault.actions.readers import grant_file, renew_file_key, restrict_file
from schutznetz.ground.vault.file import OpenFile

RESTRICTED = "case_restricted"
Accounts = frozenset[uuid.UUID]


def name_readers(
    *,
    by: Actor,
    case: Case,
    members: Collection[Member],
    note: str,
    version: int | None = None,
) -> CaseEntry:
    """From now on these people may open the file and nobody else; whoever is left out, at once.

    Leaving somebody out makes a new key and seals everything in the file anew, in one transaction.
    The deputy and the officer for data protection hear that a file was restricted; whoever was left
    out hears nothing. Raises TooFew for less than two people of the unit or without the actor,
    Outdated if somebody was faster.
    """
    wanted = frozenset(each.account_id for each in members)
    with recorded(by=by, verb="name_readers") as record:
        record.about("case", case.pk)
        row = files_of(by).select_for_update(of=("self",)).get(pk=case.pk)
        if version is not None and version != row.version:
            raise rules.Outdated
        _require_enough(by, wanted)
        file = _sealed_to(by, row, wanted)
        if row.owner_id is not None and row.owner_id not in {each.pk for each in members}:
            row.owner_id = by.member_id
        row.version += 1
        row.save()
        names = sorted(each.account.name for each in members)
        content = {"kind": "readers", "names": names, "note": note}
        return write_entry(by=by, case=row, file=file, content=content)


def merge_readers(*, by: Actor, case: Case, transmission: Transmission) -> None:
    """Before something joins a file: both are for those who may open either.

    Raises PermissionError if that would leave out whoever joins them.
    """
    of_case, of_report = named_readers(case.file_id), named_readers(transmission.file_id)
    if of_case is None and of_report is None:
        return
    named = of_case & of_report if of_case and of_report else of_case or of_report or frozenset()
    if by.account_id not in named:
        raise PermissionError("whoever joins them must be named for both")
    if named != of_case:
        _sealed_to(by, case, named)
        case.save()
    if named != of_report:
        for file_id in _own_parts(by, transmission):
            restrict_file(by=by, file_id=file_id, only=named)


def _require_enough(by: Actor, wanted: Accounts) -> None:
    people = [each.account_id for each in key_holders(by.unit_id)]
    if by.account_id not in wanted or not is_enough(wanted, people):
        raise rules.TooFew


def _sealed_to(by: Actor, case: Case, wanted: Accounts) -> OpenFile:
    """The file, open, once exactly these accounts may open it and what was exchanged about it."""
    before = named_readers(case.file_id)
    exchanged = _exchanged(by, case)
    parts = [file_id for each in exchanged for file_id in _own_parts(by, each)]
    if before is not None and before <= wanted:
        for file_id in (case.file_id, *parts):
            for account_id in wanted - (named_readers(file_id) or wanted):
                grant_file(by=by, file_id=file_id, account_id=account_id)
        return open_file(by=by, file_id=case.file_id, purpose="write")
    old, new = renew_file_key(by=by, file_id=case.file_id, only=wanted)
    _seal_anew(by, case, old, new)
    remove_persons(by=by, file_id=case.file_id)
    for file_id in parts:
        restrict_file(by=by, file_id=file_id, only=wanted)
    _forget_for_others(by, [case.pk, *(each.pk for each in exchanged)], wanted)
    return new


def _exchanged(by: Actor, case: Case) -> list[Transmission]:
    """The reports the file joins, and what either side has sent about them since."""
    file = open_file(by=by, file_id=case.file_id, purpose="write")
    head = file.open(case, "sealed_contact", version=case.contact_version)
    ids = [uuid.UUID(each.transmission) for each in reports_of(head)]
    about = Q(pk__in=ids) | Q(follows_id__in=ids)
    return [*received_by(by).filter(about), *sent_by(by).filter(follows_id__in=ids)]


def _own_parts(by: Actor, transmission: Transmission) -> set[uuid.UUID]:
    """The files of a transmission that the actor's unit opens."""
    found: set[uuid.UUID | None] = set()
    if transmission.to_unit_id == by.unit_id:
        found |= {transmission.file_id, transmission.sheet_file_id, transmission.rest_file_id}
    if transmission.from_unit_id == by.unit_id:
        found.add(transmission.stub_file_id)
    return {each for each in found if each is not None}


def _seal_anew(by: Actor, case: Case, old: OpenFile, new: OpenFile) -> None:
    head = old.open(case, "sealed_contact", version=case.contact_version)
    case.sealed_contact = new.seal(case, "sealed_contact", head, version=case.contact_version)
    entries = list(case.entries.all())
    for entry in entries:
        entry.sealed_content = new.seal(entry, "sealed_content", old.open(entry, "sealed_content"))
    CaseEntry.objects.bulk_update(entries, ["sealed_content"], batch_size=100)
    move_attachments(by=by, source=old, target=new)


def _forget_for_others(by: Actor, subjects: Collection[uuid.UUID], wanted: Accounts) -> None:
    """Nobody else keeps a notice of it; deputy and officer are told, without a word about what."""
    for subject_id in subjects:
        settle_for_others(subject_id=subject_id, accounts=wanted)
    left_out = {each.account_id for each in key_holders(by.unit_id)} - wanted
    told = told_of_conflicts([by.unit_id], without=left_out | {by.account_id})
    notify_members(members=told, code=RESTRICTED, subject_id=new_id())
