"""What a station adds, corrects or takes back reaches the file that has its report."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.known import known_for
from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.actions import acknowledge_transmission
from schutznetz.casework.exchange.actions.following import Change, supplement_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Relation
from schutznetz.ground.care.models import Notice
from tests.cast import Cast, send
from tests.signing_in import sign_in

LATER = localdate() + timedelta(days=20)


@pytest.fixture
def sent(cast: Cast) -> Transmission:
    """A report from Nord."""
    return send(cast["aydin"])


@pytest.fixture
def case(cast: Cast, sent: Transmission) -> Case:
    """The file Hanna Keßler has made of it."""
    return actions.open_case(by=cast["kessler"], transmission=sent, next_on=LATER)


def reads(cast: Cast, first: Transmission, relation: Relation, **fields: str) -> Transmission:
    """Selin Aydın sends something later, and Ngọc Trần reads it."""
    change = Change(relation, "So ist es richtig.", fields)
    notice = supplement_transmission(
        by=cast["aydin"], token=uuid.uuid4(), first=first, change=change, urgent=False
    )
    acknowledge_transmission(by=cast["tran"], transmission=notice)
    return notice


def test_a_new_number_waits_in_the_file_and_its_owner_hears_of_it(
    cast: Cast, case: Case, sent: Transmission
) -> None:
    notice = reads(cast, sent, Relation.CORRECTION, phone="0000 7777777")
    case.refresh_from_db()
    assert case.next_on == localdate()
    browser = sign_in(Client(), "kessler")
    page = reverse("cases:opened", args=[case.pk])
    text = browser.get(page, secure=True).text
    assert f"Berichtigung {notice.code} zur Meldung – So ist es richtig." in text
    assert "0000 7777777" not in text
    assert "0000 7777777" in browser.get(f"{page}?tab=reaching", secure=True).text
    told = Notice.objects.filter(code="case_followed").values_list("member_id", flat=True)
    assert list(told) == [cast["kessler"].member_id]


def test_a_spelling_that_is_put_right_opens_no_closed_file(
    cast: Cast, case: Case, sent: Transmission
) -> None:
    actions.close_case(by=cast["kessler"], case=case, outcome="declined", note="")
    reads(cast, sent, Relation.CORRECTION, affected_last_name="Aksoy")
    case.refresh_from_db()
    assert (case.state, case.next_on) == ("closed", None)
    again = send(
        cast["aydin"], affected_name="Özlem Aksoy", phone="", reach_when="abends", accused_name=""
    )
    assert [each.case for each in known_for(by=cast["tran"], transmission=again).candidates] == [
        case
    ]


def test_what_was_read_before_the_report_was_taken_comes_into_the_file_with_it(
    cast: Cast, sent: Transmission
) -> None:
    before = reads(cast, sent, Relation.CORRECTION, phone="0000 7777777")
    case = actions.open_case(by=cast["kessler"], transmission=sent, next_on=LATER)
    reading = actions.read_case(by=cast["kessler"], case=case)
    assert [each["kind"] for each in reading.lines] == ["followed", "report"]
    assert reading.lines[0]["code"] == before.code
    assert reading.head["offered"] == {"phone": "0000 7777777", "code": before.code}
    case.refresh_from_db()
    assert case.next_on == LATER, "whoever takes it has read it and says when"
    after = reads(cast, sent, Relation.SUPPLEMENT, reach_when="abends")
    codes = [each["code"] for each in actions.read_case(by=cast["kessler"], case=case).lines]
    assert codes == [after.code, before.code, sent.code], "each of them once"


def test_it_comes_along_into_a_file_that_is_there_too(
    cast: Cast, case: Case, sent: Transmission
) -> None:
    again = send(cast["aydin"])
    before = reads(cast, again, Relation.SUPPLEMENT, reach_when="abends")
    actions.join_case(by=cast["kessler"], transmission=again, case=case, next_on=LATER)
    newest = actions.read_case(by=cast["kessler"], case=case).lines[0]
    assert newest["code"] == before.code


def test_a_file_changed_by_nothing_is_left_alone(cast: Cast, case: Case) -> None:
    other = send(cast["aydin"], affected_name="Dana Weber")
    reads(cast, other, Relation.SUPPLEMENT, reach_when="abends")
    case.refresh_from_db()
    assert (case.version, case.next_on) == (1, LATER)


def test_a_taken_report_no_longer_shows_how_to_reach_her(
    cast: Cast, case: Case, sent: Transmission
) -> None:
    """The file knows whether the number is still safe; the report does not."""
    browser = sign_in(Client(), "tran")
    page = browser.get(reverse("exchange:received", args=[sent.pk]), secure=True).text
    assert case.code in page
    for reaching in ("0000 5551234", "werktags vor zehn Uhr", "Lindenblüte"):
        assert reaching not in page
    fresh = send(cast["aydin"])
    assert (
        "0000 5551234"
        in browser.get(reverse("exchange:received", args=[fresh.pk]), secure=True).text
    )
