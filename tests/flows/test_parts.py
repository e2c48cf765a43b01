"""One report, three recipients: each opens its own part and nothing of the others'."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from schutznetz.casework.exchange.access import bases, received_by
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NoBasis
from schutznetz.casework.exchange.words import basis_in_words, purpose_in_words
from schutznetz.casework.referrals.models import Draft
from schutznetz.ground.vault.sealed import KeyMissing
from tests.cast import TYPED, Cast, draft_of, send_parts
from tests.signing_in import sign_in

ALL = {
    "children_notice": "yes",
    "children_note": "Das Kind hat alles gehört.",
    "accused_consent": "verbal",
    "accused_phone": "0000 777",
}
PARTS = ("centre", "children", "accused")
READERS = {"centre": "kessler", "children": "novakova", "accused": "diallo"}


def body(cast: Cast, login: str) -> dict[str, object]:
    """What somebody reads of the one report sent to her unit."""
    row = received_by(cast[login]).get()
    fields = read_transmission(by=cast[login], transmission=row)["fields"]
    assert isinstance(fields, dict)
    return fields


def test_each_reads_her_own_cut(cast: Cast) -> None:
    send_parts(cast["aydin"], PARTS, ALL)
    assert body(cast, "kessler")["phone"] == TYPED["phone"]
    assert "accused_phone" not in body(cast, "kessler")
    children = body(cast, "novakova")
    assert children["children_note"] == ALL["children_note"]
    assert TYPED["phone"] not in str(children)
    accused = body(cast, "diallo")
    assert accused["accused_phone"] == ALL["accused_phone"]
    assert TYPED["affected_last_name"] not in str(accused)


@pytest.mark.parametrize("part", PARTS)
def test_nobody_opens_anothers_cut(cast: Cast, part: str) -> None:
    sent = dict(zip(PARTS, send_parts(cast["aydin"], PARTS, ALL), strict=True))
    for other in set(PARTS) - {part}:
        assert not received_by(cast[READERS[other]]).filter(pk=sent[part].pk).exists()
        with pytest.raises(KeyMissing):
            read_transmission(by=cast[READERS[other]], transmission=sent[part])


def test_what_was_not_chosen_is_not_sent(cast: Cast) -> None:
    send_parts(cast["aydin"], ("children",), ALL)
    assert Transmission.objects.count() == 1
    assert received_by(cast["novakova"]).exists()
    assert not received_by(cast["kessler"]).exists()


def test_one_part_without_basis_sends_none(cast: Cast) -> None:
    with pytest.raises(NoBasis):
        send_parts(cast["aydin"], ("centre", "children"), {**ALL, "consent": "refused"})
    assert not Transmission.objects.exists()
    assert Draft.objects.exists()


def test_the_children_are_protected_although_she_says_no(cast: Cast) -> None:
    send_parts(cast["aydin"], ("children",), {**ALL, "consent": "refused"})
    assert received_by(cast["novakova"]).exists()


def test_the_page_shows_one_card_each_and_sends_what_is_ticked(cast: Cast) -> None:
    officer = sign_in(Client(), "aydin")
    draft = draft_of(cast["aydin"], ALL)
    text = officer.get(reverse("referrals:review", args=[draft.pk]), secure=True).text
    for name in ("Interventionsstelle Lindenhof", "Jugendamt Auenstadt", "Wendepunkt"):
        assert name in text
    assert "rechtlich noch nicht bestätigt" in text
    send = reverse("referrals:send", args=[draft.pk])
    nothing = officer.post(send, {"version": "1"}, secure=True)
    assert nothing.status_code == 422
    assert "mindestens eine Stelle" in nothing.text
    sent = officer.post(send, {"version": "1", "parts": ["centre-1", "accused-1"]}, secure=True)
    page = officer.get(sent.headers["Location"], secure=True).text
    assert "Interventionsstelle Lindenhof" in page
    assert "Wendepunkt" in page
    assert "Jugendamt" not in page


@pytest.mark.parametrize("parts", [["nobody"], ["children"], ["centre-1", "children"]])
def test_a_part_that_is_not_on_offer_cannot_be_smuggled_in(cast: Cast, parts: list[str]) -> None:
    """The form is only a form: what has no basis does not leave, whatever is posted."""
    officer = sign_in(Client(), "aydin")
    draft = draft_of(cast["aydin"])
    answer = officer.post(
        reverse("referrals:send", args=[draft.pk]), {"version": "1", "parts": parts}, secure=True
    )
    assert answer.status_code == 422
    assert not Transmission.objects.exists()


def test_every_basis_and_purpose_has_its_words(cast: Cast) -> None:
    for terms in bases().values():
        assert basis_in_words(terms.code) == terms.names["de"]
        assert purpose_in_words(terms.purpose) == terms.purpose_names["de"]
        with override("en"):
            assert basis_in_words(terms.code) == terms.names["en"]
    assert basis_in_words("invented") == "nicht benannte Grundlage"
