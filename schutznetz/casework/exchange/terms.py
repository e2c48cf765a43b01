"""Legal bases as data of the network, and the check of the file they come from. Pure.

A basis names who may get what for which purpose; nothing but its fields leaves on it. None of it is
law by itself: `confirmed` says whether a lawyer has confirmed it, and the screen shows when nobody has.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

#: What a basis can rest on: somebody's consent, the sender's decision, or need alone.
RESTS_ON: Final = ("affected_consent", "accused_consent", "decision", "need")
NEEDED: Final = (
    "code",
    "kind",
    "names",
    "purpose",
    "purpose_names",
    "fields",
    "confirmed",
    "rests_on",
)
OPTIONAL: Final = ("weighing", "four_eyes", "days")
LANGUAGES: Final = ("de", "en")
#: A basis that has no end would be one nobody looks at again after ten years.
MOST_DAYS: Final = 3660


@dataclass(frozen=True)
class Terms:
    """One basis: its words, its fields, and what it asks for before anything leaves.

    `weighing` demands written reasons, `four_eyes` a second member of the sending unit; `days`
    ends the disclosure.
    """

    code: str
    kind: str
    names: Mapping[str, str]
    purpose: str
    purpose_names: Mapping[str, str]
    fields: tuple[str, ...]
    confirmed: bool
    rests_on: str
    weighing: bool = False
    four_eyes: bool = False
    days: int | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it asks for nothing more than what it rests on; only such a part is pre-ticked."""
        return not (self.weighing or self.four_eyes)


def read_bases(
    data: object, *, kinds: Mapping[str, Collection[str]]
) -> tuple[list[Terms], list[str]]:
    """The bases of a network file, and every mistake with its place in the file.

    `kinds` names the kinds of transmission and the fields each can have at all.
    """
    if not isinstance(data, list):
        return [], ["bases: a list is needed"]
    mistakes = [words for place, row in enumerate(data) for words in _mistakes(place, row, kinds)]
    codes = [row.get("code") for row in data if isinstance(row, dict)]
    mistakes += [
        f"bases[{place}].code: {code} stands twice"
        for place, code in enumerate(codes)
        if code in codes[:place]
    ]
    return ([] if mistakes else [_terms(row) for row in data]), mistakes


def _mistakes(place: int, row: object, kinds: Mapping[str, Collection[str]]) -> Iterator[str]:
    here = f"bases[{place}]"
    if not isinstance(row, dict):
        yield f"{here}: names and values are needed"
        return
    yield from (f"{here}.{name}: is missing" for name in NEEDED if name not in row)
    yield from (
        f"{here}.{name}: nobody knows this name" for name in row if name not in NEEDED + OPTIONAL
    )
    for name in ("code", "kind", "purpose"):
        if name in row and not _is_code(row[name]):
            yield f"{here}.{name}: small letters and _ are needed, at most 40"
    for name in ("names", "purpose_names"):
        yield from _word_mistakes(f"{here}.{name}", row.get(name))
    for name in ("confirmed", "weighing", "four_eyes"):
        if not isinstance(row.get(name, False), bool):
            yield f"{here}.{name}: yes or no is needed"
    yield from _content_mistakes(here, row, kinds)


def _content_mistakes(
    here: str, row: Mapping[str, object], kinds: Mapping[str, Collection[str]]
) -> Iterator[str]:
    kind, fields = row.get("kind"), row.get("fields")
    if kind not in kinds:
        yield f"{here}.kind: no kind of transmission is called {kind}"
    if not isinstance(fields, list) or not fields:
        yield f"{here}.fields: at least one field is needed"
    elif kind in kinds:
        known = kinds[str(kind)]
        for place, name in enumerate(fields):
            if name not in known:
                yield f"{here}.fields[{place}]: {name} is no field of {kind}"
    yield from _rest_mistakes(here, row)


def _rest_mistakes(here: str, row: Mapping[str, object]) -> Iterator[str]:
    rests_on = row.get("rests_on")
    if rests_on not in RESTS_ON:
        yield f"{here}.rests_on: one of {', '.join(RESTS_ON)} is needed"
    if rests_on == "need" and not (row.get("weighing") and row.get("four_eyes")):
        yield f"{here}.rests_on: need alone asks for weighing and four eyes"
    days = row.get("days")
    if days is not None and not (type(days) is int and 0 < days <= MOST_DAYS):
        yield f"{here}.days: a number from 1 to {MOST_DAYS} is needed"


def _word_mistakes(here: str, words: object) -> Iterator[str]:
    for language in LANGUAGES:
        said = words.get(language) if isinstance(words, dict) else None
        if not isinstance(said, str) or not said.strip():
            yield f"{here}.{language}: a text is needed"


def _is_code(value: object) -> bool:
    text = value if isinstance(value, str) else ""
    return 0 < len(text) <= 40 and text.isascii() and text.replace("_", "a").islower()


def _terms(row: Mapping[str, object]) -> Terms:
    values = dict(row)
    fields = values["fields"]
    values["fields"] = tuple(fields if isinstance(fields, list) else ())
    return Terms(**values)  # type: ignore[arg-type]  # each value was checked above
