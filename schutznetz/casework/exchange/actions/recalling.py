"""Something went to the wrong unit: take it back at once, and keep the record that the law asks for."""

from collections.abc import Mapping
from datetime import datetime

from schutznetz.casework.exchange.access import breaches_of, opened_at
from schutznetz.casework.exchange.actions.following import open_stub, tell_unit
from schutznetz.casework.exchange.actions.shredding import settle_duty, shred_transmission
from schutznetz.casework.exchange.chain import links_of
from schutznetz.casework.exchange.models import Breach, Transmission
from schutznetz.casework.exchange.rules import (
    CARRYING,
    NotAllowed,
    Relation,
    breach_due,
    breach_warning,
    require_step,
)
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.actions import start_timer
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.access import is_lead
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import make_unit_file, open_file

#: The lead learns of a new record at once; and again before its time is over.
RECORD_NEW, RECORD_DUE = "record_new", "record_due"


class Outdated(Exception):
    """Somebody else has saved the record in the meantime."""


def recall_transmission(*, by: Actor, transmission: Transmission, why: str) -> Breach:
    """Destroy what went to the wrong unit, with its supplements, tell that unit, open a record.

    Raises NotAllowed if it is gone already, PermissionError for what another unit sent.
    """
    if transmission.from_unit_id != by.unit_id:
        raise PermissionError("only the sender recalls")
    with recorded(by=by, verb="recall_transmission", purpose="recall") as record:
        record.about("transmission", transmission.pk)
        row = Transmission.objects.select_for_update().get(
            pk=transmission.pk, from_unit_id=by.unit_id
        )
        require_step(row.state(), "recall")
        if row.follows_id and open_stub(by=by, transmission=row).get("relation") not in CARRYING:
            raise NotAllowed  # a withdrawal, a recall or an answer is not taken back
        opened = opened_at(row)
        later = [
            each.transmission
            for each in links_of(by=by, first=row)
            if each.mine and each.relation in CARRYING and each.transmission.file_id
        ]
        for each in (row, *later):
            each.recalled_at, each.recalled_by_id = now(), by.member_id
            shred_transmission(by=by, transmission=each)
        content = {"opened_at": opened.isoformat() if opened else ""}
        first = row.follows or row
        tell_unit(by=by, first=first, relation=Relation.RECALL, content=content, urgent=True)
        return _begin_breach(by, row, opened, why)


def read_breach(*, by: Actor, breach: Breach) -> dict[str, object]:
    """What the record says; a lead's look ends the first notice."""
    with recorded(by=by, verb="read_breach", purpose="read") as record:
        record.about("breach", breach.pk)
        file = open_file(by=by, file_id=breach.file_id, purpose="read")
        if is_lead(by) and breach.seen_at is None:
            breach.seen_at = now()
            breach.save(update_fields=["seen_at"])
            settle_duty(by=by, subject_id=breach.pk, code=RECORD_NEW)
        return file.open(breach, "sealed_content", version=breach.version)


def save_breach(
    *, by: Actor, breach: Breach, version: int, content: Mapping[str, object], complete: bool
) -> Breach:
    """Save what the record says, and end its clock once it is complete.

    `content` is complete if the form says so. Raises Outdated if somebody else was faster.
    """
    with recorded(by=by, verb="save_breach", purpose="breach") as record:
        record.about("breach", breach.pk)
        row = breaches_of(by).select_for_update(of=("self",)).get(pk=breach.pk)
        if row.version != version or row.completed_at is not None:
            raise Outdated
        file = open_file(by=by, file_id=row.file_id, purpose="write")
        known = file.open(row, "sealed_content", version=row.version)
        row.version += 1
        row.sealed_content = file.seal(
            row, "sealed_content", {**known, **content}, version=row.version
        )
        if complete:
            row.completed_at, row.completed_by_id = now(), by.member_id
            for code in (RECORD_NEW, RECORD_DUE):
                settle_duty(by=by, subject_id=row.pk, code=code)
        row.save()
        return row


def _begin_breach(by: Actor, row: Transmission, opened: datetime | None, why: str) -> Breach:
    stub = open_stub(by=by, transmission=row)
    file = make_unit_file(by=by, only=named_readers(row.stub_file_id))
    breach = Breach(unit_id=by.unit_id, transmission=row, known_at=now(), file_id=file.id)
    breach.due_at = breach_due(breach.known_at)
    content = {
        "kind": stub["kind"],
        "fields": stub["fields"],
        "opened_at": opened.isoformat() if opened else "",
        "why": why,
    }
    breach.sealed_content = file.seal(breach, "sealed_content", content, version=1)
    breach.save(force_insert=True)
    begin = {RECORD_NEW: breach.known_at, RECORD_DUE: breach_warning(breach.known_at)}
    for code, due in begin.items():
        start_timer(unit_id=by.unit_id, subject_id=breach.pk, code=code, due_at=due)
    return breach
