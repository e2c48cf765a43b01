"""A recall reaches the file that had taken the report: the copy is destroyed before anybody confirms."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.actions.deleting import delete_recalled
from schutznetz.casework.cases.known import known_for
from schutznetz.casework.cases.models import Case, CaseEntry, CaseReport
from schutznetz.casework.cases.rules import NotAllowed
from schutznetz.casework.exchange.access import unread_by
from schutznetz.casework.exchange.actions import acknowledge_transmission
from schutznetz.casework.exchange.actions.following import Change, supplement_transmission
from schutznetz.casework.exchange.actions.recalling import recall_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Relation, StillKept
from schutznetz.casework.persons.models import PersonTag
from tests.cast import TYPED, Cast, send
from tests.signing_in import sign_in

LATER = localdate() + timedelta(days=20)
NAME = "Çağlayan"


@pytest.fixture
def sent(cast: Cast) -> Transmission:
    """A report from Nord."""
    return send(cast["aydin"])


@pytest.fixture
def case(cast: Cast, sent: Transmission) -> Case:
    """The file Hanna Keßler has made of it."""
    return actions.open_case(by=cast["kessler"], transmission=sent, next_on=LATER)


def recall(cast: Cast, sent: Transmission) -> Transmission:
    """Taken back; what the centre is told."""
    recall_transmission(by=cast["aydin"], transmission=sent, why="falsche Stelle")
    return unread_by(cast["kessler"]).get()


def adds(cast: Cast, first: Transmission, **fields: str) -> Transmission:
    """Something comes later and is read."""
    notice = supplement_transmission(
        by=cast["aydin"],
        token=uuid.uuid4(),
        first=first,
        change=Change(Relation.SUPPLEMENT, "Dazu noch etwas.", fields),
        urgent=False,
    )
    acknowledge_transmission(by=cast["kessler"], transmission=notice)
    return notice


def ciphertexts(case: Case) -> set[bytes]:
    """Everything sealed in the file, as it lies in the database."""
    lines = CaseEntry.objects.filter(case=case)
    return {each.sealed_content.stored() for each in lines} | {
        Case.objects.get(pk=case.pk).sealed_contact.stored()
    }


def everything_in(cast: Cast, case: Case) -> str:
    return str(actions.read_case(by=cast["kessler"], case=Case.objects.get(pk=case.pk)))


def test_the_copy_its_contact_data_and_its_signs_are_gone(
    cast: Cast, case: Case, sent: Transmission
) -> None:
    adds(cast, sent, reach_when="nachts um drei")
    before = ciphertexts(case)
    assert PersonTag.objects.filter(file_id=case.file_id).exists()
    recall(cast, sent)
    delete_recalled(by=cast["tran"], case=case)
    assert not before & ciphertexts(case), "no line of it lies there any more"
    left = everything_in(cast, case)
    for said in (NAME, TYPED["phone"], "nachts um drei", "Dazu noch etwas."):
        assert said not in left
    assert sent.code in left, "that it was there stays, as a code"
    assert not PersonTag.objects.filter(file_id=case.file_id).exists()
    assert not CaseReport.objects.filter(case=case).exists()
    case.refresh_from_db()
    assert (case.state, case.next_on, case.owner_id) == ("closed", None, None)
    assert not known_for(by=cast["tran"], transmission=send(cast["aydin"])).has_anything()


def test_nobody_confirms_while_the_copy_is_there(
    cast: Cast, case: Case, sent: Transmission
) -> None:
    notice = recall(cast, sent)
    with pytest.raises(StillKept):
        acknowledge_transmission(by=cast["kessler"], transmission=notice)
    notice.refresh_from_db()
    assert notice.acknowledged_at is None
    delete_recalled(by=cast["kessler"], case=case)
    acknowledge_transmission(by=cast["kessler"], transmission=notice)
    notice.refresh_from_db()
    assert notice.acknowledged_at is not None


def test_what_others_have_said_and_what_we_did_ourselves_stays(
    cast: Cast, case: Case, sent: Transmission
) -> None:
    other = send(cast["aydin"])
    actions.join_case(by=cast["kessler"], transmission=other, case=case, next_on=LATER)
    actions.write_note(by=cast["kessler"], case=case, note="Rückruf für Freitag vereinbart")
    recall(cast, sent)
    delete_recalled(by=cast["kessler"], case=case)
    case.refresh_from_db()
    assert (case.state, case.owner_id) == ("open", cast["kessler"].member_id)
    head = actions.read_head(by=cast["kessler"], case=case)
    assert head["contact"]["phone"] == TYPED["phone"]  # type: ignore[index]
    assert [row["code"] for row in head["reports"]] == [other.code]  # type: ignore[attr-defined]
    left = everything_in(cast, case)
    assert NAME in left
    assert "Freitag" in left
    assert known_for(by=cast["tran"], transmission=send(cast["aydin"])).candidates


def test_what_she_has_confirmed_herself_did_not_come_from_the_report(
    cast: Cast, case: Case, sent: Transmission
) -> None:
    contact = {"phone": TYPED["phone"]}
    actions.confirm_contact(by=cast["kessler"], case=case, contact=contact)
    recall(cast, sent)
    delete_recalled(by=cast["kessler"], case=case)
    case.refresh_from_db()
    assert case.state == "open"
    assert actions.read_head(by=cast["kessler"], case=case)["contact"] == contact


def test_a_supplement_alone_that_was_recalled(cast: Cast, case: Case, sent: Transmission) -> None:
    notice = adds(cast, sent, phone="0000 7777777")
    told = recall(cast, notice)
    with pytest.raises(StillKept):
        acknowledge_transmission(by=cast["kessler"], transmission=told)
    delete_recalled(by=cast["kessler"], case=case)
    left = everything_in(cast, case)
    assert "0000 7777777" not in left
    assert NAME in left
    case.refresh_from_db()
    assert case.state == "open"
    acknowledge_transmission(by=cast["kessler"], transmission=told)


def test_nothing_recalled_nothing_deleted_and_never_by_strangers(
    cast: Cast, case: Case, sent: Transmission
) -> None:
    before = ciphertexts(case)
    with pytest.raises(NotAllowed):
        delete_recalled(by=cast["kessler"], case=case)
    recall(cast, sent)
    for stranger in ("rahimi", "aydin", "lindqvist"):
        with pytest.raises(Case.DoesNotExist):
            delete_recalled(by=cast[stranger], case=case)
    assert ciphertexts(case) == before
    address = reverse("cases:recalled", args=[case.pk])
    assert sign_in(Client(), "rahimi").post(address, secure=True).status_code == 404
    assert ciphertexts(case) == before


def test_half_a_deletion_is_none(
    cast: Cast, case: Case, sent: Transmission, monkeypatch: pytest.MonkeyPatch
) -> None:
    recall(cast, sent)
    before = ciphertexts(case)

    def broken(**_: object) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr("schutznetz.casework.cases.actions.deleting.close_case", broken)
    with pytest.raises(RuntimeError):
        delete_recalled(by=cast["kessler"], case=case)
    assert ciphertexts(case) == before
    assert PersonTag.objects.filter(file_id=case.file_id).exists()


def test_the_way_from_the_recall_over_the_file_to_the_confirmation(
    cast: Cast, case: Case, sent: Transmission
) -> None:
    notice = recall(cast, sent)
    browser = sign_in(Client(), "kessler")
    address = reverse("cases:recalled", args=[case.pk])
    confirm = reverse("exchange:acknowledge", args=[notice.pk])
    for shown in (
        reverse("exchange:received", args=[notice.pk]),
        reverse("exchange:received", args=[sent.pk]),
        reverse("cases:opened", args=[case.pk]),
    ):
        assert address in browser.get(shown, secure=True).text, shown
    refused = browser.post(confirm, secure=True)
    assert refused.status_code == 409
    assert "steht noch, was zurückgerufen wurde" in refused.text
    asked = browser.get(address, secure=True)
    assert "lässt sich nicht zurücknehmen" in asked.text
    assert browser.post(address, secure=True).status_code == 302
    page = browser.get(reverse("cases:opened", args=[case.pk]), secure=True)
    assert address not in page.text
    assert NAME not in page.text
    assert "zurückgerufen, war nicht für diese Stelle bestimmt" in page.text
    assert browser.get(address, secure=True).status_code == 302
    assert browser.post(confirm, secure=True).status_code == 302
