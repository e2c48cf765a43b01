"""Hand-over between centres: the first is responsible until the second accepts, and one of them always is."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.cases.actions import open_case
from schutznetz.casework.exchange import access, actions
from schutznetz.casework.exchange.actions.handing_over import (
    Offer,
    answer_handover,
    offer_transmission,
    settle_handover,
)
from schutznetz.casework.exchange.actions.recalling import recall_transmission
from schutznetz.casework.exchange.actions.withdrawing import withdraw_consent
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NoBasis, NotAllowed, OfferedAlready
from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.sealed import KeyMissing
from tests.cast import TYPED, Cast, send
from tests.signing_in import sign_in

CONSENT = {"how": "verbal", "covers": "yes"}


def offered(cast: Cast, first: Transmission, **changes: object) -> Transmission:
    values: dict[str, object] = {
        "subject": "",
        "to_unit": Unit.objects.get(pk=cast["rahimi"].unit_id),
        "fields": dict.fromkeys(("affected_last_name", "phone"), ""),
        "source_kind": "",
        "note": "Sie zieht um.",
        "basis": "consent",
        "consent": CONSENT,
        **changes,
    }
    return offer_transmission(
        by=cast["kessler"],
        token=new_id(),
        transmission=first,
        offer=Offer(**values),  # type: ignore[arg-type]
    )


def answer(cast: Cast, offer: Transmission, said: str) -> Transmission:
    return answer_handover(
        by=cast["rahimi"], transmission=offer, answer=said, reason="Wir sind voll."
    )


def test_until_the_second_accepts_the_first_stays_responsible(cast: Cast) -> None:
    first = send(cast["aydin"])
    offer = offered(cast, first)
    assert first in access.untaken_by(cast["kessler"])
    assert offer.waits_for_answer()
    body = actions.read_transmission(by=cast["rahimi"], transmission=offer)
    assert set(body["fields"]) == {"affected_last_name", "phone"}  # type: ignore[call-overload]
    with pytest.raises(NotAllowed):
        actions.take_transmission(by=cast["rahimi"], transmission=offer)
    with pytest.raises(NotAllowed):
        settle_handover(by=cast["kessler"], offer=offer)


def test_accepting_moves_the_responsibility_and_one_click_ends_the_own_part(cast: Cast) -> None:
    first = send(cast["aydin"])
    offer = offered(cast, first)
    answer(cast, offer, "accepted")
    offer.refresh_from_db()
    assert offer.answer == "accepted"
    assert offer.answered_by_id == cast["rahimi"].member_id
    assert offer in access.untaken_by(cast["rahimi"])
    browser = sign_in(Client(), "kessler")
    notice = access.unread_by(cast["kessler"]).get()
    page = browser.get(reverse("exchange:received", args=[notice.pk]), secure=True)
    address = reverse("exchange:sent", args=[offer.pk])
    assert address in page.text
    settle = reverse("exchange:settle", args=[offer.pk])
    assert settle in browser.get(address, secure=True).text
    assert browser.post(settle, secure=True).status_code == 302
    assert first not in access.untaken_by(cast["kessler"])
    assert browser.post(settle, secure=True).status_code == 409


def test_declining_shreds_and_tells_the_first_at_once(cast: Cast) -> None:
    first = send(cast["aydin"])
    offer = offered(cast, first)
    answer(cast, offer, "declined")
    offer.refresh_from_db()
    assert offer.file_id is None
    with pytest.raises(KeyMissing):
        actions.read_transmission(by=cast["rahimi"], transmission=offer)
    notice = access.unread_by(cast["kessler"]).get()
    body = actions.read_transmission(by=cast["kessler"], transmission=notice)
    assert body["fields"] == {"answer": "declined", "reason": "Wir sind voll."}
    with pytest.raises(NotAllowed):
        answer(cast, offer, "accepted")
    assert first in access.untaken_by(cast["kessler"])
    offered(cast, first)  # and it can be offered again


def test_the_same_thing_is_offered_once_at_a_time(cast: Cast) -> None:
    first = send(cast["aydin"])
    offered(cast, first)
    with pytest.raises(OfferedAlready):
        offered(cast, first)


@pytest.mark.parametrize(
    "consent", [{}, {"how": "verbal", "covers": "unknown"}, {"how": "", "covers": "yes"}]
)
def test_a_consent_that_does_not_reach_so_far_carries_nothing(
    cast: Cast, consent: dict[str, str]
) -> None:
    first = send(cast["aydin"])
    with pytest.raises(NoBasis):
        offered(cast, first, consent=consent)
    assert Transmission.objects.count() == 1


def test_after_a_withdrawal_nothing_is_offered_and_nothing_accepted(cast: Cast) -> None:
    first = send(cast["aydin"])
    offer = offered(cast, first)
    told = withdraw_consent(by=cast["kessler"], transmission=first, learned="herself", note="")
    assert {each.to_unit_id for each in told} == {cast["aydin"].unit_id, cast["rahimi"].unit_id}
    with pytest.raises(NoBasis):
        answer(cast, offer, "accepted")
    answer(cast, offer, "declined")
    with pytest.raises(NoBasis):
        offered(cast, first)


def test_a_station_s_withdrawal_reaches_the_second_centre_through_the_first(cast: Cast) -> None:
    first = send(cast["aydin"])
    offer = offered(cast, first)
    answer(cast, offer, "accepted")
    [notice] = withdraw_consent(by=cast["aydin"], transmission=first, learned="other", note="")
    actions.acknowledge_transmission(by=cast["kessler"], transmission=notice)
    theirs = access.unread_by(cast["rahimi"]).get()
    assert theirs.follows_id == offer.pk


def test_an_offer_nobody_answers_rings(cast: Cast) -> None:
    offer = offered(cast, send(cast["aydin"]))
    actions.acknowledge_transmission(by=cast["rahimi"], transmission=offer)
    days = Unit.objects.get(pk=cast["rahimi"].unit_id).answer_days
    with turned_to(offer.sent_at + timedelta(days=days, minutes=1)):
        ring_due_timers()
    assert Notice.objects.filter(subject_id=offer.pk, settled_at=None).exists()
    answer(cast, offer, "declined")
    assert not Notice.objects.filter(subject_id=offer.pk, settled_at=None).exists()


def test_a_recalled_offer_is_gone_and_cannot_be_answered(cast: Cast) -> None:
    offer = offered(cast, send(cast["aydin"]))
    recall_transmission(by=cast["kessler"], transmission=offer, why="Falsche Stelle.")
    with pytest.raises((NotAllowed, KeyMissing)):
        answer(cast, offer, "accepted")


def test_only_centres_hand_over_to_centres(cast: Cast) -> None:
    first = send(cast["aydin"])
    station = Unit.objects.get(pk=cast["wrona"].unit_id)
    with pytest.raises(PermissionError):
        offered(cast, first, to_unit=station)


def test_the_pages_of_a_hand_over(cast: Cast) -> None:
    first = send(cast["aydin"])
    browser, other = sign_in(Client(), "kessler"), sign_in(Client(), "rahimi")
    page = browser.get(reverse("exchange:received", args=[first.pk]), secure=True)
    address = reverse("exchange:hand_over", args=[first.pk])
    assert address in page.text
    page = browser.get(address, secure=True)
    typed = {
        "token": str(page.context["form"].initial["token"]),
        "to_unit": str(cast["rahimi"].unit_id),
        "names": ["phone", "affected_last_name"],
        "note": "Sie zieht in die Stadt.",
        "basis": "consent",
        "how": "verbal",
        "covers": "no",
    }
    wrong = browser.post(address, typed, secure=True)
    assert wrong.status_code == 422
    assert "Bitte fragen Sie die betroffene Person zuerst." in wrong.text
    assert "Sie zieht in die Stadt." in wrong.text
    assert browser.post(address, {**typed, "covers": "yes"}, secure=True).status_code == 302
    again = {**typed, "covers": "yes", "token": str(new_id())}
    assert browser.post(address, again, secure=True).status_code == 409
    offer = Transmission.objects.exclude(offer_tag=None).get()
    page = other.get(reverse("exchange:received", args=[offer.pk]), secure=True)
    assert TYPED["phone"] in page.text
    address = reverse("exchange:answer", args=[offer.pk])
    assert address in page.text
    wrong = other.post(address, {"answer": "declined"}, secure=True)
    assert wrong.status_code == 422
    assert "warum nicht" in wrong.text
    assert other.post(address, {"answer": "accepted"}, secure=True).status_code == 302
    page = other.get(reverse("exchange:received", args=[offer.pk]), secure=True)
    assert "Akte anlegen" in page.text
    page = browser.get(reverse("exchange:sent", args=[offer.pk]), secure=True)
    assert "Die andere Stelle hat übernommen." in page.text


def test_an_open_file_is_handed_over_and_closed_with_one_click(cast: Cast) -> None:
    case = open_case(by=cast["kessler"], transmission=send(cast["aydin"]), next_on=date(2099, 1, 1))
    browser = sign_in(Client(), "kessler")
    address = reverse("cases:hand_over", args=[case.pk])
    assert address in browser.get(reverse("cases:opened", args=[case.pk]), secure=True).text
    page = browser.get(address, secure=True)
    typed = {
        "token": str(page.context["form"].initial["token"]),
        "to_unit": str(cast["rahimi"].unit_id),
        "names": ["phone", "affected_last_name"],
        "note": "Sie zieht in die Stadt.",
        "basis": "consent",
        "how": "written",
        "covers": "yes",
    }
    assert browser.post(address, typed, secure=True).status_code == 302
    again = browser.post(address, {**typed, "token": str(new_id())}, secure=True)
    assert again.status_code == 409
    case.refresh_from_db()
    assert (case.state, case.next_on) == ("open", date(2099, 1, 1))
    assert case.owner_id == cast["kessler"].member_id
    offer = Transmission.objects.exclude(offer_tag=None).get()
    body = actions.read_transmission(by=cast["rahimi"], transmission=offer)
    assert body["fields"]["phone"] == TYPED["phone"]  # type: ignore[index]
    close = reverse("cases:close_handed_over", args=[offer.pk])
    assert browser.post(close, secure=True).status_code == 409
    answer(cast, offer, "accepted")
    open_case(by=cast["rahimi"], transmission=offer, next_on=date(2099, 1, 1))
    page = browser.get(reverse("exchange:sent", args=[offer.pk]), secure=True)
    assert close in page.text
    assert browser.post(close, secure=True).status_code == 302
    case.refresh_from_db()
    assert case.state == "closed"
