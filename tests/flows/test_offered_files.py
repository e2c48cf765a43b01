"""A file that is offered to another centre stays where it is until that one accepts."""

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.actions.handing_over import close_handed_over, offer_case
from schutznetz.casework.cases.actions.restricting import name_readers
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import NotAllowed as Closed
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.actions.handing_over import Offer, answer_handover
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NoBasis, NotAllowed, OfferedAlready
from schutznetz.ground.base.models import Timer
from schutznetz.ground.organisations.models import Member, Unit
from tests.cast import TYPED, Cast, send
from tests.signing_in import sign_in

LATER = date(2099, 1, 1)


@pytest.fixture
def case(cast: Cast) -> Case:
    """The file Hanna Keßler has made of a report from Nord."""
    return actions.open_case(by=cast["kessler"], transmission=send(cast["aydin"]), next_on=LATER)


def offered(cast: Cast, case: Case, who: str = "kessler", **changes: object) -> Transmission:
    """Offered to the other centre, on a consent that reaches so far."""
    values: dict[str, object] = {
        "subject": "",
        "to_unit": Unit.objects.get(pk=cast["rahimi"].unit_id),
        "fields": dict.fromkeys(("affected_last_name", "phone"), ""),
        "source_kind": "",
        "note": "Sie zieht um.",
        "basis": "consent",
        "consent": {"how": "verbal", "covers": "yes"},
        **changes,
    }
    offer = Offer(**values)  # type: ignore[arg-type]
    return offer_case(by=cast[who], case=case, token=uuid.uuid4(), offer=offer)


def says(cast: Cast, offer: Transmission, answer: str) -> None:
    """The other centre answers."""
    answer_handover(by=cast["rahimi"], transmission=offer, answer=answer, reason="Wir sind voll.")


def shown(client: Client, case: Case) -> str:
    return client.get(reverse("cases:opened", args=[case.pk]), secure=True).text


def standing(case: Case) -> tuple[object, ...]:
    """What must not move while somebody else thinks about it: state, owner, dates, clocks."""
    row = Case.objects.get(pk=case.pk)
    clocks = Timer.objects.filter(subject_id=case.pk, ended_at=None).order_by("code")
    running = tuple(clocks.values_list("code", "due_at"))
    return (row.state, row.owner_id, row.next_on, row.first_contact_due, running)


def test_while_it_is_offered_everything_stays_and_the_offer_is_seen(cast: Cast, case: Case) -> None:
    before = standing(case)
    offer = offered(cast, case)
    assert standing(case) == before
    assert len(before[-1]) == 2  # type: ignore[arg-type]
    browser, sent = sign_in(Client(), "kessler"), reverse("exchange:sent", args=[offer.pk])
    assert "Noch keine Antwort" in shown(browser, case)
    assert sent in shown(browser, case)
    assert sent in browser.get("/desk/", secure=True).text
    form = reverse("cases:hand_over", args=[case.pk])
    assert form not in shown(browser, case)
    assert browser.get(form, secure=True).status_code == 409
    with pytest.raises(OfferedAlready):
        offered(cast, case)
    with pytest.raises(NotAllowed):
        close_handed_over(by=cast["kessler"], offer=offer)


def test_only_what_was_chosen_goes_along_and_says_whether_she_confirmed_it(
    cast: Cast, case: Case
) -> None:
    actions.write_note(by=cast["kessler"], case=case, note="Nur für uns")
    body = read_transmission(by=cast["rahimi"], transmission=offered(cast, case))
    assert body["fields"] == {
        "affected_last_name": TYPED["affected_last_name"],
        "phone": TYPED["phone"],
    }
    assert body["contact_confirmed"] is False
    assert "Nur für uns" not in str(body)


