"""How something that came another way reads once opened."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.casework.exchange.kinds import Kind, Part, Row
from schutznetz.casework.intakes.codes import Way
from schutznetz.casework.persons.concern import concerned_in_body
from schutznetz.casework.referrals.counting import counted_of_body

SECTIONS = (
    (
        gettext_lazy("Betroffene Person"),
        ("affected_first_name", "affected_last_name", "anonymous"),
    ),
    (gettext_lazy("Beschuldigte Person"), ("accused_first_name", "accused_last_name")),
    (gettext_lazy("Sicher erreichen"), ("phone", "accused_phone", "reach_note")),
    (gettext_lazy("Worum es geht"), ("summary",)),
    (gettext_lazy("Eingang"), ("way", "station", "source", "received_at")),
)
LABELS = {
    "way": gettext_lazy("Weg"),
    "station": gettext_lazy("Revier"),
    "source": gettext_lazy("Von"),
    "received_at": gettext_lazy("Eingegangen"),
    "anonymous": gettext_lazy("Ohne Namen"),
    "affected_first_name": gettext_lazy("Vorname"),
    "affected_last_name": gettext_lazy("Nachname"),
    "accused_first_name": gettext_lazy("Vorname"),
    "accused_last_name": gettext_lazy("Nachname"),
    "phone": gettext_lazy("Sichere Telefonnummer"),
    "accused_phone": gettext_lazy("Telefonnummer"),
    "reach_note": gettext_lazy("Zu beachten"),
    "summary": gettext_lazy("Kurz in Worten"),
}


def value_of(name: str, value: object) -> str:
    """A stored value in words."""
    if name == "way":
        return {code: str(words) for code, words in Way.choices}.get(str(value), str(value))
    if name == "received_at":
        return _as_moment(str(value))
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    return str(value)


def parts_of(body: Mapping[str, object]) -> list[Part]:
    """Section by section; unanswered fields do not appear."""
    fields = body.get("fields")
    known = fields if isinstance(fields, dict) else {}
    parts = []
    for title, names in SECTIONS:
        rows = tuple(Row(str(LABELS[n]), value_of(n, known[n])) for n in names if n in known)
        if rows:
            parts.append(Part(str(title), rows))
    return parts


def labels_of(names: Iterable[str]) -> list[str]:
    """What a list of fields is called."""
    return [str(LABELS[name]) for name in names if name in LABELS]


def _as_moment(text: str) -> str:
    try:
        return date_format(datetime.fromisoformat(text), "D, j. F Y, H:i")
    except ValueError:
        return text


def counted_of(body: Mapping[str, object]) -> dict[str, object]:
    """What may become a figure of it: codes, and the way it came."""
    fields = body.get("fields")
    known = fields if isinstance(fields, dict) else {}
    return {**counted_of_body(body), "way": str(known.get("way", ""))}


KINDS = tuple(
    Kind(
        code=f"intake_{code}",
        name=name,
        parts=parts_of,
        labels=labels_of,
        counted=counted_of,
        concerned=concerned_in_body,
    )
    for code, name in (
        ("fax", gettext_lazy("Fax")),
        ("letter", gettext_lazy("Brief")),
        ("call", gettext_lazy("Anruf")),
        ("visit", gettext_lazy("Besuch")),
        ("self", gettext_lazy("Selbstmeldung")),
        ("for_her", gettext_lazy("Anruf für jemanden")),
    )
)
