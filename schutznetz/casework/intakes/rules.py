"""What must be known about something that came another way. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

SCHEMA: Final = 3
#: The person herself, or somebody for her; nobody else sent it.
SELF_WAYS: Final = ("self", "for_her")
#: Older than this is a slip of the pen.
OLDEST: Final = timedelta(days=366)


@dataclass(frozen=True)
class Problem:
    """A mistake and the field it belongs to; the form finds the words for the code."""

    field: str
    code: str


def problems(said: Mapping[str, object], *, moment: datetime) -> list[Problem]:
    """What is missing or contradicts itself. `said` holds cleaned values, empty for unanswered."""
    found = moment_problems(said.get("received_at"), moment=moment)
    if said.get("way") not in SELF_WAYS and not said.get("station") and not said.get("source"):
        found.append(Problem("source", "source_missing"))
    named = bool(said.get("first_name") or said.get("last_name"))
    if said.get("anonymous") and named:
        found.append(Problem("anonymous", "anonymous_named"))
    if not said.get("anonymous") and not named:
        found.append(Problem("last_name", "name_missing"))
    if not said.get("phone") and not said.get("reach_note"):
        found.append(Problem("reach_note", "unreachable"))
    return found


def moment_problems(received: object, *, moment: datetime) -> list[Problem]:
    """It has come already, and not longer ago than a year."""
    if not isinstance(received, datetime):
        return []
    if received > moment:
        return [Problem("received_at", "in_future")]
    return [Problem("received_at", "too_old")] if received < moment - OLDEST else []


def fields_of(said: Mapping[str, object], *, side: str) -> dict[str, object]:
    """The answered fields by the names every part of a report uses; `side` is whom the unit works
    with, "affected" or "accused".
    """
    number = "phone" if side == "affected" else "accused_phone"
    named = {
        "way": said.get("way"),
        "station": said.get("station"),
        "source": said.get("source"),
        "received_at": said.get("received_at"),
        "anonymous": said.get("anonymous"),
        f"{side}_first_name": said.get("first_name"),
        f"{side}_last_name": said.get("last_name"),
        number: said.get("phone"),
        "reach_note": said.get("reach_note"),
        "summary": said.get("summary"),
    }
    return {name: value for name, value in named.items() if value not in (None, "", False)}
