"""The ledger in sentences, for the screen, the spreadsheet and the paper alike."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.casework.exchange.ledger import Disclosure, Later
from schutznetz.casework.exchange.rules import Relation, is_over
from schutznetz.casework.exchange.words import (
    basis_in_words,
    consent_in_words,
    purpose_in_words,
)
from schutznetz.ground.base.words_of_time import short_date

LATER = {
    Relation.SUPPLEMENT: gettext_lazy("ergänzt"),
    Relation.CORRECTION: gettext_lazy("berichtigt"),
    Relation.CONSENT_WITHDRAWN: gettext_lazy("Einwilligung widerrufen"),
    Relation.RECALL: gettext_lazy("zurückgerufen"),
    Relation.HANDOVER_ANSWER: gettext_lazy("Übergabe beantwortet"),
    Relation.FEEDBACK: gettext_lazy("Rückmeldung gegeben"),
}


@dataclass(frozen=True)
class Mark:
    """What became of a disclosure, in a word and a tone of the house."""

    words: str
    tone: str = "calm"


def sentence(line: Disclosure) -> str:
    """Who gave what to whom and when: "Am 03.03.2026 um 06:12 hat … an … gegeben: Einsatz."."""
    return _pattern(line).format(**_words(line))


def sentence_html(line: Disclosure) -> SafeString:
    """The same for the screen, with what was given set apart."""
    words = _words(line)
    what = format_html("<em>{}</em>", words.pop("what"))
    return format_html(_pattern(line), what=what, **words)


def sentence_between(line: Disclosure) -> str:
    """The same from outside: unit to unit, no name of staff. For the person concerned."""
    words = {**_words(line), "who": line.transmission.from_unit.name}
    return _("Am {day} um {clock} hat {who} an {to} gegeben: {what}.").format(**words)


def _pattern(line: Disclosure) -> str:
    if line.given:
        return _("Am {day} um {clock} hat {who} an {to} gegeben: {what}.")
    return _("Am {day} um {clock} hat {who} an Ihre Stelle gegeben: {what}.")


def _words(line: Disclosure) -> dict[str, str]:
    sent = line.transmission
    return {
        "day": short_date(sent.sent_at),
        "clock": clock(sent.sent_at),
        "who": sent.sent_by.account.name if line.given else sent.from_unit.name,
        "to": sent.to_unit.name,
        "what": what(line),
    }


def what(line: Disclosure) -> str:
    """The groups of fields in a row: "Betroffene Person, Einsatz und Kinder"."""
    groups = list(dict.fromkeys(each.split(":")[0] for each in line.fields))
    if not groups:
        return str(line.kind.name) if line.kind else _("eine Mitteilung")
    if len(groups) == 1:
        return groups[0]
    return _("{some} und {last}").format(some=", ".join(groups[:-1]), last=groups[-1])


def reasons(line: Disclosure, today: date) -> list[str]:
    """Why it was given and how long it holds."""
    if not line.basis:
        return []
    consent = consent_in_words(line.consent)
    basis = basis_in_words(line.basis) + (f" ({consent})" if consent else "")
    found = [
        _("Grund: {basis}").format(basis=basis),
        _("Zweck: {purpose}").format(purpose=purpose_in_words(line.purpose)),
    ]
    if line.until:
        pattern = _("galt bis {day}") if is_over(line.until, today) else _("gilt bis {day}")
        found.append(pattern.format(day=f"{line.until:%d.%m.%Y}"))
    return found


def fate(line: Disclosure, today: date, *, named: bool = True) -> list[Mark]:
    """What became of it: read, changed, withdrawn, recalled, over, deleted.

    With `named` false no name of staff is in it.
    """
    sent = line.transmission
    marks = [_read(line, named=named)]
    marks += [_later(each) for each in line.later]
    if sent.recalled_at:
        marks.append(Mark(_("zurückgerufen {when}").format(when=at(sent.recalled_at)), "attention"))
    elif sent.shredded_at:
        words = _("Inhalt gelöscht {when}").format(when=at(sent.shredded_at))
        marks.append(Mark(words))
    if is_over(line.until, today) and not sent.shredded_at:
        marks.append(Mark(_("Zeit abgelaufen"), "attention"))
    return marks


def _read(line: Disclosure, *, named: bool) -> Mark:
    sent = line.transmission
    if sent.acknowledged_at is None:
        return Mark(_("nie gelesen") if sent.shredded_at else _("noch ungelesen"))
    who = _reader(line) if named and not line.given else sent.acknowledged_as
    return Mark(
        _("geöffnet und bestätigt {when} ({who})").format(when=at(sent.acknowledged_at), who=who),
        "done",
    )


def _reader(line: Disclosure) -> str:
    reader = line.transmission.acknowledged_by
    return reader.account.name if reader else ""


def _later(later: Later) -> Mark:
    words = LATER.get(Relation(later.relation)) if later.relation in set(Relation) else None
    tone = "attention" if later.relation == Relation.CONSENT_WITHDRAWN else "calm"
    return Mark(f"{words or _('geändert')} {at(later.at)} ({later.code})", tone)


def at(moment: datetime) -> str:
    """Day and time, so that both stand on a paper a year later: "03.03.2026, 08:14"."""
    return f"{short_date(moment)}, {clock(moment)}"


def clock(moment: datetime) -> str:
    """The local time of day."""
    return f"{localtime(moment):%H:%M}"
