"""What a follow-up changes, field by field. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Changed:
    """One field before and after; None where there was or is no answer."""

    name: str
    old: object
    new: object


Fields = Mapping[str, object]


def after(fields: Fields, follow_up: Mapping[str, object]) -> dict[str, object]:
    """The fields as they stand once a follow-up has been added; what is void is gone."""
    given, void = follow_up.get("fields"), follow_up.get("void")
    changed = {**fields, **(given if isinstance(given, dict) else {})}
    gone = void if isinstance(void, list) else []
    return {name: value for name, value in changed.items() if name not in gone}


def changes(before: Fields, follow_up: Mapping[str, object]) -> list[Changed]:
    """What a follow-up changes, field by field, in its own order."""
    behind = after(before, follow_up)
    given, void = follow_up.get("fields"), follow_up.get("void")
    named: Iterable[str] = [
        *(given if isinstance(given, dict) else {}),
        *(void if isinstance(void, list) else []),
    ]
    return [Changed(name, before.get(name), behind.get(name)) for name in dict.fromkeys(named)]
