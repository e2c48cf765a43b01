"""Where a report's parts go, on the pages: around whoever is close, apart in a mutual report, caught at last."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.models import PartRoute
from schutznetz.ground.organisations.models import Unit
from tests.cast import Cast, as_typed, draft_of, send, send_parts
from tests.signing_in import sign_in

SECOND = {
    "affected-1-key": "777",
    "affected-1-affected_first_name": "Bea",
    "affected-1-affected_last_name": "Zweite",
    "affected-1-relationship": "partner",
    "affected-1-affected_also_accused": "on",
    "sheet-777-phone": "0000 8888888",
    "consent-777-consent": "verbal",
    "consent-777-consent_at": "2026-11-20T23:55",
    "consent-777-consent_by": "self",
    "consent-777-consent_language": "Deutsch",
}


def unit(name: str) -> Unit:
    return Unit.objects.get(name__contains=name)


def near(*names: str) -> dict[str, Any]:
    """Somebody concerned is close to these units."""
    return {
        "conflict": "yes",
        "conflict_where": ["network"],
        "conflict_units": [str(unit(name).pk) for name in names],
    }


def review(cast: Cast, changes: dict[str, Any]) -> str:
    draft = draft_of(cast["aydin"], changes)
    url = reverse("referrals:review", args=[draft.pk])
    return sign_in(Client(), "aydin").get(url, secure=True).text


def test_each_of_two_affected_people_has_her_own_part_and_centre(cast: Cast) -> None:
    first, second = send_parts(cast["aydin"], ("centre-1", "centre-2"), SECOND)
    assert (first.to_unit, second.to_unit) == (unit("Lindenhof"), unit("Städtische"))
    one = read_transmission(by=cast["kessler"], transmission=received_by(cast["kessler"]).get())
    two = read_transmission(by=cast["rahimi"], transmission=received_by(cast["rahimi"]).get())
    assert "8888888" not in str(one)
    assert "5551234" not in str(two)
    assert "Lindenblüte" not in str(two)


def test_the_way_leads_around_the_centre_where_somebody_works(cast: Cast) -> None:
    assert send(cast["aydin"], **near("Lindenhof")).to_unit == unit("Städtische")


def test_what_nobody_may_get_goes_to_the_unit_that_catches_and_says_so(cast: Cast) -> None:
    text = review(cast, near("Lindenhof", "Städtische"))
    assert "Opferschutz Auenstadt" in text
    assert "Diese Stelle fängt auf, was sonst niemand bekommen kann." in text
    sent = send(cast["aydin"], **near("Lindenhof", "Städtische"))
    assert sent.to_unit == unit("Opferschutz")


def test_with_nobody_left_the_card_says_whom_to_ask(cast: Cast) -> None:
    text = review(cast, near("Lindenhof", "Städtische", "Opferschutz"))
    assert "Für diesen Teil gibt es keine Stelle, die ihn bekommen kann." in text
    assert "an Interventionsstelle" not in text


def test_a_postcode_leads_to_another_centre(cast: Cast) -> None:
    assert send(cast["aydin"], postcode="04810").to_unit == unit("Städtische")


def test_only_the_unit_that_was_shown_gets_it(cast: Cast) -> None:
    officer = sign_in(Client(), "aydin")
    draft = draft_of(cast["aydin"])
    page = officer.get(reverse("referrals:review", args=[draft.pk]), secure=True).text
    shown = re.search(r'name="to-centre-1" value="([^"]+)"', page)
    assert shown
    PartRoute.objects.filter(unit_id=shown.group(1)).delete()
    what = {"version": "1", "parts": "centre-1", "to-centre-1": shown.group(1)}
    url = reverse("referrals:send", args=[draft.pk])
    answer: Any = officer.post(url, what, secure=True)
    assert answer.status_code == 422
    assert "Eine andere Stelle ist jetzt zuständig." in answer.text
    assert not Transmission.objects.exists()


@pytest.mark.parametrize("name", ["Revier", "Interventionsstelle"])
def test_closeness_is_asked_with_the_units_by_name(cast: Cast, name: str) -> None:
    draft = draft_of(cast["aydin"])
    url = reverse("referrals:step", args=[draft.pk, "consent"])
    text = sign_in(Client(), "aydin").get(url, secure=True).text
    field = text.split("Welche Stelle genau?")[1].split("</fieldset>")[0]
    assert (name in field) == (name == "Interventionsstelle")


def test_the_names_of_units_somebody_is_close_to_stay_at_the_station(cast: Cast) -> None:
    sent = send(cast["aydin"], **near("Lindenhof"))
    body = read_transmission(by=cast["rahimi"], transmission=sent)
    assert str(unit("Lindenhof").pk) not in str(body)
    assert as_typed(near("Lindenhof"))["conflict"] == "yes"
