"""T16: whoever opens very much in an hour shows the second factor again, and the lead hears of it."""

import uuid
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from schutznetz.casework.cases.actions import open_case
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.care.actions import MANY_OPENINGS
from schutznetz.ground.care.measure import MOST
from schutznetz.ground.care.models import Notice
from schutznetz.ground.entry.codes import code_now
from schutznetz.overview.rehearsal.people import second_factor_of
from tests.cast import Cast, send
from tests.signing_in import sign_in


def open_many(cast: Cast, login: str, number: int, subject: uuid.UUID | None = None) -> None:
    """The log says that somebody has opened so many files just now."""
    for _ in range(number):
        with recorded(by=cast[login], verb="read_case", purpose="read") as record:
            record.about("case", subject or uuid.uuid4())


def told() -> list[str]:
    """Who was told about many openings."""
    found = Notice.objects.filter(code=MANY_OPENINGS, settled_at=None)
    return sorted(found.values_list("member__account__login", flat=True))


@pytest.fixture
def pages(cast: Cast) -> list[str]:
    """A report and a file of Lindenhof."""
    case = open_case(by=cast["kessler"], transmission=send(cast["aydin"]), next_on=date(2099, 1, 1))
    sent = send(cast["aydin"], file_number="ANO-2")
    return [
        reverse("exchange:received", args=[sent.pk]),
        reverse("cases:opened", args=[case.pk]),
        reverse("cases:take", args=[sent.pk]),
    ]


def test_thirty_an_hour_are_work_and_the_thirty_first_asks_for_the_code(
    cast: Cast, pages: list[str]
) -> None:
    browser = sign_in(Client(), "nwosu")
    open_many(cast, "nwosu", MOST - 1)
    assert browser.get(pages[0], secure=True).status_code == 200  # the thirtieth
    assert told() == []
    for url in pages:
        answer = browser.get(url, secure=True)
        assert answer.status_code == 302
        assert urlsplit(answer.headers["Location"]).path == reverse("entry:step_up")
        assert parse_qs(urlsplit(answer.headers["Location"]).query) == {"next": [url]}
    assert told() == ["tran"]


def test_with_the_code_it_goes_on_where_she_was(cast: Cast, pages: list[str]) -> None:
    browser = sign_in(Client(), "nwosu")
    open_many(cast, "nwosu", MOST)
    url, before = reverse("entry:step_up"), browser.cookies["__Host-session"].value
    wrong = browser.post(url, {"code": "000000", "next": pages[1]}, secure=True)
    assert wrong.status_code == 422
    assert pages[1] in wrong.text
    cache.clear()  # the code that signed her in counts as used
    code = code_now(second_factor_of("nwosu"))
    answer = browser.post(url, {"code": code, "next": pages[1]}, secure=True)
    assert (answer.status_code, answer.headers["Location"]) == (302, pages[1])
    assert browser.cookies["__Host-session"].value != before  # T18
    assert browser.get(pages[1], secure=True).status_code == 200
    open_many(cast, "nwosu", MOST)
    assert browser.get(pages[0], secure=True).status_code == 302
    assert Entry.objects.filter(verb="step_up").count() == 1


def test_it_leads_nowhere_outside_the_house(cast: Cast) -> None:
    browser = sign_in(Client(), "nwosu")
    cache.clear()
    typed = {"code": code_now(second_factor_of("nwosu")), "next": "https://example.org/"}
    answer = browser.post(reverse("entry:step_up"), typed, secure=True)
    assert answer.headers["Location"] == reverse("desk:start")


def test_the_same_file_again_and_yesterday_s_files_do_not_count(
    cast: Cast, pages: list[str]
) -> None:
    with turned_to(now() - timedelta(hours=2)):
        open_many(cast, "nwosu", MOST)
    open_many(cast, "nwosu", MOST, subject=uuid.uuid4())
    open_many(cast, "tran", MOST)
    browser = sign_in(Client(), "nwosu")
    assert browser.get(pages[0], secure=True).status_code == 200


def test_of_a_browsing_lead_the_deputy_hears_and_it_can_be_put_away(
    cast: Cast, pages: list[str]
) -> None:
    open_many(cast, "tran", MOST)
    browser = sign_in(Client(), "tran")
    for _ in range(2):
        browser.get(pages[0], secure=True)
    assert told() == ["kowalczyk"]
    deputy = sign_in(Client(), "kowalczyk")
    assert "Ngọc Trần" in deputy.get(reverse("desk:start"), secure=True).text
    deputy.post(reverse("care:put_away", args=[Notice.objects.get().pk]), secure=True)
    assert told() == []
    browser.get(pages[0], secure=True)
    assert told() == ["kowalczyk"]  # it goes on, so she hears of it again
