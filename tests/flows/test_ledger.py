"""Promise 4: every disclosure answers who, to whom, what, why, on which basis."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.vault.models import KeyWrap
from tests.cast import TYPED, Cast, send
from tests.signing_in import sign_in


@pytest.fixture
def station(cast: Cast) -> Client:
    """Jonas Petzold, who leads the station that has sent something."""
    send(cast["aydin"])
    return sign_in(Client(), "petzold")


def page(client: Client, name: str = "exchange:ledger", **query: str) -> Any:
    return client.get(reverse(name), query, secure=True)


def test_the_ledger_says_it_in_sentences(station: Client) -> None:
    text = page(station).text
    for words in (
        "Selin Aydın",
        "Interventionsstelle Lindenhof",
        "Einwilligung der betroffenen Person",
        "mündlich, notiert, 20.11.2026 23:55",
        "Sichere Telefonnummer",
        "noch ungelesen",
        TYPED["file_number"],
    ):
        assert words in text
    for secret in (TYPED["affected_name"], TYPED["phone"], TYPED["accused_name"]):
        assert secret not in text


@pytest.mark.parametrize("login", ["wrona", "rahimi", "kessler", "okafor"])
def test_nobody_reads_another_units_ledger(station: Client, login: str) -> None:
    assert TYPED["file_number"] not in page(sign_in(Client(), login)).text


def test_the_coordinator_has_no_ledger(station: Client) -> None:
    assert page(sign_in(Client(), "lindqvist")).status_code == 404


def test_a_span_of_days_narrows_it(station: Client) -> None:
    day = Transmission.objects.get().sent_at.date().isoformat()
    assert TYPED["file_number"] in page(station, begins=day, ends=day).text
    assert TYPED["file_number"] not in page(station, ends="2020-01-01").text


def test_a_span_that_ends_before_it_begins_is_named(station: Client) -> None:
    answer = page(station, begins="2026-02-01", ends="2026-01-01")
    assert answer.status_code == 422
    assert "Das Ende liegt vor dem Anfang." in answer.text


def test_the_table_holds_the_same_and_no_formula(cast: Cast) -> None:
    send(cast["aydin"], file_number="=cmd|' /C calc'!A0")
    answer = page(sign_in(Client(), "petzold"), "exchange:ledger_table")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[1][2] == "'=cmd|' /C calc'!A0"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_reading_the_ledger_is_recorded(station: Client) -> None:
    before = Entry.objects.filter(verb="open_files", purpose="account").count()
    page(station)
    assert Entry.objects.filter(verb="open_files", purpose="account").count() == before + 1


def test_a_damaged_entry_stays_on_the_list(station: Client) -> None:
    sent = Transmission.objects.get()
    KeyWrap.objects.filter(file_id=sent.stub_file_id).delete()
    text = page(station).text
    assert sent.code in text
    assert "lässt sich nicht öffnen" in text
