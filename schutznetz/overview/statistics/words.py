"""How figures read: names of tables, answers and spans."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from schutznetz.casework.cases.codes import Outcome
from schutznetz.casework.intakes.codes import Way
from schutznetz.casework.referrals.codes import Consent, Known, Relationship, Sex
from schutznetz.overview.statistics.rules.definitions import OTHER_PLACE, UNKNOWN
from schutznetz.overview.statistics.rules.spans import Span
from schutznetz.overview.statistics.rules.suppression import TOTAL

#: The text that stands beside every figure and is frozen with it. Written again, it gets a new number.
DEFINITION = gettext_noop(
    "Fassung 1. Gezählt wird, was in der Stelle in diesem Zeitraum geschehen ist: Meldungen in dem Monat, in dem sie jemand gelesen und bestätigt hat, Ergebnisse in dem Monat, in dem die Akte geschlossen wurde, Antworten zur Einwilligung in dem Monat, in dem gesendet wurde. Nachträge und Berichtigungen zählen nicht noch einmal; was nur für benannte Personen offen ist (Sperrakten), zählt nirgends. „Nicht bekannt“ ist eine eigene Antwort und zählt nie als nein. Weniger als fünf bleibt verdeckt, auch die Null; ebenso jede Zahl, aus der sich eine verdeckte errechnen ließe. Einmal freigegebene Zahlen ändern sich nicht mehr."
)
NOT_KNOWN = gettext_lazy("nicht bekannt")
COVERED = gettext_lazy("verdeckt")
OTHER_END = pgettext_lazy("Ergebnis", "anderes")

_OUTCOME = (
    gettext_lazy("Womit Akten geschlossen wurden"),
    gettext_lazy("Auch, wenn kein Platz frei war: Das muss zu sehen sein."),
)

#: Table → its title, and one sentence on what is counted in it.
TABLES: Mapping[str, tuple[Promise, Promise]] = {
    "stations": (
        gettext_lazy("Gelesene Meldungen nach Revier"),
        gettext_lazy("Bleibt in Ihrer Stelle und geht nicht an die Koordination."),
    ),
    "way": (
        gettext_lazy("Wie die Meldungen kamen"),
        gettext_lazy("Jede gelesene Meldung zählt einmal."),
    ),
    "repeat": (
        gettext_lazy("Frühere Einsätze"),
        gettext_lazy("Ob die Polizei schon früher bei diesen Menschen war."),
    ),
    "age": (
        gettext_lazy("Alter der betroffenen Person"),
        gettext_lazy("Am Tag des Vorfalls."),
    ),
    "sex": (
        gettext_lazy("Geschlecht der betroffenen Person"),
        gettext_lazy("Nach eigener Angabe."),
    ),
    "relationship": (
        gettext_lazy("Beziehung zur beschuldigten Person"),
        gettext_lazy("Wie sie in der Meldung steht."),
    ),
    "children": (
        gettext_lazy("Leben Kinder mit?"),
        gettext_lazy("Jede gelesene Meldung zählt einmal."),
    ),
    "children_by_band": (
        gettext_lazy("Kinder nach Alter"),
        gettext_lazy("Hier zählt jedes Kind; verdeckt wird nach der Zahl der Meldungen."),
    ),
    "eviction": (
        gettext_lazy("Wohnungsverweisungen"),
        gettext_lazy("Ob in der Meldung eine steht."),
    ),
    "contact": (
        gettext_lazy("Erstes Gespräch in der vereinbarten Zeit"),
        gettext_lazy("Jede Akte zählt beim ersten Gespräch."),
    ),
    "outcome": _OUTCOME,
    "outcome_children": _OUTCOME,
    "outcome_programme": _OUTCOME,
    "consent": (
        gettext_lazy("Antworten zur Einwilligung"),
        gettext_lazy("Von einem Nein bleibt nur diese Zahl."),
    ),
}
_OTHER_ANSWERS: Mapping[str, Mapping[str, str | Promise]] = {
    "way": {
        "police": gettext_lazy("Polizeimeldung"),
        "form": gettext_lazy("ausgefüllter Vordruck"),
        "other": gettext_lazy("anders"),
    },
    "age": {
        "0_13": gettext_lazy("unter 14"),
        "66_plus": gettext_lazy("66 und älter"),
    },
    "stations": {OTHER_PLACE: gettext_lazy("andere")},
    "children_by_band": {},
    "outcome": {UNKNOWN: OTHER_END},
    "outcome_children": {UNKNOWN: OTHER_END},
    "outcome_programme": {UNKNOWN: OTHER_END},
}
_CHOICES = {
    "way": Way,
    "repeat": Known,
    "children": Known,
    "eviction": Known,
    "contact": Known,
    "sex": Sex,
    "relationship": Relationship,
    "outcome": Outcome,
    "outcome_children": Outcome,
    "outcome_programme": Outcome,
    "consent": Consent,
}


def answer_words(table: str, code: str, places: Mapping[str, str]) -> str:
    """An answer as people say it; `places` are the names of units by id."""
    if code == TOTAL:
        return _("zusammen")
    said = _OTHER_ANSWERS.get(table, {}).get(code)
    if said is not None:
        return str(said)
    choices = _CHOICES.get(table)
    if choices is not None and code in choices.values:
        return str(choices(code).label)
    if code == UNKNOWN:
        return str(NOT_KNOWN)
    return places.get(code, code.replace("_", "–"))


def span_words(span: Span) -> str:
    """A span as people say it: "November 2026", "4. Quartal 2026", "Jahr 2026"."""
    if span.months == 1:
        return date_format(span.begins, "F Y")
    if span.months == 3:
        number = {"number": span.begins.month // 3 + 1, "year": span.begins.year}
        return _("%(number)s. Quartal %(year)s") % number
    return _("Jahr %(year)s") % {"year": span.begins.year}
