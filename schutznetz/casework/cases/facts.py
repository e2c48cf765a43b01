"""What has happened to a case file; ids and codes only, and no id of the file itself."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class CaseOpened:
    """A unit has made a file of something that came in."""

    unit_id: uuid.UUID


@dataclass(frozen=True)
class FirstContactMade:
    """For the first time in this file somebody spoke with her.

    `in_time` says whether that was within the agreed time: yes, no or unknown.
    """

    unit_id: uuid.UUID
    in_time: str


@dataclass(frozen=True)
class CaseClosed:
    """A unit has ended its work on a file, with a coded outcome."""

    unit_id: uuid.UUID
    outcome: str


@dataclass(frozen=True)
class CaseReopened:
    """A closed file is worked on again."""

    unit_id: uuid.UUID
