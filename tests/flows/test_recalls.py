"""Sent to the wrong unit: taken back at once, confirmed there, and recorded with its 72 hours."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from schutznetz.casework.exchange import access, actions
from schutznetz.casework.exchange.actions.following import Change, supplement_transmission
from schutznetz.casework.exchange.actions.recalling import (
    RECORD_DUE,
    RECORD_NEW,
    Outdated,
    read_breach,
    recall_transmission,
    save_breach,
)
from schutznetz.casework.exchange.forms.breach import BreachForm
from schutznetz.casework.exchange.ledger import disclosures
from schutznetz.casework.exchange.models import Breach, Transmission
from schutznetz.casework.exchange.rules import NotAllowed
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.vault.models import FileKey, KeyWrap
from schutznetz.ground.vault.sealed import KeyMissing
from tests.cast import Cast, send
from tests.signing_in import sign_in

COMPLETE = {
    "kinds_of_data": "Name, Telefonnummer, Schilderung",
    "people": "2",
    "consequences": "Niemand außerhalb hat es gelesen.",
    "measures": "Zurückgerufen, angerufen.",
    "authority": "not_needed",
    "authority_why": "Kein Risiko, nie geöffnet.",
    "person": "not_needed",
    "person_why": "Kein Risiko.",
}


def recall(cast: Cast, sent: Transmission) -> Breach:
    return recall_transmission(by=cast["aydin"], transmission=sent, why="Falsches Revier gewählt.")


def test_nothing_can_be_opened_after_a_recall(cast: Cast) -> None:
    sent = send(cast["aydin"])
    change = Change("supplement", "Dazu.")
    later = supplement_transmission(
        by=cast["aydin"], token=new_id(), first=sent, change=change, urgent=False
    )
    before = [each for each in (sent.file_id, later.file_id) if each]
    recall(cast, sent)
    for gone in Transmission.objects.filter(pk__in=[sent.pk, later.pk]):
        assert (gone.file_id, gone.sealed_header, gone.sealed_body) == (None, None, None)
        with pytest.raises(KeyMissing):
            actions.read_transmission(by=cast["kessler"], transmission=gone)
    assert not FileKey.objects.filter(pk__in=before).exists()
    assert not KeyWrap.objects.filter(file_id__in=before).exists()
    assert not Timer.objects.filter(subject_id__in=[sent.pk, later.pk], ended_at=None).exists()
    line = disclosures(by=cast["aydin"], transmissions=[Transmission.objects.get(pk=sent.pk)])[0]
    assert line.basis == "consent"
    assert line.fields


def test_the_other_unit_confirms_that_nothing_was_kept(cast: Cast) -> None:
    sent = send(cast["aydin"])
    recall(cast, sent)
    browser = sign_in(Client(), "kessler")
    page = browser.get(reverse("exchange:received", args=[sent.pk]), secure=True)
    assert "Diese Mitteilung wurde zurückgerufen." in page.text
    assert "Çağlayan" not in page.text
    notice = access.unread_by(cast["kessler"]).get()
    assert notice.urgent
    address = reverse("exchange:received", args=[notice.pk])
    assert address in page.text
    page = browser.get(address, secure=True)
    assert "Bestätigen: Wir haben nichts behalten" in page.text
    browser.post(reverse("exchange:acknowledge", args=[notice.pk]), secure=True)
    notice.refresh_from_db()
    assert notice.acknowledged_at
    assert not access.untaken_by(cast["kessler"]).exists()


def test_whether_it_had_been_opened_is_known_without_a_confirmation(cast: Cast) -> None:
    sent = send(cast["aydin"])
    actions.read_transmission(by=cast["kessler"], transmission=sent)
    breach = recall(cast, sent)
    assert read_breach(by=cast["petzold"], breach=breach)["opened_at"]
    other = recall(cast, send(cast["aydin"]))
    assert not read_breach(by=cast["petzold"], breach=other)["opened_at"]


def test_a_second_recall_and_a_stranger_s_are_refused(cast: Cast) -> None:
    sent = send(cast["aydin"])
    with pytest.raises(PermissionError):
        recall_transmission(by=cast["kessler"], transmission=sent, why="x")
    recall(cast, sent)
    with pytest.raises(NotAllowed):
        recall(cast, sent)
    assert Breach.objects.count() == 1


def test_the_lead_is_told_at_once_and_again_before_72_hours_are_over(cast: Cast) -> None:
    breach = recall(cast, send(cast["aydin"]))
    assert breach.due_at == breach.known_at + timedelta(hours=72)
    with turned_to(breach.known_at + timedelta(minutes=1)):
        ring_due_timers()
    told = Notice.objects.filter(subject_id=breach.pk, settled_at=None)
    assert {(each.member_id, each.code) for each in told} == {
        (cast["petzold"].member_id, RECORD_NEW)
    }
    read_breach(by=cast["petzold"], breach=breach)
    assert not told.all().exists()
    with turned_to(breach.due_at - timedelta(hours=23)):
        ring_due_timers()
    assert [each.code for each in told.all()] == [RECORD_DUE]


def test_two_people_with_one_record_the_second_sees_it(cast: Cast) -> None:
    breach = recall(cast, send(cast["aydin"]))
    save_breach(
        by=cast["aydin"], breach=breach, version=1, content={"measures": "a"}, complete=False
    )
    with pytest.raises(Outdated):
        save_breach(
            by=cast["petzold"], breach=breach, version=1, content={"measures": "b"}, complete=False
        )
    with pytest.raises(KeyMissing):
        read_breach(by=cast["wrona"], breach=Breach.objects.get())


def test_the_pages_from_the_sent_part_to_the_complete_record(cast: Cast) -> None:
    sent = send(cast["aydin"])
    browser = sign_in(Client(), "aydin")
    page = browser.get(reverse("exchange:sent", args=[sent.pk]), secure=True)
    address = reverse("exchange:recall", args=[sent.pk])
    assert address in page.text
    page = browser.get(address, secure=True)
    assert "lässt sich nicht zurücknehmen" in page.text
    assert "nur durch eine neue Meldung oder Übergabe" in page.text
    assert browser.post(address, {"why": ""}, secure=True).status_code == 422
    moved: Any = browser.post(address, {"why": "Falsche Stelle."}, secure=True)
    breach = Breach.objects.get()
    assert moved.url == reverse("exchange:breach", args=[breach.pk])
    assert moved.url in browser.get(reverse("exchange:breaches"), secure=True).text
    assert moved.url in browser.get("/desk/", secure=True).text
    assert browser.post(address, {"why": "Noch einmal."}, secure=True).status_code == 409
    half = browser.post(moved.url, {"version": "1", "people": "2"}, secure=True)
    assert half.status_code == 302
    typed = {**COMPLETE, "version": "2", "complete": "1", "authority_why": ""}
    wrong = browser.post(moved.url, typed, secure=True)
    assert wrong.status_code == 422
    assert "Bitte begründen Sie, warum nicht." in wrong.text
    assert COMPLETE["consequences"] in wrong.text
    stale = {**COMPLETE, "version": "1", "complete": "1"}
    page = browser.post(moved.url, stale, secure=True)
    assert page.status_code == 409
    assert COMPLETE["measures"] in page.text
    assert browser.post(moved.url, {**stale, "version": "2"}, secure=True).status_code == 302
    page = browser.get(moved.url, secure=True)
    assert "Der Nachweis ist vollständig." in page.text
    assert COMPLETE["consequences"] in page.text
    assert not Timer.objects.filter(subject_id=breach.pk, ended_at=None).exists()


def test_being_late_has_to_be_explained() -> None:
    due = now() - timedelta(hours=10)
    late = localtime(due + timedelta(hours=2))
    typed = {
        **COMPLETE,
        "version": "1",
        "authority": "told",
        "authority_at_0": f"{late:%Y-%m-%d}",
        "authority_at_1": f"{late:%H:%M}",
        "authority_why": "",
    }
    form = BreachForm(typed, due_at=due, complete=True)
    assert not form.is_valid()
    assert set(form.errors) == {"authority_why"}
    assert BreachForm(
        {**typed, "authority_why": "Wochenende."}, due_at=due, complete=True
    ).is_valid()
