"""The ledger of a unit: every disclosure with who, to whom, what, why, on which basis, until when.

Promise 4. It is read from what the sender can still open: her own part of each transmission.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from schutznetz.casework.exchange.access import sent_by
from schutznetz.casework.exchange.kinds import kind_for
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.words import basis_in_words, consent_in_words, purpose_in_words
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_files
from schutznetz.ground.vault.file import OpenFile
from schutznetz.ground.vault.sealed import Unopenable

#: One page of the ledger; opening is recorded, so nothing more is opened than is shown.
SHOWN = 50


@dataclass(frozen=True)
class Disclosure:
    """One line: complete, or marked as damaged; a disclosure never disappears from the list."""

    transmission: Transmission
    damaged: bool
    kind_name: str = ""
    reference: str = ""
    basis: str = ""
    consent: str = ""
    purpose: str = ""
    until: str = ""
    fields: tuple[str, ...] = ()


def chosen(actor: Actor, *, begins: date | None, ends: date | None) -> QuerySet[Transmission]:
    """The unit's disclosures in a span of days, both included, newest first."""
    zone = get_current_timezone()
    found = sent_by(actor)
    if begins:
        found = found.filter(sent_at__gte=datetime.combine(begins, time.min, zone))
    if ends:
        found = found.filter(sent_at__lte=datetime.combine(ends, time.max, zone))
    return found


def disclosures(*, by: Actor, transmissions: Iterable[Transmission]) -> list[Disclosure]:
    """Open the sender's part of these transmissions, all at once."""
    page = list(transmissions)
    files = open_files(by=by, file_ids=[each.stub_file_id for each in page], purpose="account")
    return [_disclosure(each, files.get(each.stub_file_id)) for each in page]


def as_table(lines: Iterable[Disclosure]) -> list[list[object]]:
    """The ledger for a spreadsheet, with its head."""
    head: list[object] = [
        _("Gesendet"),
        _("Mitteilung"),
        _("Ihre Vorgangsnummer"),
        _("Von"),
        _("An"),
        _("Diese Angaben"),
        _("Zweck"),
        _("Grundlage"),
        _("Gilt bis"),
        _("Gelesen"),
    ]
    return [head, *(_row(line) for line in lines)]


def _row(line: Disclosure) -> list[object]:
    sent = line.transmission
    read = sent.acknowledged_at
    return [
        sent.sent_at.isoformat(timespec="minutes"),
        f"{line.kind_name} {sent.code}".strip(),
        line.reference,
        sent.sent_by.account.name,
        sent.to_unit.name,
        "; ".join(line.fields),
        line.purpose,
        f"{line.basis} {line.consent}".strip(),
        line.until,
        read.isoformat(timespec="minutes") if read else "",
    ]


def _disclosure(transmission: Transmission, file: OpenFile | None) -> Disclosure:
    try:
        stub = file.open(transmission, "sealed_stub") if file else None
    except Unopenable:
        stub = None
    if stub is None:
        return Disclosure(transmission, damaged=True)
    kind, fields, consent = kind_for(str(stub["kind"])), stub.get("fields"), stub.get("consent")
    return Disclosure(
        transmission=transmission,
        damaged=False,
        kind_name=str(kind.name),
        reference=str(stub["reference"]),
        basis=basis_in_words(str(stub["basis"])),
        consent=consent_in_words(consent if isinstance(consent, dict) else {}),
        purpose=purpose_in_words(str(stub["purpose"])),
        until=str(stub.get("until", "")),
        fields=tuple(kind.labels(fields if isinstance(fields, list) else [])),
    )
