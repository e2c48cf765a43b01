"""What was typed into the steps of a report, kept as it was typed, right or wrong. Pure.

All steps lie in one mapping from field name to values, as a browser sends them. People and children
are rows: `affected-0-affected_last_name`. Each row carries a random number, its key, by which the
other steps know the person (`sheet-481516-phone`), so that a sheet can never slip to somebody else.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

Typed = dict[str, list[str]]

#: A field of a row or of somebody's own form: prefix, number, name.
COUNTED: Final = re.compile(r"(affected|accused|child|sheet|consent|own)-(\d{1,12})-(.+)")
#: More people than this are not one report.
MOST_ROWS: Final = 10
#: Steps with rows, and the prefix of these.
ROWS_OF_STEP: Final = {"affected": "affected", "accused": "accused", "children": "child"}
#: Steps that speak about people of another step, by the prefixes they use there.
ABOUT: Final = {"affected": ("sheet", "consent"), "accused": ("own",)}


def lists_of(typed: Mapping[str, object]) -> Typed:
    """The same with every value as a list of texts."""
    return {
        name: [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
        for name, value in typed.items()
    }


def base_of(name: str) -> str:
    """The name of a field without what says whose it is."""
    found = COUNTED.fullmatch(name)
    return found.group(3) if found else name


def rows_of(typed: Typed, prefix: str) -> list[Typed]:
    """The rows of a prefix in their order, each with bare names; as many as were posted."""
    rows: dict[int, Typed] = {}
    for name, values in typed.items():
        found = COUNTED.fullmatch(name)
        if found and found.group(1) == prefix and int(found.group(2)) < MOST_ROWS:
            rows.setdefault(int(found.group(2)), {})[found.group(3)] = values
    said = (typed.get(f"{prefix}-TOTAL_FORMS") or [""])[0]
    total = int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 0
    count = max([total, *(place + 1 for place in rows)])
    return [rows.get(place, {}) for place in range(min(count, MOST_ROWS))]


def with_rows(typed: Typed, prefix: str, rows: Iterable[Typed]) -> Typed:
    """The same with exactly these rows of a prefix."""
    listed = list(rows)
    kept = {name: values for name, values in typed.items() if not name.startswith(f"{prefix}-")}
    for place, row in enumerate(listed):
        kept |= {f"{prefix}-{place}-{name}": values for name, values in row.items()}
    return {**kept, f"{prefix}-TOTAL_FORMS": [str(len(listed))]}


def with_keys(typed: Typed, prefix: str, new_key: Callable[[], str]) -> Typed:
    """The same with a key in every row; one that is missing, odd or used twice is made anew."""
    used: set[str] = set()
    rows = rows_of(typed, prefix)
    for row in rows:
        key = key_of(row)
        if not re.fullmatch(r"\d{1,12}", key) or key in used:
            key = new_key()
        used.add(key)
        row["key"] = [key]
    return with_rows(typed, prefix, rows)


def key_of(row: Typed) -> str:
    """The key of a row, empty if it has none yet."""
    return (row.get("key") or [""])[0]


def is_blank(row: Typed) -> bool:
    """Whether nothing was answered in a row."""
    return not any(value.strip() for name in row if name != "key" for value in row[name])


def people(typed: Typed, prefix: str) -> list[tuple[str, str]]:
    """Key and name of everybody who was entered; the name is empty where none was given."""
    return [(key_of(row), name_of(row)) for row in rows_of(typed, prefix) if not is_blank(row)]


def name_of(row: Mapping[str, object]) -> str:
    """First and last name of a row of typed or coded values."""
    parts = []
    for ending in ("first_name", "last_name"):
        value = next((row[name] for name in row if name.endswith(ending)), "")
        text = str(value[0] if isinstance(value, list) and value else value or "").strip()
        parts.append("" if text == "[]" else text)
    return " ".join(part for part in parts if part)


def person_of(typed: Typed, key: str = "") -> dict[str, object]:
    """What stands once in a report, and what was typed about one person of each side.

    `key` chooses the person; without one it is the first of each side.
    """
    found: dict[str, object] = {
        name: values[-1] for name, values in typed.items() if values and base_of(name) == name
    }
    for prefix in ("affected", "accused"):
        rows = [row for row in rows_of(typed, prefix) if not is_blank(row)]
        chosen = [row for row in rows if not key or key_of(row) == key]
        row = chosen[0] if chosen else {}
        found |= {name: values[-1] for name, values in row.items() if values and name != "key"}
    return found


def without_the_gone(typed: Typed) -> Typed:
    """The same without what other steps say about people who have been taken out."""
    gone = set()
    for rows, prefixes in ABOUT.items():
        here = {key_of(row) for row in rows_of(typed, rows)}
        for name in typed:
            found = COUNTED.fullmatch(name)
            if found and found.group(1) in prefixes and found.group(2) not in here:
                gone.add(name)
    return {name: values for name, values in typed.items() if name not in gone}


def same_answers(one: Typed, other: Typed) -> bool:
    """Whether two versions of a step say the same, whatever the keys of their rows."""
    return _answers(one) == _answers(other)


def _answers(typed: Typed) -> Typed:
    return {
        name: values for name, values in typed.items() if base_of(name) != "key" and any(values)
    }
