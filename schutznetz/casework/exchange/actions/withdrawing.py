"""A consent was withdrawn. Nothing more is given at once; what is there, a person looks at.

Withdrawal can be extorted (practice.md): nobody and nothing deletes by itself.
"""

import uuid
from collections.abc import Mapping
from datetime import timedelta

from schutznetz.casework.exchange.access import (
    received_by,
    rests_on_consent,
    sent_by,
    withdrawals_of,
)
from schutznetz.casework.exchange.actions.following import open_stub, tell_unit
from schutznetz.casework.exchange.actions.shredding import (
    DECISION,
    settle_duty,
    shred_transmission,
)
from schutznetz.casework.exchange.chain import basis_of, consent_was_withdrawn, links_of
from schutznetz.casework.exchange.models import Transmission, Withdrawal
from schutznetz.casework.exchange.rules import (
    CARRYING,
    READABLE,
    NoBasis,
    NotAllowed,
    Relation,
    consent_ref,
)
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.actions import start_timer
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import make_unit_file, open_file, open_files
from schutznetz.ground.vault.file import OpenFile
from schutznetz.ground.vault.sealed import Unopenable

#: Parts of one report leave in one moment; so far back others on the same consent may lie.
SAME_MOMENT = timedelta(minutes=10)


def withdraw_consent(
    *, by: Actor, transmission: Transmission, learned: str, note: str
) -> list[Transmission]:
    """Note that the consent behind a transmission was withdrawn, and tell everybody who has it.

    The unit that learns of it does so: the sender, or the recipient from her side, who then has
    to look herself. `learned` is a code for how it became known, `note` a sentence for the own
    unit. Raises NotAllowed if it was noted before or the content is gone.
    """
    if by.unit_id not in (transmission.from_unit_id, transmission.to_unit_id):
        raise PermissionError("only the two units of a transmission know of its consent")
    with recorded(by=by, verb="withdraw_consent", purpose="withdrawal") as record:
        row = Transmission.objects.select_for_update(of=("self",)).get(
            pk=_origin(by, transmission).pk
        )
        record.about("transmission", row.pk)
        if row.state() not in READABLE or consent_was_withdrawn(by=by, first=row):
            raise NotAllowed
        if not (row.recorded_here or rests_on_consent(_basis(by, row))):
            raise NotAllowed
        told = [] if row.recorded_here else [_tell(by, row, learned)]
        if row.to_unit_id == by.unit_id:
            begin_withdrawal(by=by, transmission=row, note=note)
        return told + _tell_others(by, row, learned)


def _basis(by: Actor, row: Transmission) -> str:
    if row.from_unit_id == by.unit_id:
        return str(open_stub(by=by, transmission=row)["basis"])
    return basis_of(by=by, transmission=row)


def begin_withdrawal(*, by: Actor, transmission: Transmission, note: str) -> Withdrawal:
    """Give the looking to the person who learned of it, with the unit's days as its due time."""
    unit, moment = Unit.objects.get(pk=by.unit_id), now()
    file = make_unit_file(by=by, only=named_readers(transmission.file_id))
    row = Withdrawal(unit_id=by.unit_id, owner_id=by.member_id, recorded_at=moment, file_id=file.id)
    row.due_at = moment + timedelta(days=unit.withdrawal_days)
    content = {"transmission": str(transmission.pk), "code": transmission.code, "note": note}
    row.sealed_content = file.seal(row, "sealed_content", content, version=1)
    row.save(force_insert=True)
    start_timer(unit_id=by.unit_id, subject_id=row.pk, code=DECISION, due_at=row.due_at)
    return row


def note_withdrawal(*, by: Actor, notice: Transmission, body: Mapping[str, object]) -> None:
    """What reading the notice sets going: the recipient looks, the sender tells the others."""
    first = notice.follows
    if first is None or first.state() not in READABLE:
        return
    if first.to_unit_id == by.unit_id:
        begin_withdrawal(by=by, transmission=first, note="")
    fields = body.get("fields")
    learned = str(fields.get("learned", "")) if isinstance(fields, dict) else ""
    _tell_others(by, first, learned)


def read_withdrawal(*, by: Actor, withdrawal: Withdrawal) -> dict[str, object]:
    """What is to be looked at, and what was decided."""
    file = open_file(by=by, file_id=withdrawal.file_id, purpose="read")
    return file.open(withdrawal, "sealed_content", version=withdrawal.version)


def take_withdrawal(*, by: Actor, withdrawal: Withdrawal) -> None:
    """Look instead of the person it was given to; the due time stays."""
    with recorded(by=by, verb="take_withdrawal", purpose="withdrawal") as record:
        record.about("withdrawal", withdrawal.pk)
        row = _undecided(by, withdrawal)
        row.owner_id = by.member_id
        row.save(update_fields=["owner"])


