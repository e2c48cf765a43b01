"""Reaching somebody: rules first, no voicemail, he is back; and each kind of unit in its own words."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.forms.changes import QUESTIONS
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import VoicemailRefused
from tests.cast import Cast, send, send_parts
from tests.signing_in import sign_in

TOMORROW = localdate() + timedelta(days=1)
NOT_ASKED = dict.fromkeys(QUESTIONS, "not_asked")


@pytest.fixture
def case(cast: Cast) -> Case:
    """A file that Hanna Keßler has made of a report from Nord."""
    return actions.open_case(by=cast["kessler"], transmission=send(cast["aydin"]), next_on=TOMORROW)


@pytest.fixture
def counsellor(cast: Cast) -> Client:
    """Hanna Keßler, signed in."""
    return sign_in(Client(), "kessler")


def post(client: Client, case: Case, act: str, **data: object) -> Any:
    return client.post(reverse("cases:change", args=[case.pk, act]), data, secure=True)


def spoken(cast: Cast, case: Case, **more: Any) -> None:
    actions.record_attempt(
        by=cast["kessler"], case=case, channel="phone", result="spoken", next_on=TOMORROW, **more
    )


# Reaching her


def test_before_an_attempt_the_page_shows_the_rules(case: Case, counsellor: Client) -> None:
    text = counsellor.get(reverse("cases:change", args=[case.pk, "attempt"]), secure=True).text
    assert "0000 5551234" in text
    assert "Nicht auf die Mailbox sprechen" in text
    assert "Ist die beschuldigte Person zurück?" in text
    assert "checked" not in text.split("interpreter")[1][:200], "what is needed is not what was"


def test_no_voicemail_means_no_voicemail(cast: Cast, case: Case, counsellor: Client) -> None:
    answer = {"channel": "phone", "next_on": TOMORROW, "version": case.version, **NOT_ASKED}
    page = post(counsellor, case, "attempt", result="voicemail", **answer)
    assert page.status_code == 422
    with pytest.raises(VoicemailRefused):
        actions.record_attempt(
            by=cast["kessler"], case=case, channel="phone", result="voicemail", next_on=TOMORROW
        )
    actions.confirm_contact(by=cast["kessler"], case=case, contact={"phone": "0000 1"})
    case.refresh_from_db()
    answer["version"] = case.version
    assert post(counsellor, case, "attempt", result="voicemail", **answer).status_code == 302


def test_the_answers_to_the_questions_are_kept(case: Case, counsellor: Client, cast: Cast) -> None:
    asked = {**NOT_ASKED, "tracked": "yes"}
    answer = {"channel": "visit", "next_on": TOMORROW, "version": case.version, "interpreter": "on"}
    post(counsellor, case, "attempt", result="spoken", **answer, **asked)
    text = counsellor.get(reverse("cases:opened", args=[case.pk]), secure=True).text
    assert "Ortung oder geteilte Konten: ja · gedolmetscht" in text
    assert "ist zurück" not in text


@pytest.mark.parametrize("how", ["returned", "asked"])
def test_when_he_is_back_number_and_times_are_void_and_nothing_else_changes(
    cast: Cast, case: Case, counsellor: Client, how: str
) -> None:
    if how == "returned":
        post(counsellor, case, "returned", next_on=TOMORROW, version=case.version)
    else:
        spoken(cast, case, asked={"is_back": "yes"})
    after = files_of(cast["kessler"]).get(pk=case.pk)
    assert (after.state, after.owner_id, after.next_on) == ("open", case.owner_id, TOMORROW)
    text = counsellor.get(reverse("cases:opened", args=[case.pk]), secure=True).text
    assert "<s>0000 5551234</s>" in text
    assert "tel:" not in text
    assert "Nicht mehr verwenden" in text


# The other kinds of unit


def test_the_perpetrator_service_works_with_its_own_words(cast: Cast) -> None:
    said = {"accused_consent": "verbal", "accused_phone": "0000 5559876"}
    sent = send_parts(cast["aydin"], ("accused",), said)[0]
    case = actions.open_case(by=cast["diallo"], transmission=sent, next_on=TOMORROW)
    browser = sign_in(Client(), "diallo")
    text = browser.get(reverse("cases:opened", args=[case.pk]), secure=True).text
    assert "Sören Nyström" in text
    assert "0000 5559876" in text
    for hers in ("Sicher erreichen", "Özlem", "0000 5551234", "zurückgegangen"):
        assert hers not in text
    attempt = browser.get(reverse("cases:change", args=[case.pk, "attempt"]), secure=True).text
    assert "Ist die beschuldigte Person zurück?" not in attempt
    close = browser.get(reverse("cases:change", args=[case.pk, "close"]), secure=True).text
    assert "Programm abgeschlossen" in close
    assert "Beratung abgeschlossen" not in close
    assert (
        browser.get(reverse("cases:change", args=[case.pk, "returned"]), secure=True).status_code
        == 404
    )


def test_the_youth_office_ends_its_work_in_its_own_words(cast: Cast) -> None:
    said = {"children_notice": "yes", "children_note": "Bitte bald."}
    sent = send_parts(cast["aydin"], ("children",), said)[0]
    case = actions.open_case(by=cast["novakova"], transmission=sent, next_on=TOMORROW)
    browser = sign_in(Client(), "novakova")
    url = reverse("cases:opened", args=[case.pk])
    assert "Bitte bald." in browser.get(f"{url}?tab=children", secure=True).text
    assert "0000 5551234" not in browser.get(url, secure=True).text
    close = browser.get(reverse("cases:change", args=[case.pk, "close"]), secure=True).text
    assert "Hilfe für die Kinder ist vereinbart" in close
    refused = post(browser, case, "close", outcome="counselled", version=case.version)
    assert refused.status_code == 422


def test_a_birth_date_in_the_future_is_named_at_its_field(case: Case, counsellor: Client) -> None:
    page = post(
        counsellor,
        case,
        "person",
        first_name="Özlem",
        last_name="Müßig",
        birth=date(2099, 1, 1).isoformat(),
        version=case.version,
    )
    assert (page.status_code, "liegt in der Zukunft" in page.text) == (422, True)
    assert "Müßig" in page.text
