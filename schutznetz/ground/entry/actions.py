"""Writing what belongs to signing in."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from schutznetz.ground.audit.actions import record_entry, recorded
from schutznetz.ground.base.typed import Typed
from schutznetz.ground.entry.access import parked_inputs_of
from schutznetz.ground.entry.models import ParkedInput, Session
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Account
from schutznetz.ground.vault.actions import (
    make_file_for_account,
    open_file,
    open_files,
    shred_file,
)

#: So many inputs wait for one person; what comes after them comes back on the page itself.
MOST_PARKED = 10
#: After so long nobody comes back for it.
PARKED_FOR = timedelta(days=14)


class TooMany(Exception):
    """There is no room for another input of this person."""


def set_second_factor(*, account: Account, secret: str) -> None:
    """Give an account its one-time-code seed (base32), stored sealed."""
    TOTP.activate(account, secret)
    record_entry(account_id=account.pk, verb="set_second_factor")


def end_all_sessions(*, account: Account) -> None:
    """End every session of an account, wherever it is open."""
    Session.objects.filter(account_id=account.pk).delete()
    record_entry(account_id=account.pk, verb="end_all_sessions")


def hold_input(*, account: Account, unit_id: uuid.UUID, path: str, typed: Typed) -> ParkedInput:
    """Seal what somebody sent after her session was over, to her alone.

    Raises TooMany when enough waits for her already, KeyMissing for an account without a key.
    """
    if ParkedInput.objects.filter(account_id=account.pk).count() >= MOST_PARKED:
        raise TooMany
    file = make_file_for_account(account_id=account.pk)
    parked = ParkedInput(account_id=account.pk, file_id=file.id, at=timezone.now())
    content = {"unit": str(unit_id), "path": path, "typed": typed}
    parked.sealed_content = file.seal(parked, "sealed_content", content)
    parked.save(force_insert=True)
    record_entry(
        account_id=account.pk, verb="hold_input", subject_kind="input", subject_id=parked.pk
    )
    return parked


def open_input(*, by: Actor, parked: ParkedInput) -> dict[str, object]:
    """What was typed, for which unit and on which page."""
    file = open_file(by=by, file_id=parked.file_id, purpose="write")
    return file.open(parked, "sealed_content")


def open_inputs(*, by: Actor) -> list[tuple[ParkedInput, dict[str, object]]]:
    """Everything that waits for this person, newest first; one reading, recorded."""
    waiting = list(parked_inputs_of(by))
    files = open_files(by=by, file_ids=[each.file_id for each in waiting], purpose="write")
    return [
        (each, files[each.file_id].open(each, "sealed_content"))
        for each in waiting
        if each.file_id in files
    ]


def discard_input(*, by: Actor, input_id: uuid.UUID) -> None:
    """Delete what waited, with its key: it has been sent, or is not wanted. Twice is no harm."""
    with recorded(by=by, verb="discard_input") as record:
        record.about("input", input_id)
        _shred(parked_inputs_of(by).filter(pk=input_id))


def remove_old_inputs() -> int:
    """Delete what nobody came back for, with its keys; returns how many."""
    old = list(ParkedInput.objects.filter(at__lt=timezone.now() - PARKED_FOR))
    _shred(old)
    return len(old)


def _shred(rows: Iterable[ParkedInput]) -> None:
    for row in rows:
        file_id = row.file_id
        row.delete()
        shred_file(file_id=file_id)
