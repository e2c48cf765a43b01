"""The wrong unit in another tab: a form made for one unit never writes into another."""

import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.cases.models import CaseEntry
from schutznetz.casework.referrals.models import Draft
from schutznetz.ground.organisations.actions import register_member
from schutznetz.ground.organisations.models import Account, Member, Unit
from schutznetz.ground.vault.actions import grant_membership
from tests.cast import Cast
from tests.signing_in import sign_in

NEW = "/referrals/new/"
OURS = {"sec-fetch-site": "same-origin"}
TYPED = {"place": "Weidengasse 17", "later": "1"}


@pytest.fixture
def both_places(cast: Cast) -> dict[str, Member]:
    """Selin Aydın also helps out at the station of Jan Wrona."""
    account = Account.objects.get(login="aydin")
    other = Unit.objects.get(pk=cast["wrona"].unit_id)
    member = register_member(account=account, unit=other, function="Aushilfe")
    grant_membership(by=cast["wrona"], member=member)
    return {"own": Member.objects.get(pk=cast["aydin"].member_id), "other": member}


@pytest.fixture
def officer(both_places: dict[str, Member]) -> Client:
    """Selin Aydın, acting for her own station."""
    client = sign_in(Client(), "aydin")
    choose(client, both_places["own"])
    return client


def choose(client: Client, member: Member) -> None:
    """What she does in another tab."""
    client.post("/entry/unit/", {"member": str(member.pk)}, secure=True)


def unit_on(page: str) -> set[str]:
    """For which unit the forms of a page were made."""
    return set(re.findall(r'name="for_unit" value="([^"]+)"', page))


def send(client: Client, unit: str, **more: str) -> Any:
    data = {**TYPED, "draft_id": str(uuid.uuid4()), "for_unit": unit, **more}
    return client.post(NEW, data, secure=True, headers=OURS)


def test_a_form_of_one_unit_writes_nothing_into_another(
    officer: Client, both_places: dict[str, Member]
) -> None:
    (made_for,) = unit_on(officer.get(NEW, secure=True).text)
    assert made_for == str(both_places["own"].unit_id)
    choose(officer, both_places["other"])
    answer = send(officer, made_for)
    assert answer.status_code == 409
    assert "Es wurde nichts gespeichert." in answer.text
    assert both_places["other"].unit.name in unescape(answer.text)
    assert TYPED["place"] in answer.text
    assert reverse("entry:choose_unit") in answer.text
    assert not Draft.objects.exists()
    choose(officer, both_places["own"])
    assert send(officer, made_for).status_code == 302
    assert Draft.objects.get().unit_id == both_places["own"].unit_id


def test_with_script_the_words_say_the_same(
    officer: Client, both_places: dict[str, Member]
) -> None:
    choose(officer, both_places["other"])
    data = {**TYPED, "draft_id": str(uuid.uuid4()), "for_unit": str(both_places["own"].unit_id)}
    answer = officer.post(NEW, data, secure=True, headers={**OURS, "x-steadfast": "1"})
    assert answer.status_code == 409
    assert '<p class="advice">Dieses Formular gehört zu einer anderen Stelle.' in answer.text


@pytest.mark.parametrize("forged", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_unit_that_is_not_hers_is_refused(officer: Client, forged: str) -> None:
    assert send(officer, forged).status_code == 409
    assert not Draft.objects.exists()


def test_the_field_chooses_nothing(officer: Client, both_places: dict[str, Member]) -> None:
    """T36: naming the right unit does not make her act for it."""
    assert send(officer, str(both_places["own"].unit_id)).status_code == 302
    assert Draft.objects.get().unit_id == both_places["own"].unit_id


def test_locking_and_changing_work_from_any_page(
    officer: Client, both_places: dict[str, Member]
) -> None:
    choose(officer, both_places["other"])
    own = str(both_places["own"].unit_id)
    change = {"member": str(both_places["own"].pk), "for_unit": own}
    assert officer.post("/entry/unit/", change, secure=True).status_code == 302
    lock = {"path": "/desk/", "for_unit": str(uuid.uuid4())}
    assert officer.post("/entry/lock/", lock, secure=True).headers["Location"] == "/entry/"


def test_every_form_of_every_first_page_carries_its_unit(cast: Cast) -> None:
    """Whatever form a room adds: it posts a token, and with it the unit."""
    for login, pages in {
        "aydin": ("/desk/", NEW, "/referrals/"),
        "kessler": ("/desk/", "/cases/", "/cases/absence/"),
    }.items():
        client = sign_in(Client(), login)
        for path in pages:
            text = client.get(path, secure=True).text
            assert text.count('name="csrfmiddlewaretoken"') == text.count('name="for_unit"') > 0
            assert unit_on(text) == {str(cast[login].unit_id)}
    assert not CaseEntry.objects.exists()


def test_whoever_has_one_place_is_offered_no_change(cast: Cast, officer: Client) -> None:
    assert "Stelle wechseln" in officer.get("/desk/", secure=True).text
    alone = sign_in(Client(), "petzold")
    assert "Stelle wechseln" not in alone.get("/desk/", secure=True).text
