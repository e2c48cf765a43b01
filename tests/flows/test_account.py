"""The account for the person concerned: complete, read together, and no word to anybody else."""

import io
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pypdf import PdfReader

from schutznetz.casework.cases.actions import open_case
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.feedback import Released, send_feedback
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base.clock import now
from tests.cast import TYPED, Cast, send, send_parts
from tests.pdf_text import text_of
from tests.signing_in import sign_in

TOGETHER = {"together": "yes", "safe": "yes", "language": "de"}


@pytest.fixture
def case(cast: Cast) -> Case:
    """A file made of a report, with feedback given; beside it somebody else's report."""
    report = send(cast["aydin"])
    made = open_case(by=cast["kessler"], transmission=report, next_on=localdate())
    report.refresh_from_db()
    send_feedback(
        by=cast["kessler"],
        report=report,
        token=uuid.uuid4(),
        status="contact",
        released=Released("verbal", "self", now(), "tr"),
    )
    send(cast["aydin"], affected_name="Ana Anders")
    return made


@pytest.fixture
def counsellor(cast: Cast) -> Client:
    """Hanna Keßler, signed in."""
    return sign_in(Client(), "kessler")


def ask(client: Client, case: Case, **changes: str) -> Any:
    where = reverse("cases:disclosures", args=[case.pk])
    return client.post(where, {**TOGETHER, **changes}, secure=True)


def test_the_account_says_what_came_and_what_went(counsellor: Client, case: Case) -> None:
    answer = ask(counsellor, case)
    text = text_of(answer)
    for words in (
        "Wer hat was über Sie bekommen?",
        "hat Revier Auenstadt-Nord an Interventionsstelle Lindenhof gegeben: Betroffene Person",
        "Sichere Telefonnummer",
        "Einwilligung der betroffenen Person (mündlich, notiert",
        "hat Interventionsstelle Lindenhof an Revier Auenstadt-Nord gegeben: Rückmeldung",
        "Entbindung von der Schweigepflicht",
        "jederzeit zurücknehmen",
    ):
        assert words in text, words
    assert text.count(" gegeben: ") == 2
    assert answer.headers["Content-Disposition"] == 'attachment; filename="aufstellung.pdf"'


def test_it_names_no_staff_no_content_and_nobody_else(counsellor: Client, case: Case) -> None:
    text = text_of(ask(counsellor, case))
    for word in (
        "Selin",
        "Keßler",
        TYPED["affected_last_name"],
        TYPED["phone"],
        TYPED["accused_last_name"],
        TYPED["file_number"],
    ):
        assert word not in text, word
    assert text.count("Betroffene Person") == 2, "sentence and list of one report, not of two"


def test_it_is_there_in_english(counsellor: Client, case: Case) -> None:
    root: Any = PdfReader(io.BytesIO(ask(counsellor, case, language="en").content)).root_object
    assert root["/Lang"] == "en"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"together": "no"}, "together", "zuerst gemeinsam durch"),
        ({"together": ""}, "together", ""),
        ({"safe": ""}, "safe", ""),
        ({"language": "xx"}, "language", ""),
    ],
)
def test_without_both_answers_nothing_is_printed(
    counsellor: Client, case: Case, changes: dict[str, str], field: str, words: str
) -> None:
    page = ask(counsellor, case, **changes)
    assert page.status_code == 422
    assert f"id_{field}" in page.text
    assert words in page.text
    assert not Entry.objects.filter(verb="hand_account").exists()


def test_what_is_not_safe_to_take_along_says_that_it_stays(counsellor: Client, case: Case) -> None:
    assert "Bleibt hier" in text_of(ask(counsellor, case, safe="no"))
    assert "Bleibt hier" not in text_of(ask(counsellor, case, safe="yes"))


def test_printing_is_recorded_as_a_disclosure(counsellor: Client, case: Case) -> None:
    lines = CaseEntry.objects.filter(case=case).count()
    ask(counsellor, case)
    entry = Entry.objects.get(verb="hand_account")
    assert entry.purpose == "account"
    assert Entry.objects.get(verb="hand_case_account").subject_id == case.pk
    assert CaseEntry.objects.filter(case=case).count() == lines + 1
    page = counsellor.get(reverse("cases:opened", args=[case.pk]), secure=True)
    assert "gemeinsam gelesen und mitgenommen" in page.text


def test_the_page_of_the_file_leads_there_and_to_feedback(counsellor: Client, case: Case) -> None:
    where = reverse("cases:disclosures", args=[case.pk])
    assert where in counsellor.get(reverse("cases:opened", args=[case.pk]), secure=True).text
    page = counsellor.get(where, secure=True)
    report = Transmission.objects.get(followed_by__isnull=False)
    assert reverse("referrals:give_feedback", args=[report.pk]) in page.text
    assert "darf nicht erkennen lassen" in page.text


@pytest.mark.parametrize("login", ["rahimi", "aydin", "okafor", "lindqvist"])
def test_a_stranger_gets_no_account(cast: Cast, case: Case, login: str) -> None:
    assert ask(sign_in(Client(), login), case).status_code == 404


def station_page(client: Client, **typed: Any) -> Any:
    return client.post(
        reverse("exchange:account"), {**TOGETHER, "print": "1", **typed}, secure=True
    )


def found(client: Client, number: str) -> str:
    page: Any = client.post(reverse("exchange:account"), {"reference": number}, secure=True)
    assert page.status_code == 200
    return str(page.text)


def test_a_station_prints_by_its_number_what_was_ticked(cast: Cast) -> None:
    first = send(cast["aydin"])
    child = {"children_notice": "yes", "children_note": "nah"}
    second = send_parts(cast["aydin"], ("children",), child)[0]
    officer = sign_in(Client(), "petzold")
    number = TYPED["file_number"]
    assert str(first.pk) in found(officer, number)
    assert str(second.pk) in found(officer, number)
    text = text_of(station_page(officer, reference=number, lines=[str(first.pk)]))
    assert "Interventionsstelle Lindenhof" in text
    assert "Jugendamt Auenstadt" not in text
    nothing = station_page(officer, reference=number)
    assert nothing.status_code == 422
    assert "mindestens eine Zeile" in nothing.text


def test_a_part_of_a_number_or_another_units_line_finds_nothing(cast: Cast) -> None:
    sent = send(cast["aydin"])
    officer, stranger = sign_in(Client(), "petzold"), sign_in(Client(), "wrona")
    assert str(sent.pk) not in found(officer, "ANO-2026")
    number = TYPED["file_number"]
    assert str(sent.pk) not in found(stranger, number)
    assert station_page(stranger, reference=number, lines=[str(sent.pk)]).status_code == 422


def test_a_station_accounts_for_the_answer_it_got_too(cast: Cast, case: Case) -> None:
    report = Transmission.objects.get(followed_by__isnull=False)
    officer = sign_in(Client(), "petzold")
    number = TYPED["file_number"]
    text = text_of(station_page(officer, reference=number, lines=[str(report.pk)]))
    assert "an Revier Auenstadt-Nord gegeben: Rückmeldung" in text
    assert "Entbindung von der Schweigepflicht" in text
