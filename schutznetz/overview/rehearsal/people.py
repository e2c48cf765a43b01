"""The invented network of the rehearsal: one region, seven units, ten people.

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
        "schreibt nachts eine Meldung",
    ),
    InventedPerson(
        "petzold", "Jonas Petzold", "nord", "lead", "Dienstgruppenleitung",
        "sieht, was das Revier gesendet hat",
    ),
    InventedPerson(
        "wrona", "Tomasz Wrona", "hafen", "lead", "Streifendienst",
        "meldet an die städtische Stelle",
    ),
    InventedPerson(
        "okafor", "Miriam Okafor", "opferschutz", "lead", "Opferschutzbeauftragte",
        "bekommt hier noch keine Mitteilung",
    ),
    InventedPerson(
        "kessler", "Hanna Keßler", "lindenhof", "member", "Beraterin",
        "liest und bestätigt Meldungen aus Nord",
    ),
    InventedPerson(
        "tran", "Ngọc Trần", "lindenhof", "lead", "Leitung",
        "erfährt, wenn etwas ungelesen bleibt",
    ),
    InventedPerson(
        "lindqvist", "Ebba Lindqvist", "lindenhof", "coordinator", "Netzwerkkoordination",
        "sieht keine Fälle",
    ),
    InventedPerson(
        "rahimi", "Farid Rahimi", "stadt", "lead", "Berater",
        "liest Meldungen aus Hafen, nie die aus Nord",
    ),
    InventedPerson(
        "novakova", "Katarína Nováková", "jugend", "lead", "Fachkraft Kinderschutz",
        "liest nur, was die Kinder betrifft",
    ),
    InventedPerson(
        "diallo", "Ibrahim Diallo", "wendepunkt", "lead", "Täterberater",
        "liest nur, was ein Beschuldigter selbst erlaubt hat",
    ),
)  # fmt: skip

#: Station, part of the report, receiving unit.
ROUTES = (
    ("nord", "centre", "lindenhof"),
    ("hafen", "centre", "stadt"),
    ("nord", "children", "jugend"),
    ("hafen", "children", "jugend"),
    ("nord", "accused", "wendepunkt"),
    ("hafen", "accused", "wendepunkt"),
)


def second_factor_of(login: str) -> str:
    """The public one-time-code seed of an invented person, the same on every machine."""
    raw = hashlib.sha256(f"schutznetz rehearsal {login}".encode()).digest()[:20]
    return base64.b32encode(raw).decode()
