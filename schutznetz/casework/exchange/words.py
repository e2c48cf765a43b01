"""Bases and purposes in words. The codes are data of the network; none of them is law by itself."""

from collections.abc import Mapping

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BASES = {
    "consent": gettext_lazy("Einwilligung der betroffenen Person"),
    "accused_consent": gettext_lazy("Einwilligung der beschuldigten Person"),
    "child_protection": gettext_lazy("Schutz der Kinder"),
    "release": gettext_lazy("Entbindung von der Schweigepflicht"),
}
PURPOSES = {
    "proactive_counselling": gettext_lazy(
        "damit die Beratungsstelle sich meldet und Hilfe anbietet"
    ),
    "child_protection": gettext_lazy("damit das Jugendamt prüft, was die Kinder brauchen"),
    "perpetrator_programme": gettext_lazy("damit die Täterberatung anruft"),
    "feedback": gettext_lazy("damit das Revier weiß, ob ein Kontakt zustande kam"),
}

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
    return str(BASES.get(code, _("nicht benannte Grundlage")))


def purpose_in_words(code: str) -> str:
    """The purpose as it reads on screen."""
    return str(PURPOSES.get(code, _("nicht benannter Zweck")))
