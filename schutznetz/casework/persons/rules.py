"""By which signs somebody is recognised, and what it means where a sign agrees. Pure.

Signs are compound or near-unique only (security.md 3.11): a single name would lay open by its
rank how often it occurs. None of them decides anything: a person does.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from schutznetz.ground.base.names import core_of, joined, sound_of

Value = tuple[str, ...]
#: So many words of a double name count; more are no name but a sentence.
WORDS: Final = 4
#: Shorter numbers are extensions or mistakes.
SHORTEST_NUMBER: Final = 6


class Role(StrEnum):
    """What somebody is in one report: protected, or said to have used violence."""

    AFFECTED = "affected"
    ACCUSED = "accused"


class Sign(StrEnum):
    """What agrees, strongest first."""

    SAME = "same"
    SWAPPED = "swapped"
    CHANGED_NAME = "changed_name"
    SOUNDS_BIRTH = "sounds_birth"
    SOUNDS_YEAR = "sounds_year"
    PHONE = "phone"


@dataclass(frozen=True)
class Person:
    """Somebody as one report names her or him; any part may be missing."""

    role: Role
    first_name: str = ""
    last_name: str = ""
    birth: date | None = None
    phones: tuple[str, ...] = ()

    def is_named(self) -> bool:
        """Whether there is anything to recognise her or him by."""
        return bool((self.first_name and self.last_name) or self.phones)


def values_of(person: Person) -> set[Value]:
    """Everything a person is recognised by; the first part of each names the sign."""
    values = {(Sign.PHONE.value, each) for each in map(normal_number, person.phones) if each}
    birth = person.birth
    if birth is None:
        return {tuple(each) for each in values}
    lasts, firsts = _words(person.last_name), _words(person.first_name)
    day = birth.isoformat()
    found: set[Value] = {tuple(each) for each in values}
    for first in firsts:
        found.add((Sign.CHANGED_NAME, first, day))
        for last in lasts:
            found |= _whole_name(first, last, birth)
    found |= {(Sign.SOUNDS_BIRTH, sound_of(last), day) for last in lasts}
    return found


def _whole_name(first: str, last: str, birth: date) -> set[Value]:
    sounds = (sound_of(last), sound_of(first))
    found: set[Value] = {
        (Sign.SAME, last, first, birth.isoformat()),
        (Sign.SOUNDS_YEAR, *sounds, str(birth.year)),
    }
    if birth.day <= 12 and birth.day != birth.month:
        low, high = sorted((birth.day, birth.month))
        found.add((Sign.SWAPPED, *sounds, f"{birth.year}-{low}-{high}"))
    return found


def _words(name: str) -> set[str]:
    """A double name is known by each of its words and by all of them as one."""
    words = core_of(name)[:WORDS]
    return {each for each in (*words, joined(name)) if each}


def normal_number(written: str) -> str:
    """A telephone number as its digits, with the country's; empty if it cannot be one.

    "0341 12 34", "+49 (0)341 1234" and "0049 341/1234" are one number.
    """
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if len(digits) < SHORTEST_NUMBER:
        return ""
    if written.strip().startswith("+"):
        return digits
    if digits.startswith("00"):
        return digits[2:]
    return f"49{digits[1:]}" if digits.startswith("0") else digits


@dataclass(frozen=True)
class Hit:
    """Signs of one looked-for person that agree with one in an earlier file."""

    wanted: Role
    found: Role
    signs: frozenset[Sign]

    def is_crossed(self) -> bool:
        """Whether she or he stands on the other side there: then it is the other party's file.

        A shared number alone does not say so; couples share contracts.
        """
        return self.wanted != self.found and self.signs != {Sign.PHONE}


def said_signs(signs: Iterable[Sign]) -> list[Sign]:
    """The signs worth saying: what a stronger one says as well is left out."""
    known = set(signs)
    if Sign.SAME in known:
        known &= {Sign.SAME, Sign.PHONE}
    if known & {Sign.SWAPPED, Sign.SOUNDS_BIRTH}:
        known.discard(Sign.SOUNDS_YEAR)
    return [sign for sign in Sign if sign in known]


def people_in(fields: Mapping[str, object]) -> list[Person]:
    """The people a report's part names, in its flat fields: affected, accused, or the accused alone."""
    return [each for each in everybody_in(fields) if each.is_named()]


def everybody_in(fields: Mapping[str, object]) -> list[Person]:
    """The same, and also whoever is named too little to be recognised in a file."""
    found = [_affected(fields), _accused_alone(fields)]
    rows = fields.get("accused")
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict):
            found.append(_person(Role.ACCUSED, row, ""))
    return found


def _affected(fields: Mapping[str, object]) -> Person:
    return _person(Role.AFFECTED, fields, "affected_", phone=str(fields.get("phone") or ""))


def _accused_alone(fields: Mapping[str, object]) -> Person:
    number = str(fields.get("accused_phone") or "")
    return _person(Role.ACCUSED, fields, "accused_", phone=number)


def _person(role: Role, fields: Mapping[str, object], prefix: str, phone: str = "") -> Person:
    return Person(
        role,
        str(fields.get(f"{prefix}first_name") or "").strip(),
        str(fields.get(f"{prefix}last_name") or "").strip(),
        _day(fields.get(f"{prefix}birth")),
        (phone,) if phone else (),
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
