"""Bases and purposes in words. The codes are data of the network; none of them is law by itself."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BASES = {"consent": gettext_lazy("Einwilligung der betroffenen Person")}
PURPOSES = {
    "proactive_counselling": gettext_lazy(
        "damit die Beratungsstelle sich meldet und Hilfe anbietet"
    )
}


def basis_in_words(code: str) -> str:
    """The basis as it reads on screen; an unknown code says so instead of looking official."""
    return str(BASES.get(code, _("nicht benannte Grundlage")))


def purpose_in_words(code: str) -> str:
    """The purpose as it reads on screen."""
    return str(PURPOSES.get(code, _("nicht benannter Zweck")))
