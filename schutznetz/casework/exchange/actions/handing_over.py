"""Hand-over between centres: the first answers for it until the second accepts."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.timezone import localdate

from schutznetz.casework.exchange.access import (
    other_centres,
    received_by,
    rests_on_consent,
    sent_by,
)
from schutznetz.casework.exchange.actions import (
    Bond,
    acknowledge_transmission,
    read_transmission,
    send_transmission,
)
from schutznetz.casework.exchange.actions.following import open_stub, tell_unit
from schutznetz.casework.exchange.actions.shredding import (
    DECISION,
    settle_duty,
    shred_transmission,
)
from schutznetz.casework.exchange.chain import basis_of, consent_was_withdrawn
from schutznetz.casework.exchange.followups import reading_of
from schutznetz.casework.exchange.history import fields_now
from schutznetz.casework.exchange.kinds import concerned_in
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import (
    READABLE,
    Answer,
    Concerned,
    Disclosure,
    NoBasis,
    NotAllowed,
    OfferedAlready,
    Relation,
    consent_covers,
    require_step,
)
from schutznetz.casework.exchange.words import bases_of_our_own
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.actions import start_timer
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.models import Timer
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.actions import make_tag, open_file

KIND = "handover"


@dataclass(frozen=True)
class Offer:
    """What is offered to whom, why, and on which basis.

    `subject` is "case:…" or "transmission:…"; `origin` is the transmission the consent came with.
    `contact_confirmed` says of a file whether the person has confirmed how to reach her.
    """

    subject: str
    to_unit: Unit
    fields: Mapping[str, object]
    source_kind: str
    note: str
    basis: str
    urgent: bool = False
    consent: Mapping[str, str] = field(default_factory=dict)
    origin: Transmission | None = None
    contact_confirmed: bool | None = None
    #: Everything the first centre knows; who is one of us is looked for in it, not in what goes along.
    known: Mapping[str, object] = field(default_factory=dict)


def offer_handover(*, by: Actor, token: uuid.UUID, offer: Offer) -> Transmission:
    """Offer something to another centre; nothing changes for the first until that one accepts.

    Raises OfferedAlready while another offer of the same thing waits for its answer, NoBasis
    without a basis or on a consent that was withdrawn or does not reach so far, PermissionError
    for anybody but a centre, SentBefore for another content under the same token.
    """
    if not other_centres(by).filter(pk=offer.to_unit.pk).exists():
        raise PermissionError("a centre offers to another centre")
    with recorded(by=by, verb="offer_handover", purpose="handover") as record:
        _require_basis(by, offer)
        tag = make_tag(by=by, purpose="offer", content=offer.subject.encode())
        waiting = sent_by(by).filter(offer_tag=tag, answered_at=None, shredded_at=None)
        if waiting.exclude(token=token).exists():
            raise OfferedAlready
        sent = send_transmission(
            by=by,
            token=token,
            to_unit=offer.to_unit,
            urgent=offer.urgent,
            header={
                "kind": KIND,
                "station": by.unit_name,
                "weekday": localdate(now()).weekday(),
            },
            body=_body(offer),
            disclosure=_disclosure(offer),
            bond=Bond(offer_tag=tag, origin=offer.origin, concerned=_concerned(offer)),
        )
        _wait_for_answer(offer.to_unit, sent)
        record.about("transmission", sent.pk)
        return sent


def offer_transmission(
    *, by: Actor, token: uuid.UUID, transmission: Transmission, offer: Offer
) -> Transmission:
    """Offer a received transmission that nobody has made a file of; offering is reading.

    `offer.fields` names what goes along; the values are taken from the content as it stands now.
    Raises what `offer_handover` raises, and NotAllowed for what was taken, handed on or is gone.
    """
    with recorded(by=by, verb="offer_transmission", purpose="handover"):
        row = received_by(by).select_for_update(of=("self",)).get(pk=transmission.pk)
        if row.state() not in READABLE or row.taken_at or row.handed_on_at:
            raise NotAllowed
        if row.waits_for_answer():
            raise NotAllowed
        acknowledge_transmission(by=by, transmission=row)
        body = read_transmission(by=by, transmission=row)
        known = fields_now(by=by, first=row, body=body)
        kept = {name: value for name, value in known.items() if name in offer.fields}
        return offer_handover(
            by=by,
            token=token,
            offer=Offer(
                subject=f"transmission:{row.pk}",
                to_unit=offer.to_unit,
                fields=kept,
                source_kind=str(body.get("source_kind") or body["kind"]),
                note=offer.note,
                basis=offer.basis,
                urgent=offer.urgent,
                consent=offer.consent,
                origin=row,
                known=known,
            ),
        )


def answer_handover(
    *, by: Actor, transmission: Transmission, answer: str, reason: str
) -> Transmission:
    """Accept or decline an offer, and tell the first centre at once; the reason goes sealed to her.

    Accepting makes the actor's unit responsible from this moment. Declining destroys what was
    offered. Raises NotAllowed if it is no offer or was answered or recalled, NoBasis for
    accepting what rests on a withdrawn consent.
    """
    with recorded(by=by, verb=f"{Answer(answer)}_handover", purpose="handover") as record:
        record.about("transmission", transmission.pk)
        if not received_by(by).get(pk=transmission.pk).waits_for_answer():
            raise NotAllowed
        acknowledge_transmission(by=by, transmission=transmission)
        row = received_by(by).select_for_update(of=("self",)).get(pk=transmission.pk)
        if not row.waits_for_answer():  # a colleague has answered meanwhile
            raise NotAllowed
        accepted = answer == Answer.ACCEPTED
        require_step(row.state(), "accept" if accepted else "decline")
        if accepted:
            _require_standing(by, row)
        row.answer, row.answered_at, row.answered_by_id = answer, now(), by.member_id
        if accepted:
            row.save()
            # Now it is theirs, and waits for somebody like a report that was read.
            reading_of("")(by=by, notice=row, body={})
        else:
            shred_transmission(by=by, transmission=row, rest=_rest(by, row, answer))
        settle_duty(by=by, subject_id=row.pk, code=DECISION)
        tell_unit(
            by=by,
            first=row,
            relation=Relation.HANDOVER_ANSWER,
            content={"answer": answer, "reason": reason},
            urgent=row.urgent,
        )
        return row


def settle_handover(*, by: Actor, offer: Transmission) -> None:
    """After the second centre has accepted: note on the received transmission that it is hers now.

    Raises NotAllowed without an acceptance, or if a transmission is not what was offered.
    """
    with recorded(by=by, verb="settle_handover", purpose="handover") as record:
        subject = open_subject(by=by, offer=offer)
        kind, _, subject_id = subject.partition(":")
        if kind != "transmission":
            raise NotAllowed
        row = received_by(by).select_for_update(of=("self",)).get(pk=subject_id)
        require_step(row.state(), "hand_on")
        row.handed_on_at = now()
        row.save(update_fields=["handed_on_at"])
        record.about("transmission", row.pk)


def open_subject(*, by: Actor, offer: Transmission) -> str:
    """What the accepted offer was about, "case:…" or "transmission:…"; raises NotAllowed if not accepted."""
    if offer.from_unit_id != by.unit_id or offer.answer != Answer.ACCEPTED:
        raise NotAllowed
    return str(open_stub(by=by, transmission=offer).get("subject", ""))


def _body(offer: Offer) -> dict[str, object]:
    said = offer.contact_confirmed
    return {
        "kind": KIND,
        "source_kind": offer.source_kind,
        "fields": dict(offer.fields),
        "note": offer.note,
        **({} if said is None else {"contact_confirmed": said}),
    }


def _concerned(offer: Offer) -> Concerned:
    return concerned_in({**_body(offer), "fields": {**offer.known, **offer.fields}})


def _require_basis(by: Actor, offer: Offer) -> None:
    if not rests_on_consent(offer.basis):
        if offer.basis not in dict(bases_of_our_own()):
            raise NoBasis
        return
    if not consent_covers(offer.consent):
        raise NoBasis
    if offer.origin and consent_was_withdrawn(by=by, first=offer.origin):
        raise NoBasis


def _require_standing(by: Actor, row: Transmission) -> None:
    if rests_on_consent(basis_of(by=by, transmission=row)) and consent_was_withdrawn(
        by=by, first=row
    ):
        raise NoBasis


def _rest(by: Actor, row: Transmission, why: str) -> dict[str, object]:
    """What the declining unit still knows: codes, the basis and the names of fields."""
    if row.file_id is None:
        raise NotAllowed
    line = open_file(by=by, file_id=row.file_id, purpose="shred").open(row, "sealed_header")
    return {"kind": KIND, "account": line.get("account", {}), "why": why}


def _disclosure(offer: Offer) -> Disclosure:
    ref = {"ref": str(offer.origin.pk)} if offer.origin else {}
    return Disclosure(
        kind=KIND,
        basis=offer.basis,
        purpose=KIND,
        fields=tuple(offer.fields),
        consent={**ref, **offer.consent} if rests_on_consent(offer.basis) else {},
        subject=offer.subject,
    )


def _wait_for_answer(to_unit: Unit, sent: Transmission) -> None:
    """The clock of the answer, which goes on when somebody has read and not answered."""
    running = Timer.objects.filter(subject_id=sent.pk, code=DECISION, ended_at=None)
    if sent.waits_for_answer() and not running.exists():
        due = sent.sent_at + timedelta(days=to_unit.answer_days)
        start_timer(unit_id=to_unit.pk, subject_id=sent.pk, code=DECISION, due_at=due)
