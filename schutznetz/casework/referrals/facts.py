"""What has happened to a report; ids and codes only, and no id of the report itself."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PartSent:
    """A station has sent one part of a report. `codes` are what may be counted of it."""

    unit_id: uuid.UUID
    to_unit_id: uuid.UUID
    part: str
    codes: Mapping[str, object]


@dataclass(frozen=True)
class ConsentAnswered:
    """Somebody was asked whether the centre may have her data: written, verbal, refused, not_able.

    The only trace that a refusal leaves.
    """

    unit_id: uuid.UUID
    answer: str
