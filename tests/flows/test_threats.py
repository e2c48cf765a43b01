"""Threats against colleagues: everybody is told, somebody follows up, until it is closed."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from schutznetz.casework.calls import actions
from schutznetz.casework.calls.models import Threat
from schutznetz.casework.calls.rules import (
    FOLLOW_UP,
    INCIDENT,
    State,
)
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.organisations.models import Member
from tests.cast import Cast
from tests.flows.test_calls import (
    LINDENHOF,
    THREATENED,
    TOMORROW,
    counsellor,
    page,
    post,
    threaten,
    told,
)
from tests.leaks import leaks

__all__ = ["counsellor"]


def test_a_threat_is_noted_and_everybody_is_told_without_content(
    counsellor: Client, cast: Cast
) -> None:
    typed = {**THREATENED, "happened_on": "2026-11-20", "id": str(uuid.uuid4())}
    typed |= {"owner": str(cast["tran"].member_id), "next_on": TOMORROW.isoformat()}
    answer = post(counsellor, "calls:new_threat", typed)
    threat = Threat.objects.get()
    assert answer.url == reverse("calls:threat", args=[threat.pk])
    assert told(INCIDENT) == LINDENHOF
    text = page(counsellor, "desk:start")
    assert "Jemand aus Ihrer Stelle wurde bedroht." in text
    assert leaks([THREATENED["against"], THREATENED["wording"]], text.encode()) == set()
    text = page(counsellor, "calls:threat", threat_id=threat.pk)
    assert THREATENED["wording"] in text and "Ngọc Trần" in text


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"happened_on": "2999-01-01"}, "happened_on", "in der Zukunft"),
        ({"next_on": "2020-01-01"}, "next_on", "schon vorbei"),
        ({"next_on": "2999-01-01"}, "next_on", "mehr als ein Jahr"),
        ({"wording": ""}, "wording", ""),
        ({"owner": str(uuid.uuid4())}, "owner", ""),
        ({"how": ""}, "how", ""),
    ],
)
def test_a_mistake_in_a_threat_is_named(
    counsellor: Client, cast: Cast, changes: dict[str, str], field: str, words: str
) -> None:
    typed = {**THREATENED, "happened_on": "2026-11-20", "id": str(uuid.uuid4())}
    typed |= {"owner": str(cast["tran"].member_id), "next_on": TOMORROW.isoformat()} | changes
    answer = post(counsellor, "calls:new_threat", typed)
    assert answer.status_code == 422
    assert f'id="id_{field}' in answer.text and words in answer.text
    assert THREATENED["measures"] in answer.text
    assert not Threat.objects.exists()


def test_a_threat_is_followed_up_until_it_is_closed(counsellor: Client, cast: Cast) -> None:
    threat = threaten(cast)
    data = {"note": "Anzeige erstattet", "owner": str(cast["tran"].member_id)}
    data["next_on"] = (TOMORROW + timedelta(days=6)).isoformat()
    post(counsellor, "calls:change_threat", data, threat_id=threat.pk, act="follow")
    threat.refresh_from_db()
    assert (threat.owner_id, threat.next_on) == (
        cast["tran"].member_id,
        TOMORROW + timedelta(days=6),
    )
    assert "Anzeige erstattet" in page(counsellor, "calls:threat", threat_id=threat.pk)
    assert Timer.objects.filter(subject_id=threat.pk, ended_at=None).count() == 1
    close = {"note": "Verurteilt"}
    post(counsellor, "calls:change_threat", close, threat_id=threat.pk, act="close")
    threat.refresh_from_db()
    assert (threat.state, threat.owner_id, threat.next_on) == (State.CLOSED, None, None)
    assert told(INCIDENT) == set()
    assert not Timer.objects.filter(subject_id=threat.pk, ended_at=None).exists()
    again = post(counsellor, "calls:change_threat", close, threat_id=threat.pk, act="close")
    assert again.status_code == 409


def test_a_follow_up_rings_on_its_day_and_is_on_the_desk(counsellor: Client, cast: Cast) -> None:
    threat = threaten(cast)
    assert threat.code not in page(counsellor, "desk:start")
    morning = datetime.combine(TOMORROW, datetime.min.time(), now().tzinfo) + timedelta(hours=12)
    with turned_to(morning):
        assert ring_due_timers() == 1
    assert told(FOLLOW_UP) == {"kessler"}  # whoever follows it up, before the lead
    actions.note_threat(
        by=cast["kessler"],
        threat=threat,
        note="angerufen",
        owner=Member.objects.get(pk=cast["tran"].member_id),
        next_on=TOMORROW + timedelta(days=1),
    )
    assert told(FOLLOW_UP) == set()


@pytest.mark.parametrize("without", [{"owner": None}, {"next_on": None}])
def test_the_database_refuses_an_open_threat_without_owner_or_day(
    cast: Cast, without: dict[str, None]
) -> None:
    threat = threaten(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Threat.objects.filter(pk=threat.pk).update(**without)
