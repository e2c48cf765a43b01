"""A consent is withdrawn: nothing more goes out, everybody hears, and a person looks before anything is deleted."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.exchange import actions
from schutznetz.casework.exchange.actions.following import Change, supplement_transmission
from schutznetz.casework.exchange.actions.withdrawing import (
    decide_withdrawal,
    read_withdrawal,
    withdraw_consent,
)
from schutznetz.casework.exchange.ledger import disclosures
from schutznetz.casework.exchange.models import Transmission, Withdrawal
from schutznetz.casework.exchange.rules import NoBasis, NotAllowed
from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.models import FileKey, KeyWrap
from schutznetz.ground.vault.sealed import KeyMissing
from tests.cast import Cast, send
from tests.signing_in import sign_in


def supplement(cast: Cast, first: Transmission) -> Transmission:
    return supplement_transmission(
        by=cast["aydin"],
        token=new_id(),
        first=first,
        change=Change("supplement", "Er ist wieder draußen.", {"custody": "no"}),
        urgent=False,
    )


def withdraw(cast: Cast, who: str, first: Transmission) -> list[Transmission]:
    return withdraw_consent(
        by=cast[who], transmission=first, learned="herself", note="Er stand da."
    )


def test_a_withdrawal_stops_everything_at_once(cast: Cast) -> None:
    first = send(cast["aydin"])
    withdraw(cast, "aydin", first)
    with pytest.raises(NoBasis):
        supplement(cast, first)
    with pytest.raises(NotAllowed):
        withdraw(cast, "petzold", first)
    body = actions.read_transmission(by=cast["kessler"], transmission=first)
    assert body["fields"], "nothing is deleted by itself"


def test_reading_the_withdrawal_makes_a_named_person_look(cast: Cast) -> None:
    first = send(cast["aydin"])
    [notice] = withdraw(cast, "aydin", first)
    assert not Withdrawal.objects.exists()
    actions.acknowledge_transmission(by=cast["kessler"], transmission=notice)
    row = Withdrawal.objects.get()
    days = Unit.objects.get(pk=row.unit_id).withdrawal_days
    assert row.owner_id == cast["kessler"].member_id
    assert row.due_at == row.recorded_at + timedelta(days=days)
    with turned_to(row.due_at + timedelta(minutes=1)):
        ring_due_timers()
    assert Notice.objects.filter(subject_id=row.pk, settled_at=None).exists()
    assert actions.read_transmission(by=cast["kessler"], transmission=first)


def test_the_centre_notes_it_from_her_side_and_the_station_hears(cast: Cast) -> None:
    first = send(cast["aydin"])
    withdraw(cast, "kessler", first)
    row = Withdrawal.objects.get()
    assert read_withdrawal(by=cast["kessler"], withdrawal=row)["note"] == "Er stand da."
    with pytest.raises(KeyMissing):
        read_withdrawal(by=cast["rahimi"], withdrawal=row)
    with pytest.raises(NoBasis):
        supplement(cast, first)
    page = sign_in(Client(), "aydin").get("/desk/", secure=True)
    assert "Widerruf der Einwilligung" in page.text


DECISION = {"coercion": "no", "basis": "", "reason": "Sie will es so."}


def test_deleting_shreds_the_content_and_keeps_a_coded_row(cast: Cast) -> None:
    first = send(cast["aydin"])
    later = supplement(cast, first)
    withdraw(cast, "kessler", first)
    row = Withdrawal.objects.get()
    decide_withdrawal(
        by=cast["kessler"], withdrawal=row, decision={**DECISION, "outcome": "delete"}
    )
    for gone, before in ((Transmission.objects.get(pk=each.pk), each) for each in (first, later)):
        assert gone.file_id is None
        assert gone.sealed_body is None
        assert before.file_id is not None
        assert not FileKey.objects.filter(pk=before.file_id).exists()
        assert not KeyWrap.objects.filter(file_id=before.file_id).exists()
        mine = disclosures(by=cast["aydin"], transmissions=[gone])[0]
        theirs = disclosures(by=cast["kessler"], transmissions=[gone])[0]
        assert mine.basis == theirs.basis == "consent"
        assert mine.fields == theirs.fields
    assert not Timer.objects.filter(subject_id=row.pk, ended_at=None).exists()
    page = sign_in(Client(), "kessler").get(
        reverse("exchange:received", args=[first.pk]), secure=True
    )
    assert "Der Inhalt ist gelöscht." in page.text
    assert "Polizeimeldung" in page.text


def test_keeping_needs_another_basis(cast: Cast) -> None:
    first = send(cast["aydin"])
    withdraw(cast, "kessler", first)
    row = Withdrawal.objects.get()
    for basis in ("", "consent"):
        with pytest.raises(NoBasis):
            decide_withdrawal(
                by=cast["kessler"],
                withdrawal=row,
                decision={**DECISION, "outcome": "keep", "basis": basis},
            )
    kept = {**DECISION, "outcome": "keep", "basis": "acute_danger"}
    decide_withdrawal(by=cast["kessler"], withdrawal=row, decision=kept)
    assert actions.read_transmission(by=cast["kessler"], transmission=first)
    with pytest.raises(NotAllowed):
        decide_withdrawal(by=cast["tran"], withdrawal=row, decision=kept)


def test_the_pages_of_a_withdrawal(cast: Cast) -> None:
    first = send(cast["aydin"])
    browser = sign_in(Client(), "kessler")
    page = browser.get(reverse("exchange:received", args=[first.pk]), secure=True)
    address = reverse("exchange:withdraw_received", args=[first.pk])
    assert address in page.text
    assert browser.post(address, {"note": "x"}, secure=True).status_code == 422
    assert browser.post(address, {"learned": "herself"}, secure=True).status_code == 302
    assert browser.post(address, {"learned": "herself"}, secure=True).status_code == 409
    row = Withdrawal.objects.get()
    address = reverse("exchange:withdrawal", args=[row.pk])
    assert address in browser.get("/desk/", secure=True).text
    kept = {"coercion": "yes", "outcome": "keep", "reason": "Er hat sie gezwungen."}
    wrong = browser.post(address, kept, secure=True)
    assert wrong.status_code == 422
    assert "Ohne andere Grundlage darf nichts bleiben." in wrong.text
    assert "Er hat sie gezwungen." in wrong.text
    lead = sign_in(Client(), "tran")
    taken = lead.post(reverse("exchange:take_withdrawal", args=[row.pk]), secure=True)
    assert taken.status_code == 302
    assert Withdrawal.objects.get().owner_id == cast["tran"].member_id
    assert lead.post(address, {**kept, "basis": "acute_danger"}, secure=True).status_code == 302
    page = lead.get(address, secure=True)
    assert "Abwehr einer gegenwärtigen Gefahr" in page.text
    assert not Notice.objects.filter(subject_id=row.pk, settled_at=None).exists()
