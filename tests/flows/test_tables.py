"""T47: no cell of any table that leaves the house is taken for a formula."""

import csv
import io
import uuid
from typing import Any

import pytest
from django.test import Client

from schutznetz.casework.cases.actions import open_case
from schutznetz.ground.base.csv_cells import STARTS, STARTS_WIDE
from tests.cast import Cast, send
from tests.flows.test_matrix import INNER, INSIDE, TOMORROW, address, objects
from tests.signing_in import sign_in

__all__ = ["objects"]

FORMULAS = ("=1+1", "+1", "-Ünal", "@SUM(A1)", "＝1", ' \u00a0=HYPERLINK("x")')


def tables(client: Client, login: str, known: dict[str, uuid.UUID]) -> dict[str, str]:
    """Every table that somebody is given, by its door."""
    found: dict[str, Any] = {}
    for name, door in INNER.items():
        if login not in INSIDE[door.who]:
            continue
        for method in set(door.methods) & {"GET", "POST"}:
            answer = client.generic(method, address(name, known), secure=True)
            if answer.headers.get("Content-Type", "").startswith("text/csv"):
                found[name] = answer.content.decode("utf-8-sig")
    return found


@pytest.mark.parametrize("formula", FORMULAS)
def test_t47_a_cell_that_begins_like_a_formula_is_text(
    cast: Cast, objects: dict[str, uuid.UUID], formula: str
) -> None:
    sent = send(cast["aydin"], file_number=formula, officer=formula, consent_language=formula)
    case = open_case(by=cast["kessler"], transmission=sent, next_on=TOMORROW)
    known = {**objects, "transmission_id": sent.pk, "case_id": case.pk}
    for login in ("aydin", "kessler"):
        found = tables(sign_in(Client(), login), login, known)
        assert "exchange:ledger_table" in found
        for name, text in found.items():
            cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
            bare = [cell.lstrip(" \u00a0") for cell in cells]
            assert not [cell for cell in bare if cell.startswith(STARTS + STARTS_WIDE)], name
        if login == "aydin":
            assert formula.strip(" \u00a0") in found["exchange:ledger_table"].replace('""', '"')
