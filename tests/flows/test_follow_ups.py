"""What comes after a sent part: supplement, correction, withdrawal; seen by both sides, with its own clock."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.cases.actions import open_case, read_case
from schutznetz.casework.exchange import access, actions
from schutznetz.casework.exchange.actions.following import Change, supplement_transmission
from schutznetz.casework.exchange.chain import links_of
from schutznetz.casework.exchange.history import history_of
from schutznetz.casework.exchange.ledger import disclosures
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.presenters import received_rows
from schutznetz.casework.exchange.rules import NoBasis, SentBefore
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.vault.sealed import KeyMissing, Sealed, Unopenable
from tests.cast import Cast, send
from tests.signing_in import sign_in

RELEASED = Change("supplement", "Er ist wieder draußen.", {"custody": "no"}, ("eviction_until",))


def follow(cast: Cast, first: Transmission, change: Change = RELEASED, **how: Any) -> Transmission:
    return supplement_transmission(
        by=cast["aydin"],
        token=how.get("token") or new_id(),
        first=first,
        change=change,
        urgent=how.get("urgent", False),
    )


def test_the_recipient_sees_what_changed(cast: Cast) -> None:
    first = send(cast["aydin"], custody="yes")
    sent = follow(cast, first)
    body = actions.read_transmission(by=cast["kessler"], transmission=first)
    later = history_of(by=cast["kessler"], first=first, body=body)[0]
    assert later.transmission == sent
    assert later.sentence == "Er ist wieder draußen."
    rows = [(row.old, row.new) for row in later.rows]
    assert rows[0] == ("ja", "nein")
    assert rows[1][0]
    assert rows[1][1] == ""


def test_a_follow_up_has_its_own_clock_receipt_and_escalation(cast: Cast) -> None:
    first = send(cast["aydin"])
    actions.acknowledge_transmission(by=cast["kessler"], transmission=first)
    sent = follow(cast, first, urgent=True)
    rows = received_rows(
        by=cast["kessler"], transmissions=access.unread_by(cast["kessler"]), moment=now()
    )
    assert [(row.kind_name, row.about) for row in rows] == [("Nachtrag", first.code)]
    with turned_to(sent.due_at + timedelta(minutes=1)):
        ring_due_timers()
    assert Notice.objects.filter(subject_id=sent.pk, settled_at=None).exists()
    actions.acknowledge_transmission(by=cast["kessler"], transmission=sent)
    assert not Notice.objects.filter(subject_id=sent.pk, settled_at=None).exists()


def test_the_sender_still_cannot_open_what_she_sent(cast: Cast) -> None:
    sent = follow(cast, send(cast["aydin"]))
    with pytest.raises(KeyMissing):
        actions.read_transmission(by=cast["aydin"], transmission=sent)
    line = disclosures(by=cast["aydin"], transmissions=[sent])[0]
    assert line.basis == "consent"
    assert line.relation == "supplement"


def test_the_same_again_is_one_and_something_else_is_a_conflict(cast: Cast) -> None:
    first, token = send(cast["aydin"]), new_id()
    one = follow(cast, first, token=token)
    assert follow(cast, first, token=token) == one
    with pytest.raises(SentBefore):
        follow(cast, first, Change("supplement", "Etwas anderes."), token=token)
    assert Transmission.objects.filter(follows=first).count() == 1


def test_a_field_that_is_not_of_this_part_does_not_travel(cast: Cast) -> None:
    with pytest.raises(NoBasis):
        follow(cast, send(cast["aydin"]), Change("supplement", "Dazu.", {"children_notice": "x"}))


@pytest.mark.parametrize("stranger", ["wrona", "kessler", "rahimi"])
def test_only_the_sender_supplements(cast: Cast, stranger: str) -> None:
    first = send(cast["aydin"])
    with pytest.raises(PermissionError):
        supplement_transmission(
            by=cast[stranger], token=new_id(), first=first, change=RELEASED, urgent=False
        )


def test_a_follow_up_stays_between_the_two_units(cast: Cast) -> None:
    """T8: naming what others sent each other is refused when sending and when reading."""
    foreign, own = send(cast["wrona"]), send(cast["aydin"])
    sent = follow(cast, own)
    Transmission.objects.filter(pk=sent.pk).update(follows=foreign)
    with pytest.raises(Unopenable):
        actions.read_transmission(
            by=cast["kessler"], transmission=Transmission.objects.get(pk=sent.pk)
        )
    Transmission.objects.filter(pk=sent.pk).update(follows=None)
    with pytest.raises(Unopenable):
        actions.read_transmission(
            by=cast["kessler"], transmission=Transmission.objects.get(pk=sent.pk)
        )


def test_a_flipped_bit_in_a_follow_up_shows_and_hides_nothing(cast: Cast) -> None:
    """T8: the follow-up is refused; on the page of the first it is there, marked as damaged."""
    first = send(cast["aydin"])
    sent = follow(cast, first)
    raw = bytearray(sent.sealed_body.stored())
    raw[-1] ^= 1
    Transmission.objects.filter(pk=sent.pk).update(sealed_body=Sealed(bytes(raw)))
    browser = sign_in(Client(), "kessler")
    page = browser.get(reverse("exchange:received", args=[sent.pk]), secure=True)
    assert page.status_code == 409
    page = browser.get(reverse("exchange:received", args=[first.pk]), secure=True)
    assert page.status_code == 200
    assert "Lässt sich nicht öffnen" in page.text


def test_the_pages_of_a_supplement(cast: Cast) -> None:
    first = send(cast["aydin"], custody="yes")
    officer, counsellor = sign_in(Client(), "aydin"), sign_in(Client(), "kessler")
    page = officer.get(reverse("exchange:sent", args=[first.pk]), secure=True)
    address = reverse("exchange:supplement", args=[first.pk])
    assert address in page.text
    asked = officer.get(address, secure=True)
    box = next(
        name
        for name, field in asked.context["form"].fields.items()
        if "custody" in dict(getattr(field, "choices", ()))
    )
    chosen = f"{address}?relation=correction&{box}=custody"
    asked = officer.get(chosen, secure=True)
    token = str(asked.context["form"].initial["token"])
    wrong = officer.post(chosen, {"token": token, "sentence": "Er ist frei."}, secure=True)
    assert wrong.status_code == 422
    assert "Bitte geben Sie an, was jetzt gilt." in wrong.text
    assert "Er ist frei." in wrong.text
    right = {"token": token, "sentence": "Er ist frei.", "new_custody": "no"}
    assert officer.post(chosen, right, secure=True).status_code == 302
    other = officer.post(chosen, {**right, "sentence": "Doch nicht."}, secure=True)
    assert other.status_code == 409
    assert "schon gesendet, aber mit anderem Inhalt" in other.text
    sent = Transmission.objects.get(follows=first)
    for pk in (first.pk, sent.pk):
        page = counsellor.get(reverse("exchange:received", args=[pk]), secure=True)
        assert "Er ist frei." in page.text
        assert "<s>ja</s>" in page.text
    assert "Berichtigung" in counsellor.get("/desk/", secure=True).text


def test_ids_of_others_lead_nowhere(cast: Cast) -> None:
    first = send(cast["aydin"])
    sent = follow(cast, first)
    stranger = sign_in(Client(), "wrona")
    for name in ("supplement", "recall", "withdraw_sent", "sent"):
        for pk in (first.pk, sent.pk):
            page = stranger.get(reverse(f"exchange:{name}", args=[pk]), secure=True)
            assert page.status_code == 404
    officer = sign_in(Client(), "aydin")
    page = officer.get(reverse("exchange:supplement", args=[sent.pk]), secure=True)
    assert page.status_code == 404


def test_links_of_a_stranger_are_none(cast: Cast) -> None:
    first = send(cast["aydin"])
    follow(cast, first)
    assert links_of(by=cast["rahimi"], first=first) == []


def test_what_was_read_before_there_was_a_file_goes_into_it(cast: Cast) -> None:
    first = send(cast["aydin"])
    sent = follow(cast, first)
    actions.acknowledge_transmission(by=cast["kessler"], transmission=sent)
    case = open_case(by=cast["kessler"], transmission=first, next_on=date(2099, 1, 1))
    lines = read_case(by=cast["kessler"], case=case).lines
    assert [line["code"] for line in lines if line["kind"] == "followed"] == [sent.code]
