"""Bases and purposes in words. The codes are data of the network; none of them is law by itself."""

from collections.abc import Mapping

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from schutznetz.casework.exchange.access import bases

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
    terms = bases().get(code)
    return said(terms.names) if terms else _("nicht benannte Grundlage")


def purpose_in_words(code: str) -> str:
    """The purpose as it reads on screen."""
    found = next((each for each in bases().values() if each.purpose == code), None)
    return said(found.purpose_names) if found else _("nicht benannter Zweck")


def said(words: Mapping[str, str]) -> str:
    """The words in the language of the page; in German where it has none."""
    language = (get_language() or "de").split("-")[0]
    return words.get(language) or words.get("de", "")


def choices() -> list[tuple[str, str]]:
    """Every basis of the network, to choose from."""
    return [(code, said(terms.names)) for code, terms in bases().items()]
