"""What somebody tried who looked for holes: each of these once worked."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.cases.actions import open_case
from schutznetz.casework.cases.models import CaseEntry
from schutznetz.casework.exchange.actions.following import Change, supplement_transmission
from schutznetz.casework.exchange.actions.handing_over import Offer, offer_transmission
from schutznetz.casework.exchange.actions.recalling import recall_transmission
from schutznetz.casework.exchange.actions.withdrawing import withdraw_consent
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NoBasis, NotAllowed
from schutznetz.casework.referrals.printed_report import told_elsewhere
from schutznetz.ground.base.csv_cells import guarded
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.care.measure import MOST
from schutznetz.ground.organisations.models import Account, Unit
from schutznetz.ground.vault.access import named_readers
from tests.cast import TYPED, Cast, send, send_parts
from tests.signing_in import sign_in

DAY = date(2099, 1, 1)


def offer_of(cast: Cast, *, basis: str) -> Offer:
    """An offer to the other centre that names her and her number, and nobody accused."""
    return Offer(
        subject="",
        to_unit=Unit.objects.get(pk=cast["rahimi"].unit_id),
        fields=dict.fromkeys(("affected_last_name", "phone", "code_word"), ""),
        source_kind="",
        note="zieht um",
        basis=basis,
        consent={"how": "verbal", "covers": "yes"},
    )


@pytest.mark.parametrize("login", ["hrytsenko", "rahimi"])
def test_a_hand_over_never_reaches_the_accused_who_works_there(cast: Cast, login: str) -> None:
    """T13: he is named in the report, not in what goes along."""
    accused = Account.objects.get(login=login)
    first = Transmission.objects.get(
        pk=send(cast["aydin"], accused_name=accused.name, accused_birth="").pk
    )
    named = named_readers(first.file_id) or frozenset()
    by = next(actor for actor in cast.people.values() if actor.account_id in named)
    offer = offer_transmission(
        by=by, token=new_id(), transmission=first, offer=offer_of(cast, basis="consent")
    )
    readers = named_readers(Transmission.objects.get(pk=offer.pk).file_id)
    assert readers
    assert accused.pk not in readers


def test_a_basis_for_one_kind_of_message_carries_no_hand_over(cast: Cast) -> None:
    first = send(cast["aydin"])
    for basis in ("emergency", "child_protection"):
        with pytest.raises(NoBasis):
            offer_transmission(
                by=cast["kessler"],
                token=new_id(),
                transmission=first,
                offer=offer_of(cast, basis=basis),
            )


def test_a_withdrawal_cannot_be_taken_back_by_a_recall(cast: Cast) -> None:
    first = send(cast["aydin"])
    [notice] = withdraw_consent(by=cast["aydin"], transmission=first, learned="herself", note="")
    with pytest.raises(NotAllowed):
        recall_transmission(by=cast["aydin"], transmission=notice, why="so")


def test_where_there_was_no_consent_none_is_withdrawn(cast: Cast) -> None:
    said = {"children_notice": "yes", "children_note": "Bitte bald ansehen."}
    [children] = send_parts(cast["aydin"], ("children",), said)
    for login in ("novakova", "aydin"):
        with pytest.raises(NotAllowed):
            withdraw_consent(by=cast[login], transmission=children, learned="herself", note="")


def test_a_supplement_adds_only_what_its_basis_names(cast: Cast) -> None:
    first = send(cast["aydin"])
    change = Change("supplement", "neu", {"accused_phone": "0000 1"})
    with pytest.raises(NoBasis):
        supplement_transmission(
            by=cast["aydin"], token=new_id(), first=first, change=change, urgent=False
        )


def test_an_empty_form_shows_no_number_beyond_the_measure(cast: Cast) -> None:
    """T16: sending instead of asking is no way around it."""
    files = [
        open_case(by=cast["kessler"], transmission=send(cast["aydin"]), next_on=DAY)
        for _ in range(MOST + 3)
    ]
    client = sign_in(Client(), "tran")
    shown = 0
    for case in files:
        page = client.post(reverse("cases:change", args=[case.pk, "attempt"]), {}, secure=True)
        assert page.status_code == 422
        shown += TYPED["phone"] in page.text
        client.get(reverse("cases:opened", args=[case.pk]), secure=True)
    assert shown <= MOST
    assert CaseEntry.objects.filter(case=files[0]).count() == 1


@pytest.mark.parametrize(
    ("phone", "text"),
    [
        ("0341 5551234", "ruf +49 341 555 1234"),
        ("+49 341 5551234", "0341/5551234"),
        ("0341 5551234 oder 0171 9998877", "die 0341 5551234"),
        ("0341 5551234 (Schw. 2)", "0341 5551234"),
    ],
)
def test_a_safe_number_is_found_however_it_is_written(phone: str, text: str) -> None:
    report = {"affected": [{"phone": phone}], "summary": text}
    assert told_elsewhere(report) == ["summary"]


@pytest.mark.parametrize("sign", ["\u2003", "\ufeff", "\u200b", "\u00a0 \u200b"])
def test_an_unseen_sign_hides_no_formula(sign: str) -> None:
    assert guarded(f"{sign}=1+1").startswith("'")
