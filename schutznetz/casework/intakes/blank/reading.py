"""From the fields of a filled blank to what the steps of the screen form call typed. Raises Refused."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from schutznetz.casework.attachments.rules import Refused
from schutznetz.casework.intakes.blank.table import (
    KEYS,
    MARK,
    NOTHING,
    OF,
    ROOM,
    UNCHOSEN,
    VERSION_FIELD,
    BlankField,
    all_fields,
    version,
)
from schutznetz.casework.referrals.typed import Typed, is_blank, rows_of, with_rows

#: How people write days and times on paper, and how the browser's fields want them.
WRITTEN: Final = {
    "day": (("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"), "%Y-%m-%d"),
    "clock": (("%H:%M", "%H.%M", "%H:%M:%S"), "%H:%M"),
    "moment": (("%d.%m.%Y %H:%M", "%d.%m.%y %H:%M", "%Y-%m-%dT%H:%M"), "%Y-%m-%dT%H:%M"),
}


def typed_of(read: Mapping[str, object]) -> Typed:
    """What stands in a filled blank; `read` is what `attachments` found in the file.

    Raises Refused with "scan", "flat", "not_ours" or "version". What does not fit is kept as it
    was written: the form says so at its field.
    """
    fields, text = read.get("fields"), str(read.get("text") or "")
    if not isinstance(fields, dict) or not fields:
        raise Refused("flat" if MARK in text else "not_ours" if text.strip() else "scan")
    if VERSION_FIELD not in fields:
        raise Refused("not_ours")
    if fields[VERSION_FIELD] != version():
        raise Refused("version")
    typed: Typed = {}
    for field in all_fields():
        values = _values(field, fields)
        if values:
            typed[field.name] = values
    return _numbered(typed)


def _values(field: BlankField, fields: Mapping[str, object]) -> list[str]:
    if field.kind == "several":
        return [code for code, _ in field.options if _is_on(fields.get(f"{field.name}{OF}{code}"))]
    if field.kind == "yes":
        return ["on"] if _is_on(fields.get(field.name)) else []
    text = str(fields.get(field.name) or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text or (field.kind == "one" and text in (NOTHING, UNCHOSEN)):
        return []
    if field.kind == "one":
        return [next((code for code, words in field.options if text in (code, words)), text)]
    return [_as_the_browser_writes(text, field.kind)]


def _is_on(value: object) -> bool:
    return str(value or "") not in ("", "/Off", "Off")


def _as_the_browser_writes(text: str, kind: str) -> str:
    shapes, wanted = WRITTEN.get(kind, ((), ""))
    for shape in shapes:
        try:
            return datetime.strptime(" ".join(text.split()), shape).strftime(wanted)  # noqa: DTZ007 - local, as written
        except ValueError:
            continue
    return text


def _numbered(typed: Typed) -> Typed:
    """Rows in which something stands, each with its number; empty ones are gone."""
    for prefix in ROOM:
        rows = rows_of(typed, prefix)
        filled = [
            {**row, "key": [KEYS[prefix][place]]}
            for place, row in enumerate(rows)
            if not is_blank(row)
        ]
        typed = with_rows(typed, prefix, filled)
    if not rows_of(typed, "accused"):  # nobody there about whom something could be said
        typed = {name: values for name, values in typed.items() if not name.startswith("own-")}
    return typed
