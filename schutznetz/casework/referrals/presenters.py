"""How an opened police report reads on screen: what is needed to act comes first."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schutznetz.casework.exchange.kinds import Kind, Part, Row
from schutznetz.casework.persons.concern import concerned_in_body
from schutznetz.casework.referrals.codes import NOBODY
from schutznetz.casework.referrals.counting import counted_of_body
from schutznetz.casework.referrals.field_words import LABELS, SECTIONS, WORDS_OF
from schutznetz.casework.referrals.parts import PARTS
from schutznetz.casework.referrals.typed import Typed, base_of, name_of


def label_of(name: str) -> str:
    """What a field is called where it has been answered; one nobody knows keeps its own name."""
    return str(LABELS.get(name, name))


def labels_of(names: Iterable[str]) -> list[str]:
    """Section by section, what a list of fields is called: "Kinder: 0 bis 3 Jahre"."""
    wanted = list(names)
    listed = []
    for title, fields in _sections(wanted):
        found = [label_of(name) for name in fields if name in wanted]
        if found:
            words = ", ".join(found)
            listed.append(words if words == title else f"{title}: {words}")
    return listed


def value_of(name: str, value: object) -> str:
    """A stored value in words."""
    if isinstance(value, list | tuple):
        return _several(name, value)
    if name in WORDS_OF or isinstance(value, bool) or value == NOBODY:
        return _word(name, value)
    if name in ("consent_at", "handed_over_at"):
        return _as_moment(str(value))
    if name.endswith(("_on", "birth", "_from", "_until", "_last")):
        return _as_date(str(value))
    return str(value)


def parts_of(body: Mapping[str, object]) -> list[Part]:
    """The opened report, section by section; unanswered fields do not appear."""
    fields = body.get("fields")
    if not isinstance(fields, dict):
        return []
    parts = []
    for title, names in _sections(fields):
        rows = tuple(Row(label_of(n), value_of(n, fields[n])) for n in names if n in fields)
        if rows:
            parts.append(Part(title, rows))
    return parts


def compared(newer: Typed, mine: Typed) -> list[tuple[str, str]]:
    """What another window has saved differently: label and its value, empty where it took it out."""
    differing = [name for name in {**newer, **mine} if newer.get(name) != mine.get(name)]
    return [
        (label_of(base_of(name)), _typed_value(base_of(name), newer.get(name, [])))
        for name in differing
        if base_of(name) in LABELS
    ]


def _typed_value(name: str, values: list[str]) -> str:
    if values == ["on"]:
        return _("ja")
    return ", ".join(value_of(name, value) for value in values if value)


def _sections(names: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The sections; what belongs to none of them is shown at the end, never left out."""
    known = {name for _title, fields in SECTIONS for name in fields}
    others = tuple(name for name in names if name not in known)
    return [*((str(title), fields) for title, fields in SECTIONS), (_("Weitere Angaben"), others)]


def _several(name: str, values: Iterable[object]) -> str:
    """A list of codes, or of people: "Sören Nyström, geboren 30. September 1987; …"."""
    texts = [_row(each) if isinstance(each, Mapping) else value_of(name, each) for each in values]
    people = any(isinstance(each, Mapping) for each in values)
    return ("; " if people else ", ").join(text for text in texts if text)


def _row(row: Mapping[str, object]) -> str:
    said = [name_of(row)]
    if row.get("birth"):
        said.append(_("geboren %(day)s") % {"day": _as_date(str(row["birth"]))})
    said += [_word(name, row[name]) for name in ("sex", "age", "how") if row.get(name)]
    return ", ".join(each for each in said if each)


def _word(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if name not in WORDS_OF:
        return _("niemand erreicht") if name == "handed_over_to" else str(value)
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


NAMES = {
    "police_report": gettext_lazy("Polizeimeldung"),
    "children_report": gettext_lazy("Mitteilung zu Kindern"),
    "programme_referral": gettext_lazy("Bitte um Anruf der Täterberatung"),
}
KINDS = tuple(
    Kind(
        code=part.kind,
        name=NAMES[part.kind],
        parts=parts_of,
        labels=labels_of,
        counted=counted_of_body,
        concerned=concerned_in_body,
        fields=part.fields,
    )
    for part in PARTS
)
