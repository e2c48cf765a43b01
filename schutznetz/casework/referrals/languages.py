"""The languages of the consent sheet and the neutral card: one file each, found by being there.

A file that lacks a text is shown as incomplete and not printed: half a sheet in half a language is
no consent.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from schutznetz.ground.base.papers import Reading

FOLDER: Final = Path(__file__).parent / "papers" / "consent"
#: Every other language has to say what the German file says.
MODEL: Final = "de"


@dataclass(frozen=True)
class Language:
    """One language: its own name, its texts, and which of them are still missing."""

    code: str
    texts: Mapping[str, Any]
    missing: tuple[str, ...]

    @property
    def name(self) -> str:
        """What its speakers call it."""
        return str(self.texts.get("name", self.code))

    @property
    def reading(self) -> Reading:
        """How a paper in this language is set."""
        return Reading(
            language=self.code,
            right_to_left=self.texts["direction"] == "rtl",
            page=self.texts["letter"]["page"],
            of=self.texts["letter"]["of"],
            missing=self.texts["letter"]["missing"],
        )


@cache
def languages(folder: Path = FOLDER) -> tuple[Language, ...]:
    """Every language there is a file for, German first, also the incomplete ones."""
    files = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml")}
    wanted = set(keys_of(files[MODEL]))
    found = [
        Language(code, texts, tuple(sorted(wanted - set(keys_of(texts)))))
        for code, texts in files.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.code != MODEL, each.code)))


def complete() -> dict[str, Language]:
    """The languages that can be printed, by code."""
    return {each.code: each for each in languages() if not each.missing}


def keys_of(texts: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Every key that has a text, as "sheet.title"; an empty text counts only where one may be."""
    for key, value in texts.items():
        if isinstance(value, Mapping):
            yield from keys_of(value, f"{above}{key}.")
        elif value or f"{above}{key}" == "card.clock":
            yield f"{above}{key}"
