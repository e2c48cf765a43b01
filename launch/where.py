"""From a word on the screen to the room it lives in.

`make where WORT=Wiedervorlage` calls `python -m launch.where Wiedervorlage`;
`python -m launch.where --map` brings the table in HOUSE.md up to date.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "schutznetz"
GLOSSARY = ROOT / "docs" / "glossary.toml"
HOUSE = ROOT / "HOUSE.md"
BEGINS, ENDS = "<!-- words: written by python -m launch.where --map -->", "<!-- end of words -->"
SHOWN = 12

#: The order in which a newcomer reads a room.
FURNITURE = {
    "README.md": "what it is, its states, who may do what",
    "rules.py": "what is decided",
    "access.py": "who may",
    "actions.py": "what happens",
    "templates": "how it looks",
}


@dataclass(frozen=True)
class Word:
    """One entry of the glossary."""

    english: str
    german: str
    room: str
    means: str
    bedeutet: str
    also: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    planned: bool = False

    @property
    def spoken(self) -> tuple[str, ...]:
        """Everything this word is called."""
        return (self.english, self.german, *self.also, *self.models)


@dataclass(frozen=True)
class Glossary:
    """The dictionary of the house."""

    words: tuple[Word, ...]
    internal: frozenset[str] = field(default_factory=frozenset)


def read_glossary(path: Path = GLOSSARY) -> Glossary:
    """Read docs/glossary.toml; raises KeyError where an entry misses something."""
    with path.open("rb") as file:
        content = tomllib.load(file)
    internal = frozenset(content.pop("internal", {}).get("models", []))
    words = []
    for room, entries in content.items():
        planned = bool(entries.pop("planned", False))
        for english, entry in entries.items():
            words.append(
                Word(
                    english=english,
                    german=entry["german"],
                    room=room,
                    means=entry["means"],
                    bedeutet=entry["bedeutet"],
                    also=tuple(entry.get("also", ())),
                    models=tuple(entry.get("models", ())),
                    planned=planned,
                )
            )
    return Glossary(tuple(words), internal)


def matching(wanted: str, words: Sequence[Word]) -> list[Word]:
    """Exact hits if there are any, else words that contain what is wanted or are contained in it."""
    small = wanted.strip().casefold()
    exact = [word for word in words if small in (each.casefold() for each in word.spoken)]
    if exact or len(small) < 3:
        return exact
    return [
        word
        for word in words
        if any(small in each.casefold() or each.casefold() in small for each in word.spoken)
    ]


def on_screen(wanted: str) -> Iterator[str]:
    """ "path:line  text" for every place in the source where the screen says it."""
    pattern = re.compile(re.escape(wanted.strip()), re.IGNORECASE)
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in (".html", ".py", ".txt") or {"tests", "migrations"} & set(path.parts):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                yield f"{path.relative_to(ROOT)}:{number}  {line.strip()[:90]}"


def answer(wanted: str) -> str:
    """What a newcomer gets to read."""
    parts = [_about(word) for word in matching(wanted, read_glossary().words)]
    places = list(on_screen(wanted))
    if places:
        more = f"\n  … and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        parts.append("In the source:\n  " + "\n  ".join(places[:SHOWN]) + more)
    if not parts:
        parts.append(f"Nobody here says {wanted!r}. Try another form of it, or look into HOUSE.md.")
    return "\n\n".join(parts)


def _about(word: Word) -> str:
    lines = [f"{word.german} ({word.english}): {word.means}", f"  {word.bedeutet}"]
    folder = PACKAGE / word.room
    if word.planned:
        lines.append(f"  room: {word.room}, not built yet")
        return "\n".join(lines)
    lines.append(f"  room: {folder.relative_to(ROOT)}/")
    for name, says in FURNITURE.items():
        if (folder / name).exists() or (folder / name.removesuffix(".py")).is_dir():
            lines.append(f"    {name:<11} {says}")
    return "\n".join(lines)


def map_text() -> str:
    """The table for HOUSE.md: one row a room, in the order of the glossary."""
    by_room: dict[str, list[Word]] = {}
    for word in read_glossary().words:
        by_room.setdefault(word.room, []).append(word)
    built = [_row(room, words) for room, words in by_room.items() if not words[0].planned]
    later = [_row(room, words) for room, words in by_room.items() if words[0].planned]
    head = ["| Word on the screen | Room |", "|---|---|"]
    return "\n".join([*head, *built, "", "Not built yet:", "", *head, *later])


def _row(room: str, words: Sequence[Word]) -> str:
    names = ", ".join(name for word in words for name in (word.german, *word.also))
    return f"| {names} | `{room}` |"


def with_map(text: str) -> str:
    """The text of HOUSE.md with a fresh table; raises ValueError if its place is not marked."""
    before, begins, rest = text.partition(BEGINS)
    _, ends, after = rest.partition(ENDS)
    if not begins or not ends:
        raise ValueError(f"HOUSE.md needs the lines {BEGINS!r} and {ENDS!r}")
    return f"{before}{BEGINS}\n{map_text()}\n{ENDS}{after}"


def main(arguments: Sequence[str]) -> int:
    """Answer one question from the command line."""
    wanted = " ".join(arguments).strip()
    if wanted == "--map":
        HOUSE.write_text(with_map(HOUSE.read_text(encoding="utf-8")), encoding="utf-8")
        print("HOUSE.md is up to date.")
        return 0
    if not wanted:
        print("Which word? For example: make where WORT=Wiedervorlage")
        return 2
    print(answer(wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
