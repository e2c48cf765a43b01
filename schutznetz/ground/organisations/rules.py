"""Who among the staff somebody in a report could be. Pure.

The network knows the names and birth years of its own people and nobody else's. A person whom it
takes for staff by mistake costs a file for a few named members; one whom it misses may read about
the woman he has beaten (security.md 3.10, T13). So unknown never counts as "no".
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from schutznetz.ground.base.names import core_of, joined, sound_of, words_of


@dataclass(frozen=True)
class Mentioned:
    """Somebody in a report: what is known of the name, and the year of birth if it is known."""

    first_name: str = ""
    last_name: str = ""
    birth_year: int | None = None


@dataclass(frozen=True)
class OnStaff[Id]:
    """Somebody with an account; `name` is written as it is spoken, in any order."""

    id: Id
    name: str
    birth_year: int | None = None


#: So many years may lie between two known years of birth: one of them was worked out from an age.
YEARS_APART = 1


def could_be(mentioned: Mentioned, name: str, birth_year: int | None = None) -> bool:
    """Whether the person mentioned could be the one called `name`.

    Surname and first name must each be found in `name`, in either order, a double name by one of
    its halves, a first name also by its initial. A surname alone counts with the same letters only:
    by sound it is half a town. A first name alone needs the same year of birth. Two known years
    that lie further apart than `YEARS_APART` are two people, unless both names are the same: he
    may have given a false year himself.
    """
    surname, first = _parts(mentioned.last_name), _parts(mentioned.first_name)
    known = (mentioned.birth_year, birth_year)
    if not surname:
        if None in known or known[0] != known[1]:
            return False
        surname, first = first, set()
    spoken = words_of(name)
    if _fit(surname, first, spoken, spoken):
        return bool(first) or not _far_apart(*known)
    if _far_apart(*known):
        return False
    heard = tuple(sound_of(word) for word in spoken)
    return bool(first) and _fit(_sounds(surname), _sounds(first), heard, spoken)


def _far_apart(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and abs(one - other) > YEARS_APART


def found_among[Id](mentioned: Iterable[Mentioned], staff: Iterable[OnStaff[Id]]) -> frozenset[Id]:
    """The ids of everybody on staff whom somebody mentioned could be."""
    people = list(mentioned)
    return frozenset(
        each.id
        for each in staff
        if any(could_be(person, each.name, each.birth_year) for person in people)
    )


@dataclass(frozen=True)
class Colleague[Id]:
    """Somebody who may hold a key of the unit; a head is its lead or deputy lead."""

    id: Id
    is_head: bool


#: A file for a few is never for one alone, so that its loss is not the loss of the file.
AT_LEAST = 2


def whom_to_name[Id](
    people: Collection[Colleague[Id]], *, without: Collection[Id] = ()
) -> frozenset[Id]:
    """Who may read what must not be read by `without`: lead and deputy, if both are there.

    Otherwise everybody else. Empty only if nobody is left: then it must not go there at all.
    """
    others = [each for each in people if each.id not in without]
    heads = frozenset(each.id for each in others if each.is_head)
    return heads if len(heads) >= AT_LEAST else frozenset(each.id for each in others)


def is_enough[Id](named: Collection[Id], people: Collection[Id]) -> bool:
    """Whether so many may be named: two at least, in a unit of one person that one."""
    known = set(named) & set(people)
    return len(known) >= min(AT_LEAST, len(set(people))) and known == set(named) and bool(known)


def _parts(name: str) -> set[str]:
    return set(core_of(name)) | ({joined(name)} if joined(name) else set())


def _sounds(words: set[str]) -> set[str]:
    """Sounds in place of words; an initial has none and stays."""
    return {word if len(word) == 1 else sound_of(word) for word in words}


def _fit(
    surname: set[str], first: set[str], name: tuple[str, ...], spoken: tuple[str, ...]
) -> bool:
    """Whether a surname and, where one is known, a first name stand at different places."""
    surnames = [at for at, text in _stretches(name) if text in surname]
    firsts = [at for at, text in _stretches(name) if text in first]
    firsts += [frozenset({at}) for at, word in enumerate(spoken) if word[0] in first]
    return any(not first or any(not at & other for other in firsts) for at in surnames)


def _stretches(words: tuple[str, ...]) -> list[tuple[frozenset[int], str]]:
    """Every run of words written as one, with the places it covers: Al Masri is also Almasri."""
    return [
        (frozenset(range(begin, end)), "".join(words[begin:end]))
        for begin in range(len(words))
        for end in range(begin + 1, len(words) + 1)
    ]
