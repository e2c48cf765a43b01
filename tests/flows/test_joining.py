"""Joining a known file although the other party is known here as well."""

from django.test import Client
from django.urls import reverse

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.models import Case
from tests.cast import Cast, send
from tests.flows.test_known import HER, HIM, TOMORROW, taking
from tests.signing_in import sign_in


def test_joining_a_known_file_asks_nothing_about_a_file_of_its_own(cast: Cast) -> None:
    by, lead = cast["kessler"], sign_in(Client(), "tran")
    case = actions.open_case(by=by, transmission=send(cast["aydin"]), next_on=TOMORROW)
    his = send(cast["aydin"], **HIM, **HER, phone="")
    actions.open_case(by=by, transmission=his, next_on=TOMORROW)
    sent = send(cast["aydin"], file_number="ANO-2")
    page = lead.get(reverse("cases:take", args=[sent.pk]), secure=True)
    assert "Gegenseite" in page.text
    assert "Nur bei einer eigenen Akte." in page.text
    own = taking(lead, cast, sent, same_as="other")
    assert own.status_code == 422
    assert 'id="id_apart_error"' in own.text
    joined = taking(lead, cast, sent, same_as=str(case.pk))
    assert joined.url == reverse("cases:opened", args=[case.pk])
    assert Case.objects.count() == 2
