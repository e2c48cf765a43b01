"""Calls that may not be what they say, through the real pages; and whose calls and threats are whose."""

import uuid
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from schutznetz.casework.calls import actions
from schutznetz.casework.calls.models import Call, Threat
from schutznetz.casework.calls.rules import (
    CALL_BACK,
    INCIDENT,
    WARNING,
    NotAllowed,
    State,
)
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.ground.vault.sealed import Sealed
from tests.cast import Cast
from tests.leaks import leaks
from tests.signing_in import sign_in

CALLED = {
    "claimed_as": "youth_office",
    "claimed_name": "Frau Kanarienvogel",
    "number_shown": "0000 9999-1",
    "asked": "Ob die Mutter <b>heute</b> hier war",
}
THREATENED = {
    "how": "phone",
    "against": "Hanna Kanarienvogel",
    "by_whom": "",
    "wording": "„Ich weiß, wo du parkst.“",
    "witnesses": "",
    "police": "planned",
    "measures": "Parkplatz gewechselt",
}
SETTLED = {"called_back": "no", "outcome": "not_genuine", "note": "Stimme wie gestern"}
#: Who works on the files of Lindenhof: the others there hold no key.
LINDENHOF = {"kessler", "tran", "kowalczyk", "nwosu"}
TOMORROW = localdate() + timedelta(days=1)


@pytest.fixture
def counsellor(cast: Cast) -> Client:
    """Hanna Keßler, signed in."""
    return sign_in(Client(), "kessler")


def record(cast: Cast, login: str = "kessler") -> Call:
    return actions.record_call(by=cast[login], call_id=uuid.uuid4(), typed=CALLED)


def threaten(cast: Cast, next_on: date = TOMORROW) -> Threat:
    return actions.record_threat(
        by=cast["kessler"],
        threat_id=uuid.uuid4(),
        typed={**THREATENED, "happened_on": "2026-11-20"},
        owner=Member.objects.get(pk=cast["kessler"].member_id),
        next_on=next_on,
    )


def settle(cast: Cast, call: Call, **changes: str) -> Call:
    answers = {**SETTLED, "called_at": "", **changes}
    return actions.settle_call(by=cast["tran"], call=call, **answers)


def post(client: Client, name: str, data: dict[str, Any], **ids: object) -> Any:
    return client.post(reverse(name, kwargs=ids), data, secure=True)


def page(client: Client, name: str, **ids: object) -> str:
    return unescape(client.get(reverse(name, kwargs=ids), secure=True).text)


def told(code: str) -> set[str]:
    """Who has an open notice of this code."""
    notices = Notice.objects.filter(code=code, settled_at=None).select_related("member__account")
    return {notice.member.account.login for notice in notices}


# Calls ----------------------------------------------------------------------------------------


def test_the_page_says_what_to_say_and_whom_to_call(counsellor: Client) -> None:
    text = page(counsellor, "calls:new")
    assert "weder bestätigen noch verneinen" in text
    assert "Wir rufen über die Zentrale zurück" in text
    youth_office = Unit.objects.get(kind=Unit.Kind.YOUTH_OFFICE)
    assert youth_office.on_call_phone in text
    assert reverse("calls:new") in page(counsellor, "calls:listed")
    assert reverse("calls:listed") in page(counsellor, "desk:start")


def test_a_call_is_noted_stays_on_the_desk_and_is_settled(counsellor: Client) -> None:
    unit = Unit.objects.get(kind=Unit.Kind.YOUTH_OFFICE)
    typed = {**CALLED, "id": str(uuid.uuid4()), "directory": str(unit.pk)}
    answer = post(counsellor, "calls:new", typed)
    call = Call.objects.get()
    assert answer.url == reverse("calls:opened", args=[call.pk])
    text = page(counsellor, "calls:opened", call_id=call.pk)
    assert unit.on_call_phone in text and CALLED["asked"] in text
    assert "<b>heute" not in counsellor.get(answer.url, secure=True).text
    assert call.code in page(counsellor, "desk:start")
    genuine = {"called_back": "directory", "outcome": "genuine", "note": ""}
    genuine |= {"called_at_0": "2026-11-20", "called_at_1": "10:00"}
    assert post(counsellor, "calls:settle", genuine, call_id=call.pk).status_code == 302
    text = page(counsellor, "calls:opened", call_id=call.pk)
    assert "Ja, über die Nummer aus dem Verzeichnis" in text and "Hanna Keßler" in text
    assert call.code not in page(counsellor, "desk:start")
    assert not Timer.objects.filter(subject_id=call.pk, ended_at=None).exists()


