"""T14: somebody is left out of a file at once. T15: who opens one says why, and it can be seen."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.attachments.access import attachments_on
from schutznetz.casework.attachments.actions import attach_document, read_attachment
from schutznetz.casework.attachments.rules import Document
from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.actions import (
    assign_all_cases,
    assign_case,
    join_case,
    open_case,
    read_case,
    write_note,
)
from schutznetz.casework.cases.actions.restricting import RESTRICTED, name_readers
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.cases.rules import Outdated, TooFew
from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.persons.models import PersonTag
from schutznetz.ground.base.row_policies import acting_for
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Member
from schutznetz.ground.vault.actions import open_file
from schutznetz.ground.vault.models import FileKey, KeyWrap
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable
from tests.cast import Cast, send
from tests.signing_in import sign_in

DAY = date(2099, 1, 1)


def members(cast: Cast, *logins: str) -> list[Member]:
    """These people of the cast, with their accounts."""
    ids = [cast[login].member_id for login in logins]
    return list(Member.objects.filter(pk__in=ids).select_related("account"))


def finders(cast: Cast, case: Case) -> set[str]:
    """Who finds the file."""
    return {
        login for login, actor in cast.people.items() if files_of(actor).filter(pk=case.pk).exists()
    }


@pytest.fixture
def report(cast: Cast) -> Transmission:
    """The report the file begins with."""
    return send(cast["aydin"])


@pytest.fixture
def case(cast: Cast, report: Transmission) -> Case:
    """Hanna Keßler's file with a note and a paper in it."""
    case = open_case(by=cast["kessler"], transmission=report, next_on=DAY)
    write_note(by=cast["kessler"], case=case, note="Sie ruft selbst an.")
    file = open_file(by=cast["kessler"], file_id=case.file_id, purpose="write")
    attach_document(by=cast["kessler"], file=file, document=Document("pdf", "fax.pdf", b"%PDF-Fax"))
    return case


def leave_out_nwosu(cast: Cast, case: Case, by: str = "kessler") -> None:
    """The unit without Adaeze Nwosu."""
    named = members(cast, "kessler", "tran", "kowalczyk")
    name_readers(by=cast[by], case=case, members=named, note="kennt ihn privat")


def test_t14_whoever_is_left_out_finds_nothing_and_the_others_everything(
    cast: Cast, case: Case, report: Transmission
) -> None:
    assert "nwosu" in finders(cast, case)
    leave_out_nwosu(cast, case)
    assert finders(cast, case) == {"kessler", "tran", "kowalczyk"}
    assert not received_by(cast["nwosu"]).filter(pk=report.pk).exists()
    row = Case.objects.get(pk=case.pk)
    for login in ("kessler", "tran", "kowalczyk"):
        reading = read_case(by=cast[login], case=row)
        kinds = [line["kind"] for line in reading.lines]
        assert kinds == ["readers", "note", "report"]
        assert reading.lines[0]["note"] == "kennt ihn privat"
        paper = attachments_on(cast[login], row.file_id).get()
        assert read_attachment(by=cast[login], attachment=paper, purpose="read").content
        assert received_by(cast[login]).filter(pk=report.pk).exists()


def test_t14_her_open_session_finds_nothing_on_the_next_click(
    cast: Cast, case: Case, report: Transmission
) -> None:
    browser = sign_in(Client(), "nwosu")
    urls = [
        reverse("cases:opened", args=[case.pk]),
        reverse("cases:openings", args=[case.pk]),
        reverse("cases:change", args=[case.pk, "note"]),
        reverse("exchange:received", args=[report.pk]),
    ]
    assert [browser.get(url, secure=True).status_code for url in urls] == [200] * 4
    leave_out_nwosu(cast, case)
    assert [browser.get(url, secure=True).status_code for url in urls] == [404] * 4
    assert browser.post(urls[2], {"note": "noch da"}, secure=True).status_code == 404
    listed = browser.get(reverse("cases:listed"), secure=True)
    assert case.code not in listed.text


def test_t14_the_key_is_new_and_the_old_one_opens_nothing(cast: Cast, case: Case) -> None:
    old = open_file(by=cast["nwosu"], file_id=case.file_id, purpose="read")
    wrap = KeyWrap.objects.get(file_id=case.file_id)
    leave_out_nwosu(cast, case)
    row = Case.objects.get(pk=case.pk)
    assert FileKey.objects.get(pk=case.file_id).epoch == old.epoch + 1
    with pytest.raises(Unopenable):
        old.open(row, "sealed_contact", version=row.contact_version)
    for entry in CaseEntry.objects.filter(case=row):
        with pytest.raises(Unopenable):
            old.open(entry, "sealed_content")
    wrap.pk = None
    wrap.save(force_insert=True)  # put back by whoever writes to the database
    with pytest.raises((KeyMissing, Unopenable)):
        open_file(by=cast["nwosu"], file_id=case.file_id, purpose="read")


@pytest.mark.parametrize("login", ["nwosu", "rahimi"])
def test_t34_the_database_alone_hides_file_lines_papers_and_signs(
    cast: Cast, case: Case, login: str
) -> None:
    leave_out_nwosu(cast, case)
    with acting_for(cast[login].unit_id, cast[login].account_id):
        assert not Case.objects.exists()
        assert not CaseEntry.objects.exists()
        assert not PersonTag.objects.exists()
        assert not attachments_on(cast[login], case.file_id).exists()
    with acting_for(cast["tran"].unit_id, cast["tran"].account_id):
        assert CaseEntry.objects.count() == 3


