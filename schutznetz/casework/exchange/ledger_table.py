"""The ledger for a spreadsheet. Cells are guarded where the text is written (`base.csv_cells`)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from schutznetz.casework.exchange.ledger import Disclosure
from schutznetz.casework.exchange.sentences import fate
from schutznetz.casework.exchange.words import (
    basis_in_words,
    consent_in_words,
    purpose_in_words,
)


def as_table(lines: Iterable[Disclosure], today: date) -> list[list[object]]:
    """The lines with their head."""
    head: list[object] = [
        _("Gesendet"),
        _("Richtung"),
        _("Mitteilung"),
        _("Ihre Vorgangsnummer"),
        _("Von"),
        _("Wer"),
        _("An"),
        _("Diese Angaben"),
        _("Zweck"),
        _("Grundlage"),
        _("Einwilligung"),
        _("Gilt bis"),
        _("Gelesen"),
        _("Gelesen als"),
        _("Was daraus wurde"),
    ]
    return [head, *(_row(line, today) for line in lines)]


def _row(line: Disclosure, today: date) -> list[object]:
    sent = line.transmission
    read = sent.acknowledged_at
    return [
        sent.sent_at.isoformat(timespec="minutes"),
        _("gegeben") if line.given else _("erhalten"),
        f"{line.kind.name if line.kind else ''} {sent.code}".strip(),
        line.reference,
        sent.from_unit.name,
        sent.sent_by.account.name if line.given else "",
        sent.to_unit.name,
        _("lässt sich nicht öffnen") if line.damaged else "; ".join(line.fields),
        purpose_in_words(line.purpose) if line.purpose else "",
        basis_in_words(line.basis) if line.basis else "",
        consent_in_words(line.consent),
        line.until.isoformat() if line.until else "",
        read.isoformat(timespec="minutes") if read else "",
        sent.acknowledged_as,
        "; ".join(mark.words for mark in fate(line, today)[1:]),
    ]
