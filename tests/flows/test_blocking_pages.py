"""T14 and T15 on screen: naming who may open a file, saying why one opens it, seeing who did."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.cases.actions import (
    read_case,
)
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.vault.models import KeyWrap
from schutznetz.ground.vault.sealed import KeyMissing
from tests.cast import Cast
from tests.flows.test_blocking import case, leave_out_nwosu, report
from tests.signing_in import sign_in

__all__ = ["case", "report"]


def post(browser: Client, case: Case, name: str, **typed: Any) -> Any:
    """Send a form of the file."""
    return browser.post(reverse(f"cases:{name}", args=[case.pk]), typed, secure=True)


def test_the_page_names_keeps_what_was_typed_and_asks_for_a_reason_then(
    cast: Cast, case: Case
) -> None:
    browser = sign_in(Client(), "kessler")
    page = browser.get(reverse("cases:opened", args=[case.pk]), secure=True)
    assert reverse("cases:readers", args=[case.pk]) in page.text
    version = str(Case.objects.get(pk=case.pk).version)
    alone = [str(cast["kessler"].member_id)]
    answer = post(browser, case, "readers", members=alone, note="kennt ihn", version=version)
    assert answer.status_code == 422
    assert "mindestens zwei Menschen" in answer.text
    assert "kennt ihn" in answer.text
    both = [*alone, str(cast["tran"].member_id)]
    assert post(browser, case, "readers", members=both, note="", version=version).status_code == 422
    answer = post(browser, case, "readers", members=both, note="kennt ihn", version=version)
    assert answer.status_code == 302
    page = browser.get(reverse("cases:opened", args=[case.pk]), secure=True)
    assert "Wozu öffnen Sie diese Akte?" in page.text
    assert "Çağlayan" not in page.text
    assert post(browser, case, "reason").status_code == 422
    assert post(browser, case, "reason", reason="work").status_code == 302
    page = browser.get(reverse("cases:opened", args=[case.pk]), secure=True)
    assert "Sperrakte" in page.text
    assert "Çağlayan" in page.text
    entry = Entry.objects.filter(verb="read_case", subject_id=case.pk).latest("seq")
    assert entry.purpose == "work"


def test_t15_everybody_of_the_file_sees_who_opened_it_and_what_for(cast: Cast, case: Case) -> None:
    read_case(by=cast["nwosu"], case=case)
    leave_out_nwosu(cast, case)
    read_case(by=cast["tran"], case=Case.objects.get(pk=case.pk), purpose="danger")
    browser = sign_in(Client(), "kessler")
    page = browser.get(reverse("cases:openings", args=[case.pk]), secure=True).text
    for words in ("Adaeze Nwosu", "Ngọc Trần", "Jemand ist in Gefahr", "festgelegt, wer"):
        assert words in page


def test_t15_an_opening_that_fails_leaves_neither_content_nor_entry(cast: Cast, case: Case) -> None:
    before = Entry.objects.count()
    CaseEntry.objects.filter(case=case).update(case=case, by=cast["tran"].member_id)
    KeyWrap.objects.filter(file_id=case.file_id).delete()
    with pytest.raises(KeyMissing):
        read_case(by=cast["tran"], case=case)
    assert Entry.objects.count() == before


def test_a_stranger_s_id_in_the_address_finds_nothing(cast: Cast, case: Case) -> None:
    leave_out_nwosu(cast, case)
    for login in ("nwosu", "rahimi", "aydin", "luedtke"):
        browser = sign_in(Client(), login)
        for name in ("opened", "readers", "openings"):
            answers = [
                browser.get(reverse(f"cases:{name}", args=[each]), secure=True)
                for each in (case.pk, uuid.UUID(int=7))
            ]
            assert [each.status_code for each in answers] == [404, 404]
            assert answers[0].content == answers[1].content
