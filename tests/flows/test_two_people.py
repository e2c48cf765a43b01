"""A Monday with twenty reports, two people, two browsers: nothing is lost, nothing is done twice."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.base.models import Timer
from schutznetz.ground.organisations.models import Member
from tests.cast import CALLED, Cast, send
from tests.signing_in import sign_in

TOMORROW = localdate() + timedelta(days=1)
NOBODY = {"phone": "", "reach_when": "abends", "accused_name": "", "accused_birth": ""}
HIM = {"affected_name": "Sören Nyström", "affected_birth": "1987-09-30", "phone": ""}
HER = {"accused_name": "Özlem Çağlayan-Müßig", "accused_birth": "1991-04-03"}


@pytest.fixture
def weekend(cast: Cast) -> list[Transmission]:
    """Twenty reports from Nord: fifteen people, three of them twice, her neighbour's, and his own."""
    people = [
        {"affected_name": f"Dana Weber{n}", "affected_birth": f"19{60 + n}-02-03", **NOBODY}
        for n in range(15)
    ]
    again = [{**each, "file_number": "ANO-2"} for each in people[:3]]
    urgent = {**people[0], "urgent": "urgent", **CALLED}
    return [
        send(cast["aydin"], **each) for each in [urgent, *people[1:], *again, {}, {**HIM, **HER}]
    ]


def two(cast: Cast) -> list[tuple[Client, str]]:
    return [(sign_in(Client(), login), str(cast[login].member_id)) for login in ("kessler", "tran")]


def take(client: Client, me: str, sent: Transmission) -> Any:
    """One press; where somebody has to look first, she decides as the page proposes."""
    page: Any = client.post(reverse("cases:take_now", args=[sent.pk]), secure=True)
    if page.status_code != 302 or "/take/" not in page.url:
        return page
    text = client.get(page.url, secure=True).text
    data = {"to": me, "next_on": TOMORROW.isoformat()}
    same = re.search(r'name="same_as" value="([0-9a-f-]{36})"', text)
    if same:
        data["same_as"] = same.group(1)
    elif "Gegenseite" in text:
        data["apart"] = "on"
    return client.post(page.url, data, secure=True)


def test_twenty_reports_are_worked_by_two_people(cast: Cast, weekend: list[Transmission]) -> None:
    pair = two(cast)
    first, _ = pair[0]
    assert "20 Meldungen sind ungelesen" in first.get(reverse("desk:start"), secure=True).text
    for number, sent in enumerate(weekend):
        client, me = pair[number % 2]
        answer = take(client, me, sent)
        assert answer.status_code == 302, (number, answer.status_code)
        late, other = pair[(number + 1) % 2]
        assert take(late, other, sent).status_code == 409
    assert not Transmission.objects.filter(taken_at=None).exists()
    assert Case.objects.count() == 17
    assert CaseEntry.objects.count() == 20
    assert not Timer.objects.filter(code="unread_transmission", ended_at=None).exists()
    owners = set(
        Member.objects.filter(cases__state="open").values_list("account__login", flat=True)
    )
    assert owners == {"kessler", "tran"}
    for case in Case.objects.all():
        assert case.next_on is not None
        running = Timer.objects.filter(subject_id=case.pk, ended_at=None)
        assert {each.code for each in running} == {"next_date", "first_contact"}
    text = first.get(reverse("desk:start"), secure=True).text
    assert "Im Augenblick wartet nichts auf Sie" in text or "bei Ihnen" in text
    assert "Alles gelesen" in text
