"""How an opened police report reads on screen: what is needed to act comes first."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.casework.exchange.kinds import Kind, Part, Row
from schutznetz.casework.referrals.codes import (
    ChildrenAffected,
    Consent,
    Danger,
    Known,
    Offence,
    OwnConsent,
    Relationship,
    Sex,
    YesNo,
)
from schutznetz.casework.referrals.counting import counted_of_body
from schutznetz.casework.referrals.forms import ReportForm

#: Sections of form and page: title and fields, in the order in which a person writes or reads.
OPERATION = (
    "file_number",
    "happened_on",
    "happened_at",
    "postcode",
    "place",
    "offence",
    "summary",
    "danger",
    "earlier_known",
    "earlier_operations",
)
AFFECTED = ("affected_name", "affected_birth", "affected_sex")
REACHING = ("phone", "reach_when", "who_answers", "no_voicemail", "language", "interpreter")
ACCUSED = (
    "relationship",
    "accused_name",
    "accused_birth",
    "accused_consent",
    "accused_phone",
    "accused_language",
)
CHILDREN = (
    "children_0_3",
    "children_4_6",
    "children_7_13",
    "children_14_17",
    "children_affected",
    "children_notice",
    "children_note",
    "youth_office_informed",
)
MEASURES = ("eviction_from", "eviction_until", "contact_ban", "other_measures")
CONSENT = ("consent", "consent_at", "consent_language")

SECTIONS = (
    (gettext_lazy("Betroffene Person"), AFFECTED),
    (gettext_lazy("Sicher erreichen"), REACHING),
    (gettext_lazy("Einsatz"), OPERATION),
    (gettext_lazy("Beschuldigte Person"), ACCUSED),
    (gettext_lazy("Kinder"), CHILDREN),
    (gettext_lazy("Maßnahmen"), MEASURES),
    (gettext_lazy("Einwilligung"), CONSENT),
)

#: The officer writes in the order of the night: what happened, then whom it concerns.
FORM_SECTIONS = (
    ("", ("urgent",)),
    (gettext_lazy("Einsatz"), OPERATION),
    (gettext_lazy("Betroffene Person"), AFFECTED + REACHING),
    (gettext_lazy("Beschuldigte Person"), ACCUSED),
    (gettext_lazy("Kinder"), CHILDREN),
    (gettext_lazy("Maßnahmen"), MEASURES),
    (gettext_lazy("Einwilligung"), CONSENT),
)

WORDS_OF = {
    "offence": Offence,
    "danger": Danger,
    "earlier_known": Known,
    "affected_sex": Sex,
    "interpreter": Known,
    "relationship": Relationship,
    "children_affected": ChildrenAffected,
    "children_notice": YesNo,
    "accused_consent": OwnConsent,
    "youth_office_informed": Known,
    "contact_ban": Known,
    "consent": Consent,
}


#: Questions of the form that need a shorter name once they are answered.
SHORT = {
    "offence": gettext_lazy("Art der Tat"),
    "summary": gettext_lazy("Schilderung"),
    "danger": gettext_lazy("Eindruck von der Gefahr"),
    "earlier_known": gettext_lazy("Frühere Einsätze"),
    "earlier_operations": gettext_lazy("Wie viele, wann zuletzt"),
    "reach_when": gettext_lazy("Erreichbarkeit"),
    "who_answers": gettext_lazy("Wer sonst abnehmen könnte"),
    "no_voicemail": gettext_lazy("Keine Nachricht auf die Mailbox"),
    "interpreter": gettext_lazy("Dolmetschen nötig"),
    "children_affected": gettext_lazy("Wie betroffen"),
    "children_notice": gettext_lazy("Mitteilung an das Jugendamt"),
    "children_note": gettext_lazy("Hinweis für das Jugendamt"),
    "accused_consent": gettext_lazy("Einverstanden mit Anruf der Täterberatung"),
    "accused_phone": gettext_lazy("Telefonnummer"),
    "youth_office_informed": gettext_lazy("Jugendamt informiert"),
    "contact_ban": gettext_lazy("Kontaktverbot"),
    "consent": gettext_lazy("Antwort der betroffenen Person"),
    "consent_at": gettext_lazy("Zeitpunkt der Antwort"),
    "consent_language": gettext_lazy("Sprache der Antwort"),
}


def label_of(name: str) -> str:
    """What a field is called where it has been answered."""
    return str(SHORT.get(name, ReportForm.base_fields[name].label))


def labels_of(names: Iterable[str]) -> list[str]:
    """Section by section, what a list of fields is called: "Kinder: 0 bis 3 Jahre"."""
    wanted = set(names)
    listed = []
    for title, fields in SECTIONS:
        found = [label_of(name) for name in fields if name in wanted]
        if found:
            listed.append(f"{title}: {', '.join(found)}")
    return listed


def value_of(name: str, value: object) -> str:
    """A stored value in words."""
    if name in WORDS_OF:
        return _word(name, value)
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if name.endswith(("_on", "_birth", "_from", "_until")):
        return _as_date(str(value))
    if name == "consent_at":
        return _as_moment(str(value))
    return str(value)


def parts_of(body: Mapping[str, object]) -> list[Part]:
    """The opened report, section by section; unanswered fields do not appear."""
    fields = body.get("fields")
    if not isinstance(fields, dict):
        return []
    parts = []
    for title, names in SECTIONS:
        rows = tuple(Row(label_of(n), value_of(n, fields[n])) for n in names if n in fields)
        if rows:
            parts.append(Part(str(title), rows))
    return parts


def _word(name: str, value: object) -> str:
    words = {code: str(label) for code, label in WORDS_OF[name].choices}
    return words.get(str(value), str(value))


def _as_date(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "D, j. F Y")
    except ValueError:
        return text


def _as_moment(text: str) -> str:
    try:
        return date_format(datetime.fromisoformat(text), "D, j. F Y, H:i")
    except ValueError:
        return text


KINDS = tuple(
    Kind(code=code, name=name, parts=parts_of, labels=labels_of, counted=counted_of_body)
    for code, name in (
        ("police_report", gettext_lazy("Polizeimeldung")),
        ("children_report", gettext_lazy("Mitteilung zu Kindern")),
        ("programme_referral", gettext_lazy("Bitte um Anruf der Täterberatung")),
    )
)