def test_sent_twice_it_is_noted_once(counsellor: Client) -> None:
    typed = {**CALLED, "id": str(uuid.uuid4())}
    first, second = (post(counsellor, "calls:new", typed) for _ in range(2))
    assert first.url == second.url
    assert Call.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"called_back": "no", "outcome": "genuine"}, "outcome", "aus dem Verzeichnis"),
        ({"called_back": "otherwise", "outcome": "genuine"}, "outcome", "aus dem Verzeichnis"),
        ({"called_back": "otherwise", "outcome": "unclear"}, "called_at", "wann zurückgerufen"),
        ({"called_at_0": "2999-01-01", "called_at_1": "10:00"}, "called_at", "in der Zukunft"),
        ({"outcome": "erfunden"}, "outcome", ""),
        ({"note": "x" * 2001}, "note", "2000"),
        ({"note": "a\x07b"}, "note", "die man nicht sieht"),
    ],
)
def test_a_mistake_is_named_and_everything_kept(
    counsellor: Client, cast: Cast, changes: dict[str, str], field: str, words: str
) -> None:
    call = record(cast)
    answer = post(counsellor, "calls:settle", {**SETTLED, **changes}, call_id=call.pk)
    assert answer.status_code == 422
    text = unescape(answer.text)
    assert f"id_{field}" in text and words in text
    assert changes.get("note", SETTLED["note"]).replace("\x07", "") in text.replace("\x07", "")
    assert Call.objects.get().state == State.OPEN


def test_not_genuine_warns_every_colleague_until_she_knows(counsellor: Client, cast: Cast) -> None:
    call = settle(cast, record(cast))
    assert told(WARNING) == LINDENHOF
    text = page(counsellor, "desk:start")
    assert "Ein Anruf war nicht echt." in text
    assert reverse("calls:opened", args=[call.pk]) in text
    assert leaks([CALLED["claimed_name"], CALLED["asked"]], text.encode()) == set()
    assert "Ich weiß Bescheid" in page(counsellor, "calls:opened", call_id=call.pk)
    post(counsellor, "calls:known", {}, subject_id=call.pk)
    assert told(WARNING) == LINDENHOF - {"kessler"}
    assert "Ein Anruf war nicht echt." not in page(counsellor, "desk:start")


def test_whoever_settles_second_sees_that_somebody_was_faster(
    counsellor: Client, cast: Cast
) -> None:
    call = record(cast)
    settle(cast, call)
    answer = counsellor.post(
        reverse("calls:settle", args=[call.pk]),
        SETTLED,
        secure=True,
        headers={"sec-fetch-site": "same-origin"},
    )
    assert answer.status_code == 409
    assert SETTLED["note"] in answer.text  # what she wrote is still there
    with pytest.raises(NotAllowed):
        settle(cast, call)


def test_genuine_is_refused_by_the_action_as_well(cast: Cast) -> None:
    call = record(cast)
    with pytest.raises(actions.NotRecognised):
        settle(cast, call, outcome="genuine")
    assert Call.objects.get().state == State.OPEN


def test_a_call_nobody_settles_is_escalated(cast: Cast) -> None:
    call = record(cast)
    assert ring_due_timers() == 0
    with turned_to(call.due_at + timedelta(minutes=1)):
        assert ring_due_timers() == 1
    assert told(CALL_BACK) == {"tran"}  # the lead first
    settle(cast, call)
    assert told(CALL_BACK) == set()
    with turned_to(call.due_at + timedelta(days=9)):
        assert ring_due_timers() == 0


# Whose ----------------------------------------------------------------------------------------


def test_nothing_identifying_is_readable(cast: Cast) -> None:
    record(cast), threaten(cast)
    rows: list[Any] = [*Call.objects.values_list(), *Threat.objects.values_list()]
    rows += Entry.objects.values_list()
    stored = "\n".join(
        str([each.stored() if isinstance(each, Sealed) else each for each in row]) for row in rows
    )
    assert (
        leaks([CALLED["claimed_name"], THREATENED["against"], "parkst"], stored.encode()) == set()
    )


@pytest.mark.parametrize("login", ["rahimi", "aydin", "lindqvist"])
def test_a_stranger_finds_nothing_and_changes_nothing(cast: Cast, login: str) -> None:
    call, threat = record(cast), threaten(cast)
    stranger = sign_in(Client(), login)
    for name, ids in (
        ("calls:opened", {"call_id": call.pk}),
        ("calls:settle", {"call_id": call.pk}),
        ("calls:threat", {"threat_id": threat.pk}),
        ("calls:change_threat", {"threat_id": threat.pk, "act": "close"}),
    ):
        url = reverse(name, kwargs=ids)
        assert stranger.get(url, secure=True).status_code == 404
        assert stranger.post(url, {**SETTLED, "note": "x"}, secure=True).status_code in (404, 405)
    if login != "lindqvist":
        assert call.code not in page(stranger, "calls:listed")
        post(stranger, "calls:known", {}, subject_id=threat.pk)
        forged = {**CALLED, "id": str(call.pk)}
        assert post(stranger, "calls:new", forged).status_code == 404
    assert told(INCIDENT) == LINDENHOF
    call.refresh_from_db()
    assert (call.state, call.unit_id) == (State.OPEN, cast["kessler"].unit_id)


def test_stations_note_calls_too(cast: Cast) -> None:
    officer = sign_in(Client(), "aydin")
    typed = {**CALLED, "claimed_as": "lawyer", "id": str(uuid.uuid4())}
    assert post(officer, "calls:new", typed).status_code == 302
    assert Call.objects.get().code in page(officer, "desk:start")


def test_half_an_act_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(**kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "tell_unit", stumble)
    call = record(cast)
    with pytest.raises(RuntimeError):
        settle(cast, call)
    with pytest.raises(RuntimeError):
        threaten(cast)
    call.refresh_from_db()
    assert call.state == State.OPEN
    assert not Threat.objects.exists()
    assert not Entry.objects.filter(verb__in=["settle_call", "record_threat"]).exists()
