"""The report for the police file: everything but the separate sheet, by its author, before sending."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.referrals.actions import save_draft
from schutznetz.casework.referrals.field_words import SECTIONS
from schutznetz.casework.referrals.models import Draft
from schutznetz.casework.referrals.printed_report import (
    LEFT_OUT,
    PRINTED,
    SEPARATE_SHEET,
    told_elsewhere,
)
from tests.cast import TYPED, Cast, draft_of, send_parts
from tests.pdf_text import text_of
from tests.signing_in import sign_in


def get(client: Client, name: str, query: dict[str, str] | None = None, **ids: object) -> Any:
    return client.get(reverse(f"referrals:{name}", kwargs=ids), query or {}, secure=True)


@pytest.fixture
def officer(cast: Cast) -> Client:
    """Selin Aydın, signed in."""
    return sign_in(Client(), "aydin")


@pytest.fixture
def draft(cast: Cast) -> Draft:
    """Her draft."""
    return draft_of(cast["aydin"])


def test_the_printout_has_everything_but_the_separate_sheet(officer: Client, cast: Cast) -> None:
    canaries = {
        "phone": "0000 7418529",
        "reach_when": "Kanarienzeit",
        "who_answers": "Kanarienschwester",
        "phone_contract": "family",
        "code_word": "Kanarienwort",
        "reach_note": "Kanarienhinweis",
    }
    draft = draft_of(cast["aydin"], canaries)
    answer = get(officer, "printout", draft_id=draft.pk)
    text = text_of(answer)
    for name in ("file_number", "place", "summary", "affected_last_name", "accused_last_name"):
        assert TYPED[name] in text, name
    assert "Revier Auenstadt-Nord" in text
    for value in (*canaries.values(), "7418529", "Mailbox", "Familienvertrag"):
        assert value not in text
        assert value.encode() not in answer.content
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ausdruck.pdf"'


def test_a_number_repeated_in_a_text_stops_the_printing(officer: Client, cast: Cast) -> None:
    draft = draft_of(cast["aydin"], {"summary": "Sie bittet um Anruf unter 0000/555-1234."})
    page = get(officer, "printout", draft_id=draft.pk)
    assert page.status_code == 422
    assert "Schilderung" in page.text
    assert TYPED["phone"] not in page.text


def test_the_code_word_counts_as_a_word() -> None:
    report = {"code_word": "Linde", "summary": "In der Lindenstraße.", "place": "Linde 3"}
    assert told_elsewhere(report) == ["place"]
    assert told_elsewhere({"phone": "12", "summary": "12 Uhr"}) == []


def test_every_field_of_the_report_is_printed_or_on_the_separate_sheet() -> None:
    fields = {name for _, names in SECTIONS for name in names}
    accounted = PRINTED | SEPARATE_SHEET | LEFT_OUT
    assert fields <= accounted, sorted(fields - accounted)
    assert not PRINTED & SEPARATE_SHEET


def test_only_the_author_prints_and_only_before_sending(
    officer: Client, draft: Draft, cast: Cast
) -> None:
    assert "Nach dem Senden kann Ihr Revier" in get(officer, "review", draft_id=draft.pk).text
    assert get(sign_in(Client(), "petzold"), "printout", draft_id=draft.pk).status_code == 404
    sent_id = uuid.uuid4()
    send_parts(cast["aydin"], ("centre",), draft_id=sent_id)
    assert get(officer, "printout", draft_id=sent_id).status_code == 404


def test_a_draft_with_mistakes_is_shown_and_not_printed(officer: Client, cast: Cast) -> None:
    draft = save_draft(
        by=cast["aydin"], draft_id=uuid.uuid4(), typed={"affected-0-affected_first_name": "Ana"}
    )
    answer = get(officer, "printout", draft_id=draft.pk)
    assert answer.url == reverse("referrals:review", args=[draft.pk])
