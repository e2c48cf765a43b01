"""One acts for one unit at a time, and knowing that costs little."""

import uuid
from typing import Any

import pytest
from django.test import Client

from schutznetz.ground.entry.tests.browser import DESK, get, post
from schutznetz.ground.organisations.models import Member, Unit
from tests.cast import Cast
from tests.signing_in import sign_in

CHOICE, CHEAP_PAGE = "/entry/unit/", "/referrals/new/"


@pytest.fixture
def second_place(cast: Cast) -> Member:
    """Selin Aydın helps out at the other station."""
    unit = Unit.objects.get(name="Revier Auenstadt-Hafen")
    return Member.objects.create(
        account_id=cast["aydin"].account_id, unit=unit, function="Aushilfe"
    )


def acting_unit(client: Client) -> str:
    """For which unit the next page is made."""
    return str(get(client, CHOICE).wsgi_request.actor.unit_name)


#: Session, account, place; begin, who acts, nobody acts, end (ADR 0008).
CHEAP = 7


def test_session_account_and_place_are_three_queries_in_their_transaction(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(Client(), "aydin")
    get(client, CHEAP_PAGE)
    with django_assert_max_num_queries(CHEAP):
        assert get(client, CHEAP_PAGE).status_code == 200


def test_reading_does_not_write_the_session(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = sign_in(Client(), "aydin")
    get(client, CHEAP_PAGE)
    with django_assert_max_num_queries(CHEAP) as captured:
        get(client, CHEAP_PAGE)
    said = [query["sql"] for query in captured.captured_queries]
    assert all(sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")) for sql in said)


def test_somebody_with_two_places_chooses(cast: Cast, second_place: Member) -> None:
    client = sign_in(Client(), "aydin")
    page = get(client, CHOICE)
    assert "Revier Auenstadt-Hafen" in page.text
    assert "Revier Auenstadt-Nord" in page.text
    assert post(client, CHOICE, member=str(second_place.pk)).url == DESK
    assert acting_unit(client) == "Revier Auenstadt-Hafen"
    post(client, CHOICE, member=str(cast["aydin"].member_id))
    assert acting_unit(client) == "Revier Auenstadt-Nord"


def test_a_foreign_place_is_ignored(cast: Cast, second_place: Member) -> None:
    """T36: what a form claims is checked against what one has."""
    client = sign_in(Client(), "aydin")
    before = acting_unit(client)
    for claimed in (cast["kessler"].member_id, cast["rahimi"].unit_id, uuid.UUID(int=0), "", "x"):
        assert post(client, CHOICE, member=str(claimed)).status_code == 200
        assert acting_unit(client) == before


def test_a_place_that_was_given_up_cannot_be_chosen(cast: Cast, second_place: Member) -> None:
    client = sign_in(Client(), "aydin")
    post(client, CHOICE, member=str(cast["aydin"].member_id))
    before = acting_unit(client)
    Member.objects.filter(pk=second_place.pk).update(is_active=False)
    assert post(client, CHOICE, member=str(second_place.pk)).status_code == 200
    assert acting_unit(client) == before
    assert "Revier Auenstadt-Hafen" not in get(client, CHOICE).text


def test_losing_the_chosen_place_ends_the_session(cast: Cast, second_place: Member) -> None:
    """She is not silently moved to her other unit in the middle of a report."""
    for choice in ("", str(second_place.pk)):
        Member.objects.filter(pk=second_place.pk).update(is_active=True)
        client = sign_in(Client(), "aydin")
        post(client, CHOICE, member=choice)
        assert acting_unit(client) == second_place.unit.name
        Member.objects.filter(pk=second_place.pk).update(is_active=False)
        assert get(client).status_code == 401


def test_gaining_a_place_moves_nobody(cast: Cast) -> None:
    client = sign_in(Client(), "wrona")
    before = acting_unit(client)
    first = Unit.objects.order_by("name")[0]
    Member.objects.create(account_id=cast["wrona"].account_id, unit=first, function="Aushilfe")
    assert first.name < before
    assert acting_unit(client) == before


def test_the_choice_does_not_outlive_the_session(cast: Cast, second_place: Member) -> None:
    client = sign_in(Client(), "aydin")
    first = acting_unit(client)
    other = next(
        each for each in Member.objects.filter(account__login="aydin") if each.unit.name != first
    )
    post(client, CHOICE, member=str(other.pk))
    post(client, "/entry/sign-out/")
    sign_in(client, "aydin")
    assert acting_unit(client) == first