@pytest.mark.parametrize("confirmed", [True, False])
def test_contact_data_arrive_in_the_other_file_as_they_were(
    cast: Cast, case: Case, confirmed: bool
) -> None:
    if confirmed:
        contact = {"phone": "0000 1112223"}
        actions.confirm_contact(by=cast["kessler"], case=case, contact=contact)
    offer = offered(cast, case)
    says(cast, offer, "accepted")
    theirs = actions.open_case(by=cast["rahimi"], transmission=offer, next_on=LATER)
    head = actions.read_head(by=cast["rahimi"], case=theirs)
    assert head["confirmed"] is confirmed
    wanted = "0000 1112223" if confirmed else TYPED["phone"]
    assert head["contact"] == {"phone": wanted}
    page = shown(sign_in(Client(), "rahimi"), theirs)
    assert ("Von der Person selbst bestätigt." in page) is confirmed


def test_declined_is_shown_and_changes_nothing(cast: Cast, case: Case) -> None:
    before = standing(case)
    says(cast, offered(cast, case), "declined")
    assert standing(case) == before
    page = shown(sign_in(Client(), "kessler"), case)
    assert "abgelehnt" in page
    assert reverse("cases:hand_over", args=[case.pk]) in page
    assert offered(cast, case).waits_for_answer(), "and it can be offered again"


def test_accepted_it_is_closed_by_one_click_and_the_timeline_says_to_whom(
    cast: Cast, case: Case
) -> None:
    offer = offered(cast, case)
    says(cast, offer, "accepted")
    browser, close = (
        sign_in(Client(), "kessler"),
        reverse("cases:close_handed_over", args=[offer.pk]),
    )
    assert close in shown(browser, case)
    assert browser.post(close, secure=True).status_code == 302
    case.refresh_from_db()
    line = actions.read_case(by=cast["kessler"], case=case).lines[0]
    assert (case.state, line["outcome"]) == ("closed", "handed_over")
    assert offer.to_unit.name in str(line["note"])
    assert close not in shown(browser, case)
    assert browser.post(close, secure=True).status_code == 409


def test_strangers_and_swapped_ids_get_nowhere(cast: Cast, case: Case) -> None:
    form = reverse("cases:hand_over", args=[case.pk])
    for stranger in ("rahimi", "aydin"):
        with pytest.raises((Case.DoesNotExist, PermissionError)):
            offered(cast, case, stranger)
        assert sign_in(Client(), stranger).get(form, secure=True).status_code == 404
    offer = offered(cast, case)
    says(cast, offer, "accepted")
    other = sign_in(Client(), "rahimi")
    close = reverse("cases:close_handed_over", args=[offer.pk])
    assert other.post(close, secure=True).status_code == 404
    swapped = reverse("cases:close_handed_over", args=[case.pk])
    assert sign_in(Client(), "kessler").post(swapped, secure=True).status_code == 404
    assert standing(case)[0] == "open"


def test_a_restricted_file_is_offered_by_those_it_is_for(cast: Cast, case: Case) -> None:
    named = Member.objects.filter(pk__in=[cast["kessler"].member_id, cast["tran"].member_id])
    name_readers(by=cast["kessler"], case=case, members=list(named), note="")
    case.refresh_from_db()
    with pytest.raises(Case.DoesNotExist):
        offered(cast, case, "nwosu")
    browser = sign_in(Client(), "kessler")
    page = browser.get(reverse("cases:hand_over", args=[case.pk]), secure=True)
    assert "Diese Akte ist nur für wenige bestimmt." in page.text, "it asks what for, first"
    assert offered(cast, case).waits_for_answer()


def test_half_an_offer_is_none(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = standing(case), Transmission.objects.count()
    with pytest.raises(NoBasis):
        offered(cast, case, consent={"how": "verbal", "covers": "unknown"})

    def broken(*_: object) -> None:
        raise RuntimeError("the power is gone")

    where = "schutznetz.casework.exchange.actions.handing_over._wait_for_answer"
    with monkeypatch.context() as patched:
        patched.setattr(where, broken)
        with pytest.raises(RuntimeError):
            offered(cast, case)
    assert (standing(case), Transmission.objects.count()) == before
    actions.close_case(by=cast["kessler"], case=case, outcome="declined", note="")
    with pytest.raises(Closed):
        offered(cast, case)
