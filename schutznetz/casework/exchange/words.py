"""Bases and purposes in words. The codes are data of the network; none of them is law by itself."""

from collections.abc import Mapping
from contextvars import ContextVar

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from schutznetz.casework.exchange.access import bases, rests_on_consent
from schutznetz.casework.exchange.terms import Terms

#: What this room itself gives on, and what a unit may keep something on, beside the network's own.
OWN_BASES = {
    "duty_to_tell": gettext_lazy("Unterrichtung der anderen Stelle, ohne Angaben zur Person"),
    "acute_danger": gettext_lazy("Abwehr einer gegenwärtigen Gefahr im Einzelfall"),
    "legal_duty": gettext_lazy("Gesetzliche Pflicht"),
}
OWN_PURPOSES = {
    "handover": gettext_lazy("damit eine andere Beratungsstelle übernimmt"),
    "consent_withdrawn": gettext_lazy("damit dort niemand etwas weitergibt und jemand prüft"),
    "recall": gettext_lazy("damit dort nichts bleibt, was dort nicht hingehört"),
    "handover_answer": gettext_lazy("damit klar ist, wer zuständig ist"),
}

#: The bases as one page shows them: asked once, forgotten when the next request begins.
_shown: ContextVar[dict[str, Terms] | None] = ContextVar("bases_on_this_page", default=None)

#: How a consent was given, as the sender noted it.
CONSENTS = {
    "written": gettext_lazy("schriftlich"),
    "verbal": gettext_lazy("mündlich, notiert"),
}


def consent_in_words(consent: Mapping[str, object]) -> str:
    """How and when consent was given: "schriftlich, 20.11.2026 23:55"; empty without consent."""
    how = CONSENTS.get(str(consent.get("how")), "")
    moment = parse_datetime(str(consent.get("at") or ""))
    when = date_format(moment, "d.m.Y H:i") if moment else ""
    return ", ".join(part for part in (str(how), when) if part)


def basis_in_words(code: str) -> str:
    """The basis as it reads on screen; an unknown code says so instead of looking official."""
    terms = _bases().get(code)
    if terms:
        return said(terms.names)
    return str(OWN_BASES.get(code, _("nicht benannte Grundlage")))


def purpose_in_words(code: str) -> str:
    """The purpose as it reads on screen."""
    found = next((each for each in _bases().values() if each.purpose == code), None)
    if found:
        return said(found.purpose_names)
    return str(OWN_PURPOSES.get(code, _("nicht benannter Zweck")))


def said(words: Mapping[str, str]) -> str:
    """The words in the language of the page; in German where it has none."""
    language = (get_language() or "de").split("-")[0]
    return words.get(language) or words.get("de", "")


def choices() -> list[tuple[str, str]]:
    """Every basis of the network, to choose from."""
    return [(code, said(terms.names)) for code, terms in _bases().items()]


#: How a withdrawal became known.
LEARNED = {
    "herself": gettext_lazy("Die Person hat es selbst gesagt"),
    "written": gettext_lazy("Es kam schriftlich"),
    "other_unit": gettext_lazy("Eine andere Stelle hat es mitgeteilt"),
    "other": gettext_lazy("Auf anderem Weg"),
}
ANSWERS = {
    "accepted": gettext_lazy("angenommen"),
    "declined": gettext_lazy("abgelehnt"),
}


def bases_of_our_own() -> list[tuple[str, str]]:
    """Bases for handing something over without consent. The network's own are each for one kind of
    message, with fields and conditions that a hand-over does not keep.
    """
    return [(code, str(name)) for code, name in OWN_BASES.items() if code != "duty_to_tell"]


def bases_without_consent() -> list[tuple[str, str]]:
    """Bases on which something may be kept or given when no consent carries it."""
    named = [each for each in choices() if not rests_on_consent(each[0])]
    return list({**dict(bases_of_our_own()), **dict(named)}.items())


#: What a later transmission is to an earlier one.
RELATIONS = {
    "supplement": gettext_lazy("Nachtrag"),
    "correction": gettext_lazy("Berichtigung"),
    "consent_withdrawn": gettext_lazy("Widerruf der Einwilligung"),
    "recall": gettext_lazy("Rückruf"),
    "handover_answer": gettext_lazy("Antwort auf die Übergabe"),
    "feedback": gettext_lazy("Rückmeldung"),
}


def relation_in_words(code: str) -> str:
    """What a follow-up is; one that did not open says so."""
    return str(RELATIONS.get(code, _("Nachtrag, der sich nicht öffnen lässt")))


def forget_bases(**_signal: object) -> None:
    """Ask again for the bases: the next request has begun, or the network has changed them."""
    _shown.set(None)


def _bases() -> dict[str, Terms]:
    found = _shown.get()
    if found is None:
        found = bases()
        _shown.set(found)
    return found
