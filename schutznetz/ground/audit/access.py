"""Reading the chain back."""

import uuid
from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import QuerySet

from schutznetz.ground.audit.models import Entry
from schutznetz.ground.audit.rules import Break, Head, Link, first_break


def entries_about(kind: str, subject_id: uuid.UUID) -> QuerySet[Entry]:
    """What was done with one row, or read of it, newest first. Whether one may ask, the room says."""
    return Entry.objects.filter(subject_kind=kind, subject_id=subject_id).order_by("-seq")


def count_opened(account_id: uuid.UUID, verbs: Collection[str], since: datetime) -> int:
    """How many different things somebody has opened by these verbs since a moment."""
    entries = Entry.objects.filter(account_id=account_id, at__gt=since, verb__in=verbs)
    return entries.order_by().values("subject_id").distinct().count()


def body_of(entry: Entry) -> dict[str, object]:
    """The part of an entry that its leaf hash seals."""
    return {
        "at": entry.at.isoformat(timespec="microseconds") if entry.at else "",
        "account": str(entry.account_id or ""),
        "member": str(entry.member_id or ""),
        "unit": str(entry.unit_id or ""),
        "verb": entry.verb,
        "subject_kind": entry.subject_kind,
        "subject": str(entry.subject_id or ""),
        "purpose": entry.purpose,
        "detail": entry.detail,
    }


def chain_from_the_start() -> Iterator[Link]:
    """All entries in order, a thousand at a time."""
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=1000):
        yield Link(
            seq=entry.seq,
            body=body_of(entry) if entry.at else None,
            salt=bytes(entry.salt) if entry.salt is not None else None,
            leaf=bytes(entry.leaf),
            chain=bytes(entry.chain),
        )


def first_time(subject_id: uuid.UUID, verb: str) -> datetime | None:
    """When something was first done to a row, or None if it never was (or its entry is erased)."""
    found = Entry.objects.filter(subject_id=subject_id, verb=verb).order_by("seq").first()
    return found.at if found else None


def find_break(noted: Head | None = None) -> Break | None:
    """The first break of the stored chain, or None if it holds and agrees with a noted head."""
    return first_break(chain_from_the_start(), noted)
