"""The account for the person concerned: what came in about her and what went out, in sentences.

It is read together first. It names units, not staff, and says nothing a unit could not say to her face.
"""

import uuid
from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from schutznetz.casework.exchange.access import followers_of, received_by
from schutznetz.casework.exchange.ledger import Disclosure, disclosures
from schutznetz.casework.exchange.ledger_choice import pick_all
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.sentences import fate, reasons, sentence_between
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.base.papers import Reading, paper
from schutznetz.ground.base.words_of_time import short_date
from schutznetz.ground.organisations.actor import Actor


def about_person(
    *,
    by: Actor,
    reports: Collection[uuid.UUID],
    codes: Collection[str],
    case_id: uuid.UUID,
    today: date,
) -> list[Transmission]:
    """What belongs to one person's file, oldest first: received, what followed, and given.

    What the unit gave about her it gave under one of the `codes` (of the reports, of the file), or
    as a hand-over of the file or of a report. To find this, at most as many own stubs are opened
    as the ledger may (`OPENED`).
    """
    came = list(received_by(by).filter(pk__in=reports).select_related("sent_by__account"))
    after = list(followers_of(by, came))
    given = pick_all(by=by, wanted={"direction": "given"}, today=today).lines
    subjects = {f"case:{case_id}", *(f"transmission:{each}" for each in reports)}
    went = [
        line.transmission for line in given if line.reference in codes or line.subject in subjects
    ]
    found = {each.pk: each for each in (*came, *after, *went)}
    return sorted(found.values(), key=lambda each: (each.sent_at, str(each.pk)))


def hand_account(
    *,
    by: Actor,
    transmissions: Iterable[Transmission],
    today: date,
    language: str,
    taken_along: bool,
) -> bytes:
    """The account as PDF, recorded as what it is: a disclosure to the person concerned.

    The record keeps how many lines it had and whether it left the house, never which: the list
    of them would say that they belong to one person.
    """
    rows = list(transmissions)
    with recorded(by=by, verb="hand_account", purpose="account") as record:
        record.detail = {"lines": len(rows), "taken_along": taken_along, "language": language}
        with override(language):
            lines = disclosures(by=by, transmissions=rows)
            return _paper(by.unit_name, lines, today, language, stays=not taken_along)


def _paper(unit: str, lines: list[Disclosure], today: date, language: str, *, stays: bool) -> bytes:
    above = f"{unit} · {today:%d.%m.%Y}"
    data = {
        "above": f"{above} · {_('Bleibt hier')}" if stays else above,
        "title": _("Wer hat was über Sie bekommen?"),
        "intro": _(
            "Jede Zeile sagt, welche Stelle wann etwas über Sie weitergegeben hat, und warum."
        ),
        "rows": [_row(line, today) for line in lines],
        "nothing": _("Es wurde nichts weitergegeben."),
        "rights": _(
            "Eine Einwilligung können Sie jederzeit zurücknehmen, ohne einen Grund zu nennen. Stimmt etwas nicht, sagen Sie es uns bitte: Wir berichtigen es und sagen es den anderen Stellen."
        ),
    }
    return paper("exchange/account", data, Reading(language), title=_("Aufstellung"))


def _row(line: Disclosure, today: date) -> dict[str, object]:
    if line.transmission.recorded_here:
        words = _(
            "Am {day} hat {unit} aufgeschrieben, was auf anderem Weg kam (Fax, Anruf oder Besuch)."
        )
        day, unit = short_date(line.transmission.sent_at), line.transmission.to_unit.name
        return {
            "sentence": words.format(day=day, unit=unit),
            "fields": [],
            "reasons": [],
            "fate": [],
        }
    return {
        "sentence": sentence_between(line),
        "fields": list(line.fields),
        "reasons": reasons(line, today),
        "fate": [mark.words for mark in fate(line, today, named=False)],
    }