def test_t34_without_the_database_s_line_the_key_keeps_the_file_shut(
    cast: Cast, case: Case
) -> None:
    leave_out_nwosu(cast, case)
    with pytest.raises(KeyMissing):
        read_case(by=cast["nwosu"], case=Case.objects.get(pk=case.pk))


def test_nobody_is_recognised_by_a_restricted_file(cast: Cast, case: Case) -> None:
    assert PersonTag.objects.filter(file_id=case.file_id).exists()
    leave_out_nwosu(cast, case)
    assert not PersonTag.objects.filter(file_id=case.file_id).exists()


def test_deputy_and_officer_are_told_and_she_is_not(cast: Cast, case: Case) -> None:
    leave_out_nwosu(cast, case)
    told = Notice.objects.filter(code=RESTRICTED)
    logins = set(told.values_list("member__account__login", flat=True))
    assert logins == {"kowalczyk", "luedtke"}
    assert not told.filter(subject_id__in=[case.pk, case.file_id]).exists()


def test_two_must_remain_and_whoever_decides_is_one_of_them(cast: Cast, case: Case) -> None:
    for logins in (("kessler",), ("tran", "kowalczyk"), ("kessler", "rahimi"), ()):
        with pytest.raises(TooFew):
            name_readers(by=cast["kessler"], case=case, members=members(cast, *logins), note="nein")
    assert "nwosu" in finders(cast, case)


def test_a_person_of_the_file_may_name_another_and_nobody_else_may(
    cast: Cast, case: Case, report: Transmission
) -> None:
    named = members(cast, "kessler", "tran")
    name_readers(by=cast["kessler"], case=case, members=named, note="nur wir")
    everybody = members(cast, "kessler", "tran", "nwosu")
    with pytest.raises(Case.DoesNotExist):
        name_readers(by=cast["nwosu"], case=case, members=everybody, note="ich auch")
    epoch = FileKey.objects.get(pk=case.file_id).epoch
    name_readers(by=cast["tran"], case=case, members=everybody, note="Vertretung")
    assert FileKey.objects.get(pk=case.file_id).epoch == epoch  # a wrap more, no new key
    assert finders(cast, case) == {"kessler", "tran", "nwosu"}
    assert len(read_case(by=cast["nwosu"], case=Case.objects.get(pk=case.pk)).lines) == 4
    assert received_by(cast["nwosu"]).filter(pk=report.pk).exists()


def test_the_owner_who_is_left_out_answers_for_it_no_longer(cast: Cast, case: Case) -> None:
    named = members(cast, "tran", "kowalczyk")
    name_readers(by=cast["tran"], case=case, members=named, note="sie ist verwandt")
    assert Case.objects.get(pk=case.pk).owner_id == cast["tran"].member_id


def test_it_is_given_only_to_people_who_may_open_it(cast: Cast, case: Case) -> None:
    leave_out_nwosu(cast, case)
    (nwosu,) = members(cast, "nwosu")
    (hers,) = members(cast, "kessler")
    with pytest.raises(PermissionError):
        assign_case(by=cast["tran"], case=case, to=nwosu)
    assert assign_all_cases(by=cast["tran"], absent=hers, to=nwosu) == 0
    assert Case.objects.get(pk=case.pk).owner_id == hers.pk


def test_the_form_offers_only_people_who_may_open_it(cast: Cast, case: Case) -> None:
    leave_out_nwosu(cast, case)
    browser = sign_in(Client(), "tran")
    url = reverse("cases:change", args=[case.pk, "assign"])
    answer = browser.post(url, {"to": str(cast["nwosu"].member_id)}, secure=True)
    assert answer.status_code == 422
    assert "Adaeze Nwosu" not in answer.text
    assert "Marta Kowalczyk" in answer.text


def test_somebody_was_faster(cast: Cast, case: Case) -> None:
    version = Case.objects.get(pk=case.pk).version
    write_note(by=cast["tran"], case=case, note="dazwischen")
    named = members(cast, "kessler", "tran")
    with pytest.raises(Outdated):
        name_readers(by=cast["kessler"], case=case, members=named, note="nur wir", version=version)
    assert "nwosu" in finders(cast, case)


def test_a_file_of_a_sealed_report_is_for_the_same_people(cast: Cast) -> None:
    sent = send(cast["aydin"], accused_name="Hanna Keßler")
    made = open_case(by=cast["tran"], transmission=sent, next_on=DAY)
    assert finders(cast, made) == {"tran", "kowalczyk"}
    assert not PersonTag.objects.filter(file_id=made.file_id).exists()


def test_a_sealed_report_narrows_the_file_it_joins(cast: Cast, case: Case) -> None:
    sent = send(cast["aydin"], accused_name="Hanna Keßler", file_number="ANO-9")
    join_case(by=cast["tran"], transmission=sent, case=case, next_on=DAY)
    assert finders(cast, case) == {"tran", "kowalczyk"}
    assert len(read_case(by=cast["tran"], case=Case.objects.get(pk=case.pk)).lines) == 3


def test_an_open_report_that_joins_a_restricted_file_is_narrowed(cast: Cast, case: Case) -> None:
    leave_out_nwosu(cast, case)
    sent = send(cast["aydin"], file_number="ANO-9")
    join_case(by=cast["tran"], transmission=sent, case=case, next_on=DAY)
    assert not received_by(cast["nwosu"]).filter(pk=sent.pk).exists()
