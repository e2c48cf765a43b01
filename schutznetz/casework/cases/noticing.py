"""What this room says on the page of a report that nobody has taken yet."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from schutznetz.casework.cases.access import keeps_files, may_take, recalled_in
from schutznetz.casework.cases.actions import read_head
from schutznetz.casework.cases.head import CONTACT
from schutznetz.casework.cases.joining import case_joining
from schutznetz.casework.cases.known import Candidate, known_from
from schutznetz.casework.cases.presenters import SIGNS
from schutznetz.casework.exchange.followups import Note
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Relation
from schutznetz.ground.organisations.actor import Actor


def notes_about_known(
    actor: Actor, transmission: Transmission, body: Mapping[str, object]
) -> list[Note]:
    """Whether somebody of the report is known here, or the other party is."""
    if transmission.recalled_at is not None or body.get("relation") == Relation.RECALL:
        return _notes_about_recalled(actor, transmission.follows or transmission)
    if transmission.taken_at is not None:
        return _notes_about_file(actor, transmission)
    if not may_take(actor, transmission):
        return []
    known, notes = known_from(by=actor, body=body), []
    if known.other_party:
        text = _(
            "Jemand aus dieser Meldung steht in einer Akte Ihrer Stelle auf der anderen Seite. "
            "Am besten übernimmt eine andere Beratungsstelle diese Meldung."
        )
        notes.append(Note("danger", _("Vermutlich ist die Gegenseite schon bei Ihnen"), text))
    if known.candidates:
        text = " ".join(map(_in_words, known.candidates))
        notes.append(Note("attention", _("Möglicherweise bekannt"), text))
    return notes


def _in_words(candidate: Candidate) -> str:
    said = {
        "code": candidate.case.code,
        "signs": "; ".join(str(SIGNS[sign]) for sign in candidate.signs),
    }
    return _("Akte %(code)s – gleich: %(signs)s.") % said


def _notes_about_file(actor: Actor, transmission: Transmission) -> list[Note]:
    case = case_joining(actor, transmission.pk) if keeps_files(actor) else None
    if case is None:
        return []
    words = _("Zur Akte %(code)s. Nummer und Zeiten gelten nur, wie sie dort stehen.") % {
        "code": case.code
    }
    return [
        Note(
            "calm",
            _("Diese Meldung steht in einer Akte"),
            words,
            reverse("cases:opened", args=[case.pk]),
        )
    ]


def _notes_about_recalled(actor: Actor, first: Transmission) -> list[Note]:
    case = case_joining(actor, first.pk) if keeps_files(actor) else None
    if case is None or not recalled_in(actor, read_head(by=actor, case=case)):
        return []
    words = _("In der Akte %(code)s löschen, was übernommen wurde") % {"code": case.code}
    return [
        Note(
            "danger",
            _("Vor der Bestätigung: Ihre Stelle hat noch eine Abschrift"),
            words,
            reverse("cases:recalled", args=[case.pk]),
        )
    ]


def kept_in_file(actor: Actor, transmission: Transmission) -> tuple[str, ...]:
    """What of a taken report is shown in its file alone: how to reach somebody safely."""
    return CONTACT if keeps_files(actor) and transmission.taken_at is not None else ()
