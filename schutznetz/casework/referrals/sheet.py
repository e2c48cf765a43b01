"""How to reach her safely, taken out of what a second person of the station decides about. Pure."""

from collections.abc import Mapping
from typing import Any

from schutznetz.casework.referrals.parts import SHEET


def without_sheet(body: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The body without the fields of the separate sheet, and these fields."""
    fields: Mapping[str, Any] = body["fields"]
    sheet = {name: value for name, value in fields.items() if name in SHEET}
    rest = {name: value for name, value in fields.items() if name not in SHEET}
    return {**body, "fields": rest}, sheet
