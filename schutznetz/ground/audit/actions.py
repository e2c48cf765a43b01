"""Recording. No log, no data: the entry is written in the transaction of the act itself."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection, transaction

from schutznetz.ground.audit.access import body_of
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.audit.rules import ORIGIN, chain_hash, leaf_hash
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.row_policies import acting_for
from schutznetz.ground.organisations.actor import Actor

#: Advisory lock under which the chain grows. Taken last in a transaction: taken first, it lets
#: every act wait for every other one (measured 8 times slower, security.md 3.14).
CHAIN_LOCK = 7_305_118


@dataclass
class Record:
    """An act that is under way; what it is about may become known only on the way."""

    verb: str
    account_id: uuid.UUID | None = None
    member_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    subject_kind: str = ""
    subject_id: uuid.UUID | None = None
    purpose: str = ""
    detail: dict[str, object] = field(default_factory=dict)

    def about(self, kind: str, subject_id: uuid.UUID) -> None:
        """Name the row that the act is about."""
        self.subject_kind, self.subject_id = kind, subject_id


_pending: ContextVar[list[Record] | None] = ContextVar("pending_records", default=None)
_of_request: ContextVar[list[Record] | None] = ContextVar("records_of_request", default=None)


@contextmanager
def one_transaction() -> Iterator[None]:
    """Run all acts of a block in one transaction and chain their entries at its very end.

    For a request of somebody signed in: the chain's lock is then held for the commit alone, not
    while a page is put together. An act that fails takes back its own changes and entries only.
    """
    entries: list[Record] = []
    token = _of_request.set(entries)
    try:
        with transaction.atomic():
            yield
            if not transaction.get_rollback():
                _chain(entries)
    finally:
        _of_request.reset(token)


@contextmanager
def recorded(*, by: Actor, verb: str, purpose: str = "") -> Iterator[Record]:
    """Run the block in one transaction that ends with its audit entry.

    Acts inside acts share the outermost transaction; all their entries are chained at its very
    end. When anything raises, neither the change nor the entry exists.
    """
    record = Record(
        verb=verb,
        account_id=by.account_id,
        member_id=by.member_id,
        unit_id=by.unit_id,
        purpose=purpose,
    )
    with _transaction_of_acts() as waiting, acting_for(by.unit_id, by.account_id):
        yield record
        waiting.append(record)


def record_entry(
    *,
    account_id: uuid.UUID | None,
    verb: str,
    subject_kind: str = "",
    subject_id: uuid.UUID | None = None,
) -> None:
    """Record an act of somebody who acts for no unit, such as signing in or a refused opening."""
    record = Record(verb, account_id, subject_kind=subject_kind, subject_id=subject_id)
    with _transaction_of_acts() as waiting:
        waiting.append(record)


def note_unheard_fact(*, name: str) -> None:
    """Record that a listener failed to note a fact of this name: a figure may be one short."""
    record_entry(account_id=None, verb="miss_fact", subject_kind=name)


@contextmanager
def _transaction_of_acts() -> Iterator[list[Record]]:
    outer = _pending.get()
    if outer is not None:
        yield outer
        return
    waiting: list[Record] = []
    token = _pending.set(waiting)
    try:
        with transaction.atomic():
            yield waiting
            _hand_on(waiting)
    finally:
        _pending.reset(token)


def _hand_on(records: list[Record]) -> None:
    """To the request they belong to, or into the chain at once."""
    of_request = _of_request.get()
    if of_request is None:
        _chain(records)
    else:
        of_request.extend(records)


def _chain(records: list[Record]) -> None:
    if not records:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = Entry.objects.order_by("-seq").values_list("seq", "chain").first()
    seq, before = (last[0], bytes(last[1])) if last else (0, ORIGIN)
    entries = []
    for record in records:
        seq += 1
        entry = _entry(record, seq)
        before = chain_hash(before, seq, bytes(entry.leaf))
        entry.chain = before
        entries.append(entry)
    Entry.objects.bulk_create(entries)


def _entry(record: Record, seq: int) -> Entry:
    entry = Entry(
        seq=seq,
        at=now(),
        account_id=record.account_id,
        member_id=record.member_id,
        unit_id=record.unit_id,
        verb=record.verb,
        subject_kind=record.subject_kind,
        subject_id=record.subject_id,
        purpose=record.purpose,
        detail=record.detail,
        salt=os.urandom(16),
    )
    entry.leaf = leaf_hash(body_of(entry), bytes(entry.salt or b""))
    return entry