def decide_withdrawal(
    *, by: Actor, withdrawal: Withdrawal, decision: Mapping[str, str]
) -> Withdrawal:
    """Keep the content on another basis, or delete it; both with what was found and why.

    `decision` holds outcome (keep or delete), coercion, basis and reason. Raises NotAllowed if
    somebody has decided already, NoBasis for keeping on consent or on nothing.
    """
    if decision["outcome"] == "keep" and (
        not decision.get("basis") or rests_on_consent(decision["basis"])
    ):
        raise NoBasis
    with recorded(by=by, verb="decide_withdrawal", purpose="withdrawal") as record:
        record.about("withdrawal", withdrawal.pk)
        row = _undecided(by, withdrawal)
        file = open_file(by=by, file_id=row.file_id, purpose="write")
        known = file.open(row, "sealed_content", version=row.version)
        if decision["outcome"] == "delete":
            _delete(by, uuid.UUID(str(known["transmission"])))
        row.version += 1
        row.sealed_content = file.seal(
            row, "sealed_content", {**known, **decision}, version=row.version
        )
        row.decided_at, row.decided_by_id = now(), by.member_id
        row.save()
        settle_duty(by=by, subject_id=row.pk, code=DECISION)
        return row


def _origin(by: Actor, transmission: Transmission) -> Transmission:
    """Where the consent came from: what was offered on rests on what was received."""
    if transmission.from_unit_id != by.unit_id:
        return transmission
    ref = consent_ref(open_stub(by=by, transmission=transmission), str(transmission.pk))
    ref_id = _as_id(ref)
    origin = received_by(by).filter(pk=ref_id).first() if ref_id else None
    if origin is None or origin.state() not in READABLE:
        return transmission
    return transmission if consent_was_withdrawn(by=by, first=origin) else origin


def _as_id(text: str) -> uuid.UUID | None:
    """The id in a text, or None if there is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _undecided(by: Actor, withdrawal: Withdrawal) -> Withdrawal:
    row = withdrawals_of(by).select_for_update(of=("self",)).get(pk=withdrawal.pk)
    if row.decided_at is not None:
        raise NotAllowed
    return row


def _delete(by: Actor, transmission_id: uuid.UUID) -> None:
    """The content with everything that was added to it; recalled meanwhile, nothing is left to do."""
    first = received_by(by).select_for_update(of=("self",)).get(pk=transmission_id)
    later = [
        each.transmission
        for each in links_of(by=by, first=first)
        if not each.mine and each.relation in CARRYING
    ]
    for each in (first, *later):
        if each.file_id is not None:
            file = open_file(by=by, file_id=each.file_id, purpose="shred")
            line = file.open(each, "sealed_header")
            rest = {name: line.get(name, "") for name in ("kind", "relation", "account")}
            rest["why"] = Relation.CONSENT_WITHDRAWN
            shred_transmission(by=by, transmission=each, rest=rest)


def _tell(by: Actor, row: Transmission, learned: str) -> Transmission:
    return tell_unit(
        by=by,
        first=row,
        relation=Relation.CONSENT_WITHDRAWN,
        content={"learned": learned},
        urgent=False,
    )


def _tell_others(by: Actor, row: Transmission, learned: str) -> list[Transmission]:
    """Everybody else to whom this unit gave something on the same consent."""
    wanted = str(row.pk)
    if row.from_unit_id == by.unit_id:
        wanted = consent_ref(open_stub(by=by, transmission=row), str(row.pk))
    others = [
        each
        for each, ref in _given_on_consent(by, row)
        if ref == wanted and each.pk != row.pk and each.state() in READABLE
    ]
    return [
        _tell(by, each, learned) for each in others if not consent_was_withdrawn(by=by, first=each)
    ]


def _given_on_consent(by: Actor, row: Transmission) -> list[tuple[Transmission, str]]:
    found = list(sent_by(by).filter(sent_at__gte=row.sent_at - SAME_MOMENT, follows=None))
    files = open_files(by=by, file_ids=[each.stub_file_id for each in found], purpose="withdrawal")
    given = []
    for each in found:
        stub = _stub(files.get(each.stub_file_id), each)
        if rests_on_consent(str(stub.get("basis", ""))):
            given.append((each, consent_ref(stub, str(each.pk))))
    return given


def _stub(file: OpenFile | None, transmission: Transmission) -> dict[str, object]:
    try:
        return file.open(transmission, "sealed_stub") if file else {}
    except Unopenable:
        return {}
