"""The invented network of the rehearsal: one region, seven units, twenty people.

Nobody here exists and no such place does. Their passwords and second factors are public on
purpose, which is why they can be seeded only into a database that carries the demo marker.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class InventedUnit:
    """A unit of the invented region and when somebody is there."""

    key: str
    agency: str
    name: str
    kind: str
    phone: str
    begins: time
    ends: time
    weekdays: range
    holiday_state: str = ""


@dataclass(frozen=True)
class InventedPerson:
    """A person of the invented region."""

    login: str
    name: str
    unit: str
    role: str
    function: str
    what: str
    birth_year: int


PASSWORD = "Probe-Wanderweg-27"  # noqa: S105 - public on purpose, see above

ROUND_THE_CLOCK = (time(0, 0), time(23, 59), range(7))
OFFICE_HOURS = (time(8, 0), time(16, 0), range(5))

UNITS = (
    InventedUnit(
        "nord", "Polizeidirektion Auenstadt", "Revier Auenstadt-Nord", "station",
        "0000 110-210", *ROUND_THE_CLOCK,
    ),
    InventedUnit(
        "hafen", "Polizeidirektion Auenstadt", "Revier Auenstadt-Hafen", "station",
        "0000 110-220", *ROUND_THE_CLOCK,
    ),
    InventedUnit(
        "opferschutz", "Polizeidirektion Auenstadt", "Opferschutz Auenstadt",
        "victim_protection", "0000 110-300", *OFFICE_HOURS, "SN",
    ),
    InventedUnit(
        "lindenhof", "Lindenhof e. V.", "Interventionsstelle Lindenhof", "centre",
        "0000 220-100", *OFFICE_HOURS, "SN",
    ),
    InventedUnit(
        "stadt", "Stadt Auenstadt", "Städtische Interventionsstelle", "centre",
        "0000 330-100", *OFFICE_HOURS, "SN",
    ),
    InventedUnit(
        "jugend", "Stadt Auenstadt", "Jugendamt Auenstadt, Bereitschaft", "youth_office",
        "0000 330-200", *OFFICE_HOURS, "SN",
    ),
    InventedUnit(
        "wendepunkt", "Wendepunkt GbR", "Täterberatung Wendepunkt", "programme",
        "0000 440-100", *OFFICE_HOURS, "SN",
    ),
)  # fmt: skip

#: The first person of each unit makes its key; a coordinator gets none.
PEOPLE = (
    InventedPerson(
        "aydin", "Selin Aydın", "nord", "member", "Streifendienst",
        "schreibt nachts eine Meldung", 1994,
    ),
    InventedPerson(
        "petzold", "Jonas Petzold", "nord", "lead", "Dienstgruppenleitung",
        "sieht, was das Revier gesendet hat", 1979,
    ),
    InventedPerson(
        "wrona", "Tomasz Wrona", "hafen", "lead", "Streifendienst",
        "meldet an die städtische Stelle", 1985,
    ),
    InventedPerson(
        "okafor", "Miriam Okafor", "opferschutz", "lead", "Opferschutzbeauftragte",
        "bekommt hier noch keine Mitteilung", 1981,
    ),
    InventedPerson(
        "kessler", "Hanna Keßler", "lindenhof", "member", "Beraterin",
        "liest und bestätigt Meldungen aus Nord", 1988,
    ),
    InventedPerson(
        "tran", "Ngọc Trần", "lindenhof", "lead", "Leitung",
        "erfährt, wenn etwas ungelesen bleibt", 1976,
    ),
    InventedPerson(
        "lindqvist", "Ebba Lindqvist", "lindenhof", "coordinator", "Netzwerkkoordination",
        "sieht keine Fälle", 1983,
    ),
    InventedPerson(
        "rahimi", "Farid Rahimi", "stadt", "lead", "Berater",
        "liest Meldungen aus Hafen, nie die aus Nord", 1990,
    ),
    InventedPerson(
        "novakova", "Katarína Nováková", "jugend", "lead", "Fachkraft Kinderschutz",
        "liest nur, was die Kinder betrifft", 1972,
    ),
    InventedPerson(
        "diallo", "Ibrahim Diallo", "wendepunkt", "lead", "Täterberater",
        "liest nur, was ein Beschuldigter selbst erlaubt hat", 1987,
    ),
    InventedPerson(
        "wanjiru", "Malaika Wanjirũ", "nord", "deputy", "Stellvertretung",
        "erfährt, wenn es um jemanden aus dem Revier geht", 1984,
    ),
    InventedPerson(
        "kaplan", "Emre Kaplan", "hafen", "deputy", "Streifendienst",
        "vertritt die Leitung in Hafen", 1989,
    ),
    InventedPerson(
        "zielinska", "Zofia Zielińska", "opferschutz", "deputy", "Opferschutz",
        "vertritt die Opferschutzbeauftragte", 1992,
    ),
    InventedPerson(
        "kowalczyk", "Marta Kowalczyk", "lindenhof", "deputy", "stellvertretende Leitung",
        "liest Sperrakten zusammen mit der Leitung", 1980,
    ),
    InventedPerson(
        "nwosu", "Adaeze Nwosu", "lindenhof", "member", "Beraterin",
        "teilt sich die Akten mit Hanna Keßler", 1995,
    ),
    InventedPerson(
        "luedtke", "Henning Lüdtke", "lindenhof", "privacy", "Datenschutz",
        "sieht keine Fälle, erfährt von Sperrakten", 1969,
    ),
    InventedPerson(
        "hrytsenko", "Olena Hrytsenko", "stadt", "deputy", "Beraterin",
        "vertritt die Leitung der städtischen Stelle", 1986,
    ),
    InventedPerson(
        "osei", "Samuel Osei", "jugend", "deputy", "Fachkraft Kinderschutz",
        "vertritt die Leitung im Jugendamt", 1991,
    ),
    InventedPerson(
        "haddad", "Leyla Haddad", "wendepunkt", "deputy", "Täterberaterin",
        "vertritt die Leitung der Täterberatung", 1982,
    ),
    InventedPerson(
        "sjoeberg", "Åsa Sjöberg", "nord", "privacy", "Datenschutz",
        "sieht keine Fälle, erfährt von Interessenkonflikten", 1977,
    ),
)  # fmt: skip


def second_factor_of(login: str) -> str:
    """The public one-time-code seed of an invented person, the same on every machine."""
    raw = hashlib.sha256(f"schutznetz rehearsal {login}".encode()).digest()[:20]
    return base64.b32encode(raw).decode()
