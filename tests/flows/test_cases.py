"""A case file over its whole life, through the pages and against the database."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.changes import CHANGES
from schutznetz.casework.cases.forms.changes import QUESTIONS
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.cases.presenters import SENTENCES
from schutznetz.casework.exchange.actions import AlreadyTaken
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable
from tests.cast import TYPED, Cast, send
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
    """Send one change of the file as it stands now."""
    seen = {"version": Case.objects.get(pk=case.pk).version, **data}
    return client.post(reverse("cases:change", args=[case.pk, act]), seen, secure=True)


def test_an_open_file_has_an_owner_and_a_next_date_or_does_not_exist(case: Case) -> None:
    """Promise 2: the database itself says no."""
    for missing in ({"owner": None}, {"next_on": None}, {"owner": None, "next_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**missing)


def test_taking_a_report_reads_it_and_makes_one_file(cast: Cast) -> None:
    sent = send(cast["aydin"])
    actions.open_case(by=cast["kessler"], transmission=sent, next_on=TOMORROW)
    sent.refresh_from_db()
    assert sent.acknowledged_as == "Beraterin"
    with pytest.raises(AlreadyTaken):
        actions.open_case(by=cast["tran"], transmission=sent, next_on=TOMORROW)
    assert Case.objects.count() == 1


@pytest.mark.parametrize("stranger", ["aydin", "okafor", "rahimi", "lindqvist"])
def test_a_stranger_finds_no_file_and_opens_none(cast: Cast, case: Case, stranger: str) -> None:
    assert not files_of(cast[stranger]).exists()
    with pytest.raises((KeyMissing, PermissionError)):
        actions.read_case(by=cast[stranger], case=case)


def test_another_units_report_makes_no_file(cast: Cast) -> None:
    with pytest.raises(PermissionError):
        actions.open_case(by=cast["rahimi"], transmission=send(cast["aydin"]), next_on=TOMORROW)


def test_the_whole_life_of_a_file_over_http(counsellor: Client, cast: Cast) -> None:
    sent = send(cast["aydin"])
    url = reverse("cases:take", args=[sent.pk])
    typed = {"next_on": TOMORROW.isoformat(), "to": str(cast["kessler"].member_id)}
    page: Any = counsellor.post(url, typed, secure=True)
    case = Case.objects.get()
    assert page.url == reverse("cases:opened", args=[case.pk])
    later = (TOMORROW + timedelta(days=3)).isoformat()
    post(
        counsellor,
        case,
        "attempt",
        **NOT_ASKED,
        channel="phone",
        result="nobody",
        note="besetzt",
        next_on=later,
    )
    post(counsellor, case, "unsafe", note="Sie ist zu ihm zurückgegangen.")
    text = counsellor.get(page.url, secure=True).text
    assert "Anruf: niemand erreicht – besetzt" in text
    assert "Nicht mehr verwenden" in text
    assert text.count(TYPED["phone"]) == 1, "a number that is no longer safe stands elsewhere too"
    post(counsellor, case, "contact", phone="0000 999")
    text = counsellor.get(page.url, secure=True).text
    assert "Nicht mehr verwenden" not in text
    assert "0000 999" in text
    post(counsellor, case, "close", outcome="no_capacity")
    case.refresh_from_db()
    assert (case.state, case.owner, case.next_on) == ("closed", None, None)
    assert "Geschlossen: kein freier Platz bei uns" in counsellor.get(page.url, secure=True).text
    assert post(counsellor, case, "note", note="zu spät").status_code == 409
    post(counsellor, case, "reopen", next_on=later)
    case.refresh_from_db()
    assert (case.state, case.owner_id) == ("open", cast["kessler"].member_id)


@pytest.mark.parametrize("change", [each for each in CHANGES if "open" in each.states])
def test_a_change_without_its_answers_keeps_the_page_and_changes_nothing(
    counsellor: Client, case: Case, change: Any
) -> None:
    entries = CaseEntry.objects.count()
    page = post(counsellor, case, change.slug, next_on="1999-01-01")
    if change.slug == "contact":  # every answer is voluntary there
        assert page.status_code == 302
        return
    assert page.status_code == 422
    assert CaseEntry.objects.count() == entries


def test_a_date_gone_by_is_named_at_its_field(counsellor: Client, case: Case) -> None:
    page = post(counsellor, case, "next-date", next_on="2020-01-01", note="so")
    assert "schon vorbei" in page.text


def test_a_file_goes_only_to_somebody_of_the_unit(
    cast: Cast, case: Case, counsellor: Client
) -> None:
    stranger = cast["rahimi"].member_id
    assert post(counsellor, case, "assign", to=str(stranger)).status_code == 422
    coordinator = cast["lindqvist"].member_id
    assert post(counsellor, case, "assign", to=str(coordinator)).status_code == 422
    post(counsellor, case, "assign", to=str(cast["tran"].member_id))
    case.refresh_from_db()
    assert case.owner_id == cast["tran"].member_id


def test_all_files_of_an_absent_colleague_go_over_at_once(cast: Cast, counsellor: Client) -> None:
    for _ in range(3):
        actions.open_case(by=cast["kessler"], transmission=send(cast["aydin"]), next_on=TOMORROW)
    typed = {"absent": str(cast["kessler"].member_id), "everything": str(cast["tran"].member_id)}
    counsellor.post(reverse("cases:absence"), typed, secure=True)
    assert set(Case.objects.values_list("owner_id", flat=True)) == {cast["tran"].member_id}
    assert set(Case.objects.values_list("next_on", flat=True)) == {TOMORROW}


def test_a_single_file_of_an_absent_colleague_goes_over_and_the_others_stay(
    cast: Cast, counsellor: Client
) -> None:
    mine, other = (
        actions.open_case(by=cast["kessler"], transmission=send(cast["aydin"]), next_on=TOMORROW)
        for _ in range(2)
    )
    address = f"{reverse('cases:absence')}?absent={cast['kessler'].member_id}"
    assert other.code in counsellor.get(address, secure=True).text
    typed = {"absent": str(cast["kessler"].member_id)}
    empty = counsellor.post(reverse("cases:absence"), typed, secure=True)
    assert (empty.status_code, "mindestens eine Person" in empty.text) == (422, True)
    typed[f"to_{other.pk}"] = str(cast["tran"].member_id)
    counsellor.post(reverse("cases:absence"), typed, secure=True)
    owners = dict(Case.objects.values_list("pk", "owner_id"))
    assert owners == {mine.pk: cast["kessler"].member_id, other.pk: cast["tran"].member_id}


def test_reading_a_file_is_recorded(cast: Cast, case: Case) -> None:
    actions.read_case(by=cast["tran"], case=case)
    entry = Entry.objects.get(verb="read_case")
    assert (entry.subject_id, entry.member_id) == (case.pk, cast["tran"].member_id)


def test_a_line_moved_to_another_file_does_not_open(cast: Cast, case: Case) -> None:
    other = actions.open_case(
        by=cast["kessler"], transmission=send(cast["aydin"]), next_on=TOMORROW
    )
    CaseEntry.objects.filter(case=other).update(case=case)
    with pytest.raises(Unopenable):
        actions.read_case(by=cast["kessler"], case=case)


def test_old_contact_data_cannot_be_put_back(cast: Cast, case: Case) -> None:
    old = case.sealed_contact
    actions.mark_contact_unsafe(by=cast["kessler"], case=case, note="zurück")
    Case.objects.filter(pk=case.pk).update(sealed_contact=old)
    with pytest.raises(Unopenable):
        actions.read_case(by=cast["kessler"], case=Case.objects.get(pk=case.pk))


def test_the_desk_shows_what_is_read_but_not_taken_and_what_is_due(
    counsellor: Client, cast: Cast, case: Case
) -> None:
    Case.objects.filter(pk=case.pk).update(next_on=date(2026, 1, 5))
    sent = send(cast["aydin"])
    counsellor.post(reverse("exchange:acknowledge", args=[sent.pk]), secure=True)
    text = counsellor.get(reverse("desk:start"), secure=True).text
    assert "Gelesen, aber noch ohne Akte" in text
    assert case.code in text
    assert "überfällig" in text


def test_the_list_of_files_opens_nothing_and_names_nobody(
    counsellor: Client, case: Case, django_assert_num_queries: Any
) -> None:
    url = reverse("cases:listed")
    counsellor.get(url, secure=True)  # the first page of a session writes its clock
    with django_assert_num_queries(10):
        page = counsellor.get(url, secure=True)
    assert TYPED["affected_last_name"] not in page.text
    assert case.code in page.text


def test_every_kind_of_line_has_its_sentence() -> None:
    assert set(SENTENCES) >= {
        "report",
        "attempt",
        "next_date",
        "assigned",
        "closed",
        "reopened",
        "contact_unsafe",
        "contact_confirmed",
    }


def test_a_report_that_was_not_read_cannot_be_marked_taken(cast: Cast) -> None:
    sent = send(cast["aydin"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Transmission.objects.filter(pk=sent.pk).update(taken_at=sent.sent_at)
