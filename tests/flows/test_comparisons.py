"""The weekly comparison: only counts cross over, nobody copies, and no difference goes quiet."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.comparisons import actions
from schutznetz.casework.comparisons.access import (
    open_weeks,
    pairs_to_compare,
    sent_digitally,
    sides_of,
    weeks_of,
)
from schutznetz.casework.comparisons.models import WeekComparison, WeekCount
from schutznetz.casework.comparisons.rules import Standing
from schutznetz.casework.comparisons.tasks import begin_last_week
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.models import PartRoute
from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.models import FileKey
from tests.cast import Cast, send
from tests.flows.test_intakes import answers
from tests.signing_in import sign_in

MONDAY = date(2026, 11, 16)


@pytest.fixture
def week(cast: Cast) -> WeekComparison:
    """Last week between Nord and Lindenhof."""
    assert actions.begin_weeks(monday=MONDAY) == 2
    assert actions.begin_weeks(monday=MONDAY) == 0
    return WeekComparison.objects.get(station_id=cast["aydin"].unit_id)


def timers(cast: Cast, login: str) -> int:
    return Timer.objects.filter(
        unit_id=cast[login].unit_id, code=actions.WEEKLY, ended_at=None
    ).count()


def page(login: str, week: WeekComparison, **typed: object) -> Any:
    browser, url = sign_in(Client(), login), reverse("comparisons:week", args=[week.pk])
    return browser.post(url, typed, secure=True) if typed else browser.get(url, secure=True)


def test_the_worker_begins_the_week_that_is_over(cast: Cast) -> None:
    begin_last_week(0)
    begin_last_week(0)
    assert WeekComparison.objects.count() == 2


def test_a_route_for_all_stations_is_a_pair_for_each_and_a_way_around_is_none(cast: Cast) -> None:
    centre = Unit.objects.get(pk=cast["kessler"].unit_id)
    other = Unit.objects.get(pk=cast["rahimi"].unit_id)
    PartRoute.objects.filter(part="centre").delete()
    PartRoute.objects.create(station=None, part="centre", unit=centre, priority=1)
    PartRoute.objects.create(station=None, part="centre", unit=other, priority=2)
    stations = Unit.objects.filter(kind=Unit.Kind.STATION)
    assert {(one.pk, two.pk) for one, two in pairs_to_compare()} == {
        (station.pk, centre.pk) for station in stations
    }


def test_nobody_sees_the_other_number_before_the_own_one(cast: Cast, week: WeekComparison) -> None:
    actions.count_papers(by=cast["petzold"], week=week, papers=531)
    assert ">531<" not in page("kessler", week).text
    page("kessler", week, papers="530")
    text = page("kessler", week).text
    assert ">531<" in text and "Zahlen sind verschieden" in text
    assert ">530<" in page("aydin", week).text


def test_equal_numbers_end_both_timers(cast: Cast, week: WeekComparison) -> None:
    assert (timers(cast, "aydin"), timers(cast, "kessler")) == (1, 1)
    actions.count_papers(by=cast["aydin"], week=week, papers=2)
    assert (timers(cast, "aydin"), timers(cast, "kessler")) == (0, 1)
    actions.count_papers(by=cast["kessler"], week=week, papers=2)
    assert timers(cast, "kessler") == 0
    assert sides_of(cast["aydin"], weeks_of(cast["aydin"]).get()).is_done
    with pytest.raises(actions.NothingToSay):
        actions.count_papers(by=cast["kessler"], week=week, papers=3)


def test_a_difference_wakes_both_until_both_have_settled_it(
    cast: Cast, week: WeekComparison
) -> None:
    actions.count_papers(by=cast["aydin"], week=week, papers=2)
    actions.count_papers(by=cast["kessler"], week=week, papers=1)
    assert (timers(cast, "aydin"), timers(cast, "kessler")) == (1, 1)
    actions.settle_week(by=cast["kessler"], week=week, reason="sent_again", note="Frau K. fehlt")
    assert (timers(cast, "aydin"), timers(cast, "kessler")) == (1, 0)
    text = page("petzold", week).text
    assert "noch einmal geschickt" in text
    assert "Frau K. fehlt" not in text
    assert "Frau K. fehlt" in page("tran", week).text
    actions.settle_week(by=cast["petzold"], week=week, reason="talked", note="")
    assert timers(cast, "aydin") == 0
    assert "geklärt" in page("petzold", week).text


def test_correcting_a_number_opens_what_was_settled(cast: Cast, week: WeekComparison) -> None:
    actions.count_papers(by=cast["aydin"], week=week, papers=2)
    actions.count_papers(by=cast["kessler"], week=week, papers=1)
    keys = FileKey.objects.count()
    actions.settle_week(by=cast["kessler"], week=week, reason="talked", note="gilt nicht mehr")
    actions.count_papers(by=cast["aydin"], week=week, papers=3)
    assert sides_of(cast["kessler"], weeks_of(cast["kessler"]).get()).standing == Standing.DIFFERENT
    assert FileKey.objects.count() == keys
    actions.count_papers(by=cast["kessler"], week=week, papers=3)
    with pytest.raises(actions.NothingToSay):
        actions.settle_week(by=cast["kessler"], week=week, reason="talked", note="")


def test_the_lead_is_told_on_monday_at_noon_and_not_before(
    cast: Cast, week: WeekComparison
) -> None:
    timer = Timer.objects.get(unit_id=cast["kessler"].unit_id, code=actions.WEEKLY)
    assert timer.due_at.astimezone().date() == MONDAY + timedelta(days=7)
    with turned_to(timer.due_at - timedelta(minutes=1)):
        ring_due_timers()
        assert not Notice.objects.filter(code=actions.WEEKLY).exists()
    with turned_to(timer.due_at):
        ring_due_timers()
        told = Notice.objects.filter(code=actions.WEEKLY).values_list("member_id", flat=True)
        assert cast["tran"].member_id in told
        assert cast["kessler"].member_id not in told
    with turned_to(timer.due_at + timedelta(hours=2)):
        ring_due_timers()
        assert Notice.objects.filter(code=actions.WEEKLY, stage=2).count() == 0
    with turned_to(timer.due_at + timedelta(days=2)):
        ring_due_timers()
        again = Notice.objects.filter(code=actions.WEEKLY, stage=2)
        assert cast["kessler"].member_id not in set(again.values_list("member_id", flat=True))
        actions.count_papers(by=cast["kessler"], week=week, papers=0)
    assert not Notice.objects.filter(
        code=actions.WEEKLY, member_id=cast["tran"].member_id, settled_at=None
    ).exists()


def test_what_was_sent_is_counted_by_itself_and_papers_by_the_inbox(
    cast: Cast, week: WeekComparison
) -> None:
    send(cast["aydin"])
    typed = answers(way="fax")
    sign_in(Client(), "kessler").post(reverse("intakes:new"), typed, secure=True)
    inside = MONDAY + timedelta(days=2)
    for row in Transmission.objects.all():
        row.sent_at = row.sent_at.replace(year=inside.year, month=inside.month, day=inside.day)
        Transmission.objects.filter(pk=row.pk).update(sent_at=row.sent_at)
    assert sent_digitally(cast["aydin"], week) == (1, 0)
    assert sent_digitally(cast["kessler"], week) == (1, 0)
    assert "steht ein Papier dieses Reviers" in page("kessler", week).text
    assert "in_inbox" not in page("aydin", week).text
    other = WeekComparison.objects.exclude(pk=week.pk).get()
    assert sent_digitally(cast["rahimi"], other) == (0, 0)


@pytest.mark.parametrize("typed", ["-1", "1000", "viele", "", "1" * 1000])
def test_a_number_that_is_none_is_named_at_its_field(
    cast: Cast, week: WeekComparison, typed: str
) -> None:
    answer = page("kessler", week, papers=typed)
    assert answer.status_code == 422
    assert "id_papers_error" in answer.text
    assert not WeekCount.objects.exclude(papers=None).exists()


def test_settling_without_a_difference_or_a_reason_is_refused(
    cast: Cast, week: WeekComparison
) -> None:
    browser, url = sign_in(Client(), "kessler"), reverse("comparisons:settle", args=[week.pk])
    assert browser.post(url, {"reason": "talked"}, secure=True).status_code == 409
    assert browser.post(url, {"reason": "egal"}, secure=True).status_code == 422
    long = browser.post(url, {"reason": "talked", "note": "x" * 2**20}, secure=True)
    assert long.status_code == 422


def test_strangers_see_no_week(cast: Cast, week: WeekComparison) -> None:
    for login in ("wrona", "rahimi", "novakova", "lindqvist"):
        assert not weeks_of(cast[login]).filter(pk=week.pk).exists()
    assert (open_weeks(cast["wrona"]), open_weeks(cast["novakova"])) == (1, 0)
    assert (
        "Wochenvergleich" in sign_in(Client(), "aydin").get(reverse("desk:start"), secure=True).text
    )
