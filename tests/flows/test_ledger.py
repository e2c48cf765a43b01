"""Promise 4: every disclosure answers who, to whom, what, why, on which basis."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schutznetz.casework.exchange import ledger_choice
from schutznetz.casework.exchange.ledger import Later, disclosures
from schutznetz.casework.exchange.ledger_choice import fits
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.sentences import fate, reasons, sentence
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.models import KeyWrap
from tests.cast import TYPED, Cast, send, send_parts
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
    for secret in (TYPED["affected_last_name"], TYPED["phone"], TYPED["accused_last_name"]):
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
    assert rows[1][3] == "'=cmd|' /C calc'!A0"
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


def test_what_a_unit_was_given_stands_in_its_ledger_too(station: Client, cast: Cast) -> None:
    before = Entry.objects.filter(verb="read_transmission").count()
    text = page(sign_in(Client(), "kessler"), direction="received").text
    for words in (
        "Revier Auenstadt-Nord",
        "an Ihre Stelle gegeben",
        "Einwilligung der betroffenen Person",
        "damit die Beratungsstelle sich meldet",
        "Sichere Telefonnummer",
    ):
        assert words in text
    assert TYPED["file_number"] not in text, "the sender's own number is not the recipient's"
    assert Entry.objects.filter(verb="read_transmission").count() == before, "content was opened"
    assert (
        "an Ihre Stelle gegeben" not in page(sign_in(Client(), "kessler"), direction="given").text
    )


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ({"kind": "police_report"}, True),
        ({"kind": "children_report"}, False),
        ({"basis": "consent"}, True),
        ({"basis": "child_protection"}, False),
        ({"state": "unread"}, True),
        ({"state": "over"}, False),
        ({"state": "withdrawn"}, False),
        ({"direction": "given"}, True),
        ({"direction": "received"}, False),
    ],
)
def test_every_choice_narrows_the_ledger(
    station: Client, query: dict[str, str], there: bool
) -> None:
    sent = Transmission.objects.get()
    answer = page(station, **query)
    assert answer.status_code == 200
    assert (sent.code in answer.text) is there
    assert (sent.code in page(station, "exchange:ledger_table", **query).text) is there


def test_the_other_unit_narrows_it(station: Client, cast: Cast) -> None:
    send_parts(cast["aydin"], ("children",), {"children_notice": "yes", "children_note": "nah"})
    youth = Unit.objects.get(name__startswith="Jugendamt")
    text = page(station, partner=str(youth.pk)).text
    assert "Schutz der Kinder" in text
    assert "Einwilligung der betroffenen Person (" not in text
    stranger = Unit.objects.get(name="Städtische Interventionsstelle")
    assert page(station, partner=str(stranger.pk)).status_code == 422


def test_older_lines_stand_on_the_next_page(
    station: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_choice, "SHOWN", 2)
    codes = [Transmission.objects.get().code, send(cast["aydin"]).code, send(cast["aydin"]).code]
    for query in ({}, {"kind": "police_report"}):
        first, second = page(station, **query).text, page(station, **query, page="2").text
        assert [code in first for code in codes] == [False, True, True]
        assert [code in second for code in codes] == [True, False, False]
        assert "Ältere" in first
        assert "Neuere" in second


def test_the_page_says_when_not_everything_was_looked_through(
    station: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_choice, "OPENED", 1)
    assert "wurden durchgesehen" not in page(station, kind="police_report").text
    send(cast["aydin"])
    assert "Einträge wurden durchgesehen" in page(station, kind="police_report").text


def test_a_disclosure_for_a_time_is_shown_as_ended_afterwards(
    cast: Cast,
) -> None:
    first = send(cast["aydin"])
    line = disclosures(by=cast["aydin"], transmissions=[first])[0]
    limited = replace(line, until=date(2026, 6, 1))
    assert "gilt bis 01.06.2026" in reasons(limited, date(2026, 6, 1))
    assert not limited.is_over(date(2026, 6, 1))
    assert "galt bis 01.06.2026" in reasons(limited, date(2026, 6, 2))
    assert "Zeit abgelaufen" in [mark.words for mark in fate(limited, date(2026, 6, 2))]
    assert fits(limited, {"state": "over"}, date(2026, 6, 2))


def test_a_shredded_disclosure_stays_as_a_coded_row_on_both_sides(
    station: Client, cast: Cast
) -> None:
    sent = Transmission.objects.get()
    Transmission.objects.filter(pk=sent.pk).update(
        shredded_at=now(), file=None, sealed_header=None, sealed_body=None
    )
    text = page(station).text
    assert sent.code in text
    assert "Inhalt gelöscht" in text
    assert "nie gelesen" in text
    theirs = page(sign_in(Client(), "kessler")).text
    assert sent.code in theirs
    assert "Inhalt gelöscht" in theirs
    assert reverse("exchange:received", args=[sent.pk]) in theirs  # says what became of it
    assert "lässt sich nicht öffnen" not in theirs


def test_what_followed_is_named_with_the_disclosure(cast: Cast) -> None:
    line = disclosures(by=cast["aydin"], transmissions=[send(cast["aydin"])])[0]
    moment = line.transmission.sent_at
    later = (Later("consent_withdrawn", moment, "AAA"), Later("unheard_of", moment, "BBB"))
    changed = replace(line, later=later)
    words = " ".join(mark.words for mark in fate(changed, date(2026, 1, 1)))
    assert "Einwilligung widerrufen" in words
    assert "geändert" in words
    assert changed.is_withdrawn()
    assert fits(changed, {"state": "withdrawn"}, date(2026, 1, 1))


def test_the_sentence_names_who_what_and_whom(cast: Cast) -> None:
    line = disclosures(by=cast["aydin"], transmissions=[send(cast["aydin"])])[0]
    said = sentence(line)
    assert "hat Selin Aydın" in said
    assert "Betroffene Person, Sicher erreichen" in said
    assert "an Interventionsstelle Lindenhof gegeben: Betroffene Person" in said


def search(client: Client, name: str = "exchange:ledger", **typed: str) -> Any:
    return client.post(reverse(name), typed, secure=True)


@pytest.mark.parametrize(("number", "there"), [("ano-2026-0047", True), ("ANO-1999", False)])
def test_the_own_number_is_looked_for_and_stands_in_no_address(
    station: Client, number: str, there: bool
) -> None:
    sent = Transmission.objects.get()
    answer = search(station, reference=number)
    assert (sent.code in answer.text) is there
    assert (sent.code in search(station, "exchange:ledger_table", reference=number).text) is there
    assert f"reference={number}" not in answer.text
    assert sent.code in page(station, reference="ANO-1999").text, "an address is not listened to"


def test_a_search_for_nothing_is_named(station: Client) -> None:
    answer = search(station, reference="")
    assert answer.status_code == 422
    assert "id_reference" in answer.text


def test_the_ledger_costs_the_same_for_one_line_and_for_many(
    station: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    page(station)
    with CaptureQueriesContext(connection) as one:
        page(station)
    for _ in range(6):
        send(cast["aydin"])
    with django_assert_max_num_queries(len(one)):
        page(station)
