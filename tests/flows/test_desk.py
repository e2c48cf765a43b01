"""The first page of a counselling team: what must happen today, and the weekend at a glance."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.models import Case
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.overview.desk.inbox import inbox_of
from schutznetz.overview.desk.today import QUIET_DAYS
from tests.cast import Cast, send
from tests.signing_in import sign_in

FRIDAY = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)
SATURDAY, SUNDAY, MONDAY = (FRIDAY + timedelta(days=n, hours=-12) for n in (1, 2, 3))
NO_CHILD = {"child_first_name": "", "child_age": "", "child_how": ""}
NOBODY = {"affected_birth": "", "accused_name": "", "phone": "", "reach_when": "abends"}


@pytest.fixture
def counsellor(cast: Cast) -> Client:
    """Hanna Keßler, signed in."""
    return sign_in(Client(), "kessler")


def start(client: Client) -> str:
    return client.get(reverse("desk:start"), secure=True).text


def test_the_weekend_is_counted_day_by_day(cast: Cast) -> None:
    with turned_to(FRIDAY):
        send(cast["aydin"], urgent="urgent")
    with turned_to(SATURDAY):
        send(cast["aydin"])
        read = send(cast["aydin"], **NO_CHILD)
    with turned_to(SUNDAY):
        send(cast["aydin"], **NO_CHILD)
    with turned_to(MONDAY):
        actions.open_case(by=cast["tran"], transmission=read, next_on=localdate(MONDAY))
        weekend = inbox_of(cast["kessler"]).weekend
    assert weekend is not None
    assert [(d.on.day, d.reports, d.unread, d.urgent, d.children) for d in weekend.days] == [
        (29, 1, 1, 0, 0),
        (28, 2, 1, 0, 1),
        (27, 1, 1, 1, 1),
    ]


def test_on_a_tuesday_only_the_night_is_counted(cast: Cast) -> None:
    with turned_to(SATURDAY):
        send(cast["aydin"])
    with turned_to(MONDAY + timedelta(days=1)):
        assert inbox_of(cast["kessler"]).weekend is None


def test_own_dates_come_first_then_what_is_late_with_others(cast: Cast, counsellor: Client) -> None:
    today = localdate()
    mine, theirs, quiet, fresh = (
        actions.open_case(
            by=cast["kessler"],
            transmission=send(cast["aydin"], affected_name=f"Dana Weber{n}", **NOBODY),
            next_on=today + timedelta(days=30),
        )
        for n in range(4)
    )
    Case.objects.filter(pk=mine.pk).update(next_on=today)
    Case.objects.filter(pk=theirs.pk).update(
        next_on=today - timedelta(days=2), owner=cast["tran"].member_id
    )
    Case.objects.filter(pk=quiet.pk).update(
        opened_at=now() - timedelta(days=QUIET_DAYS + 1), contact_on=None
    )
    files = inbox_of(cast["kessler"]).files
    assert ([c.pk for c in files.own], [c.pk for c in files.late]) == ([mine.pk], [theirs.pk])
    assert [c.pk for c in files.quiet] == [quiet.pk]
    assert files.open_count == 3
    text = start(counsellor)
    assert "bei Ihnen ist 1 Akte fällig" in text
    for words in ("Bei Ihnen fällig (1)", "Überfällig bei anderen (1)", "Ohne Kontakt seit 14"):
        assert words in text
    assert fresh.code not in text


def test_each_unread_report_can_be_taken_with_one_press(cast: Cast, counsellor: Client) -> None:
    sent = send(cast["aydin"])
    url = reverse("cases:take_now", args=[sent.pk])
    assert f'action="{url}"' in start(counsellor)
    page: Any = counsellor.post(url, secure=True)
    case = Case.objects.get()
    assert page.url == reverse("cases:opened", args=[case.pk])
    assert case.next_on is not None
    assert case.next_on > localdate()
    assert url not in start(counsellor)


def test_an_urgent_report_taken_with_one_press_is_due_today(cast: Cast, counsellor: Client) -> None:
    sent = send(cast["aydin"], urgent="urgent")
    counsellor.post(reverse("cases:take_now", args=[sent.pk]), secure=True)
    assert Case.objects.get().next_on == localdate()


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(url, secure=True).status_code == 200
    return len(found)


def test_the_desk_asks_the_database_as_often_for_fifty_as_for_two(
    cast: Cast, counsellor: Client
) -> None:
    for n in range(2):
        actions.open_case(
            by=cast["kessler"],
            transmission=send(cast["aydin"], affected_name=f"Dana Weber{n}", **NOBODY),
            next_on=localdate(),
        )
        send(cast["aydin"])
    start(counsellor)
    few = queries(counsellor, reverse("desk:start"))
    for _ in range(10):
        send(cast["aydin"])
    for n in range(5):
        actions.open_case(
            by=cast["kessler"],
            transmission=send(cast["aydin"], affected_name=f"Mia Kern{n}", **NOBODY),
            next_on=localdate(),
        )
    assert queries(counsellor, reverse("desk:start")) == few


def test_a_file_asks_the_database_as_often_for_many_lines_as_for_few(
    cast: Cast, counsellor: Client
) -> None:
    case = actions.open_case(
        by=cast["kessler"], transmission=send(cast["aydin"]), next_on=date(2099, 1, 1)
    )
    url = reverse("cases:opened", args=[case.pk])
    counsellor.get(url, secure=True)
    few = queries(counsellor, url)
    for n in range(55):
        actions.write_note(by=cast["tran"], case=case, note=f"Notiz Nummer {n}.")
    assert queries(counsellor, url) == few
    text = counsellor.get(url, secure=True).text
    assert "Notiz Nummer 54." in text
    assert "Notiz Nummer 3." not in text
    assert "Notiz Nummer 3." in counsellor.get(f"{url}?tab=overview&page=2", secure=True).text
