"""What the sending unit adds, corrects or voids later. She cannot open what she sent, nor need she."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.timezone import localdate

from schutznetz.casework.exchange.access import rests_on_consent
from schutznetz.casework.exchange.actions import Bond, send_transmission
from schutznetz.casework.exchange.chain import consent_was_withdrawn
from schutznetz.casework.exchange.kinds import kind_for
from schutznetz.casework.exchange.models import Basis, Transmission
from schutznetz.casework.exchange.rules import (
    CARRYING,
    READABLE,
    Disclosure,
    NoBasis,
    NotAllowed,
)
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_file

Stub = Mapping[str, object]


@dataclass(frozen=True)
class Change:
    """What is different now: new values, what is void, and a sentence about it."""

    relation: str
    sentence: str
    fields: Mapping[str, object] = field(default_factory=dict)
    void: Sequence[str] = ()


def supplement_transmission(
    *, by: Actor, token: uuid.UUID, first: Transmission, change: Change, urgent: bool
) -> Transmission:
    """Send a supplement or a correction on the basis of the first one, if that still stands.

    Raises NoBasis if the consent was withdrawn or a field does not belong to this kind of content,
    NotAllowed if the first one is gone, PermissionError for another unit's, SentBefore for
    another content under the same token.
    """
    if first.from_unit_id != by.unit_id or first.follows_id or change.relation not in CARRYING:
        raise PermissionError("only the sender supplements what was sent")
    with recorded(by=by, verb="supplement_transmission", purpose="follow_up") as record:
        row = Transmission.objects.select_for_update().get(pk=first.pk, from_unit_id=by.unit_id)
        record.about("transmission", row.pk)
        if row.state() not in READABLE:
            raise NotAllowed
        stub = open_stub(by=by, transmission=row)
        _require_standing(by, row, stub, change)
        kind = str(stub["kind"])
        line = {"kind": kind, "relation": change.relation}
        return send_transmission(
            by=by,
            token=token,
            to_unit=row.to_unit,
            urgent=urgent,
            header={**line, "station": by.unit_name, "weekday": localdate(now()).weekday()},
            body={
                **line,
                "first": str(row.pk),
                "fields": dict(change.fields),
                "void": list(change.void),
                "sentence": change.sentence,
            },
            disclosure=_disclosure(stub, change),
            bond=Bond(follows=row),
        )


def open_stub(*, by: Actor, transmission: Transmission) -> dict[str, object]:
    """The sender's own part: basis, purpose and fields; raises KeyMissing for everybody else."""
    file = open_file(by=by, file_id=transmission.stub_file_id, purpose="follow_up")
    return file.open(transmission, "sealed_stub")


def _require_standing(by: Actor, row: Transmission, stub: Stub, change: Change) -> None:
    if rests_on_consent(str(stub["basis"])) and consent_was_withdrawn(by=by, first=row):
        raise NoBasis
    terms = Basis.objects.filter(code=str(stub["basis"])).first()
    until = str(stub.get("until") or "")
    if (terms and terms.four_eyes) or (until and until < localdate(now()).isoformat()):
        raise NoBasis
    known = set(kind_for(str(stub["kind"])).inputs())
    if terms:
        known &= set(terms.fields)
    known |= set(_list(stub.get("fields")))
    if not known.issuperset({*change.fields, *change.void}):
        raise NoBasis


def _disclosure(stub: Stub, change: Change) -> Disclosure:
    consent = stub.get("consent")
    return Disclosure(
        kind=str(stub["kind"]),
        basis=str(stub["basis"]),
        purpose=str(stub["purpose"]),
        fields=(*change.fields, *change.void, "sentence"),
        consent=dict(consent) if isinstance(consent, dict) else {},
        until=str(stub.get("until", "")),
        reference=str(stub.get("reference", "")),
        relation=change.relation,
    )


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def tell_unit(
    *, by: Actor, first: Transmission, relation: str, content: Mapping[str, object], urgent: bool
) -> Transmission:
    """Tell the other side of `first` what has happened to it; carries nothing about a person.

    It is a transmission like every other: signed, with its own clock, receipt and escalation.
    """
    other = first.to_unit if first.from_unit_id == by.unit_id else first.from_unit
    line = {"kind": relation, "relation": relation}
    return send_transmission(
        by=by,
        token=new_id(),
        to_unit=other,
        urgent=urgent,
        header={**line, "station": by.unit_name, "weekday": localdate(now()).weekday()},
        body={**line, "first": str(first.pk), "fields": dict(content)},
        disclosure=Disclosure(
            kind=relation,
            basis="duty_to_tell",
            purpose=relation,
            fields=tuple(content) or ("told",),
            relation=relation,
        ),
        bond=Bond(follows=first),
    )
