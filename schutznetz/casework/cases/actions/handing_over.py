"""Offering a file to another centre. Owner, next date and clocks stand until that one accepts."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.actions.reading import read_head
from schutznetz.casework.cases.actions.working import close_case
from schutznetz.casework.cases.head import CONTACT, reports_of
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.cases.rules import NotAllowed, State
from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.actions.handing_over import (
    Offer,
    offer_handover,
    open_subject,
)
from schutznetz.casework.exchange.history import fields_now
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.organisations.actor import Actor


def read_for_handover(*, by: Actor, case: Case) -> tuple[Transmission, dict[str, object]]:
    """The newest report that can still be opened, and its content as it stands in the file.

    How to reach her is taken from the head alone, and only while it is valid. Raises NotAllowed
    if no report of the file can be opened any more.
    """
    head = read_head(by=by, case=case)
    ids = [uuid.UUID(each.transmission) for each in reports_of(head)]
    found = received_by(by).filter(pk__in=ids, shredded_at=None).order_by("-sent_at").first()
    if found is None:
        raise NotAllowed
    body = read_transmission(by=by, transmission=found)
    known = fields_now(by=by, first=found, body=body)
    kept = {name: value for name, value in known.items() if name not in CONTACT}
    contact, said = head.get("contact"), {}
    if head.get("valid") and isinstance(contact, Mapping) and contact:
        kept |= {name: contact[name] for name in contact if name in CONTACT and contact[name]}
        said = {"contact_confirmed": bool(head.get("confirmed"))}
    return found, {**body, "fields": kept, **said}


def offer_case(*, by: Actor, case: Case, token: uuid.UUID, offer: Offer) -> Transmission:
    """Offer an open file; `offer.fields` names what goes along.

    Raises NotAllowed for a closed file, and what `offer_handover` raises.
    """
    with recorded(by=by, verb="offer_case", purpose="handover") as record:
        record.about("case", case.pk)
        row = files_of(by).select_for_update(of=("self",)).get(pk=case.pk)
        if row.state != State.OPEN:
            raise NotAllowed
        origin, body = read_for_handover(by=by, case=row)
        known = body["fields"]
        fields = known if isinstance(known, dict) else {}
        chosen = set(fields) & set(offer.fields)
        whole = replace(
            offer,
            subject=f"case:{row.pk}",
            fields={name: value for name, value in fields.items() if name in chosen},
            contact_confirmed=body.get("contact_confirmed") is True
            if chosen.intersection(CONTACT)
            else None,
            source_kind=str(body.get("source_kind") or body["kind"]),
            origin=origin,
            known=fields,
        )
        return offer_handover(by=by, token=token, offer=whole)


def close_handed_over(*, by: Actor, offer: Transmission) -> CaseEntry:
    """Close the own file after the other centre has accepted; raises NotAllowed before that."""
    kind, _colon, case_id = open_subject(by=by, offer=offer).partition(":")
    if kind != "case":
        raise NotAllowed
    case = files_of(by).get(pk=case_id)
    note = f"{offer.to_unit.name}, {offer.code}"
    return close_case(by=by, case=case, outcome="handed_over", note=note)
