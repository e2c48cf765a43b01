"""T31: every address × every person × own, foreign and missing object × every method."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from schutznetz.casework.attachments.actions import attach_document
from schutznetz.casework.attachments.rules import Document
from schutznetz.casework.calls.actions import record_call, record_threat
from schutznetz.casework.cases.actions import open_case
from schutznetz.casework.comparisons.actions import begin_weeks
from schutznetz.casework.comparisons.models import WeekComparison
from schutznetz.casework.exchange.actions import CONFLICT
from schutznetz.casework.exchange.actions.recalling import recall_transmission
from schutznetz.casework.exchange.actions.withdrawing import begin_withdrawal
from schutznetz.casework.intakes.actions import Begun, save_intake
from schutznetz.ground.care.actions import notify_members
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member
from schutznetz.ground.vault.actions import make_unit_file
from schutznetz.overview.statistics.actions import release_figures
from schutznetz.overview.statistics.rules.spans import Span
from tests.cast import Cast, draft_of, hold_emergency, send, send_parts
from tests.house.access_matrix import MATRIX, Door, Who
from tests.signing_in import sign_in

EVERYBODY = (
    "aydin",
    "petzold",
    "wrona",
    "okafor",
    "kessler",
    "tran",
    "lindqvist",
    "rahimi",
    "novakova",
    "diallo",
    "kowalczyk",
    "luedtke",
)
#: Who has a place and no key: the network's coordinator, the officer for data protection.
WITHOUT_KEY = ("lindqvist", "luedtke")
NORD, LINDENHOF = ("aydin", "petzold"), ("kessler", "tran", "kowalczyk")
#: Who gets in, where the object is Selin Aydın's draft or her report to Lindenhof.
INSIDE = {
    Who.STAFF: EVERYBODY,
    Who.CASEWORK: tuple(each for each in EVERYBODY if each not in WITHOUT_KEY),
    Who.POLICE: (*NORD, "wrona"),
    Who.TOLD: ("tran",),
    Who.AUTHOR: ("aydin",),
    Who.RECORDER: ("kessler",),
    Who.COMPARED: (*NORD, *LINDENHOF),
    Who.LEAD: ("petzold", "wrona", "okafor", "tran", "rahimi", "novakova", "diallo"),
    Who.COORDINATOR: ("lindqvist",),
    Who.SENDERS: NORD,
    Who.RECEIVERS: LINDENHOF,
    Who.KEEPERS: LINDENHOF,
    Who.INBOX: tuple(each for each in EVERYBODY if each not in (*WITHOUT_KEY, *NORD, "wrona")),
}
CALLED = {"claimed_as": "police", "asked": "Wo wohnt sie jetzt?"}
THREATENED = {"happened_on": "2026-11-20", "how": "phone", "wording": "Ich finde dich."}
OWNED = {Who.TOLD, Who.AUTHOR, Who.RECORDER, Who.COMPARED, Who.SENDERS, Who.RECEIVERS, Who.KEEPERS}
TOMORROW = localdate() + timedelta(days=1)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
#: Doors that anybody may use or that sign-in itself opens; `entry` and `base` test theirs.
ELSEWHERE = {Who.PUBLIC, Who.HALFWAY, Who.DEMO}
#: Ending the session would end the test; `entry` tests these two.
ENDING = {"entry:lock", "entry:sign_out"}
INNER = {
    name: door for name, door in MATRIX.items() if door.who not in ELSEWHERE and name not in ENDING
}

#: The doors that name an object.
NAMING = {name for name, door in INNER.items() if door.who in OWNED}


@pytest.fixture
def objects(cast: Cast) -> dict[str, uuid.UUID]:
    """Selin Aydın's draft and her report."""
    draft = draft_of(cast["aydin"])
    taken = open_case(by=cast["kessler"], transmission=send(cast["aydin"]), next_on=TOMORROW)
    attachment = attach_document(
        by=cast["kessler"],
        file=make_unit_file(by=cast["kessler"]),
        document=Document("pdf", "fax.pdf", b"%PDF-"),
    )
    begun = save_intake(by=cast["kessler"], draft_id=uuid.uuid4(), begun=Begun("questions"))
    begin_weeks(monday=date(2026, 11, 2))
    sent_draft_id = uuid.uuid4()
    send_parts(cast["aydin"], ("centre",), draft_id=sent_draft_id)
    wrong = recall_transmission(by=cast["aydin"], transmission=send(cast["aydin"]), why="falsch")
    looking = begin_withdrawal(by=cast["kessler"], transmission=send(cast["aydin"]), note="")
    return {
        "breach_id": wrong.pk,
        "withdrawal_id": looking.pk,
        "draft_id": draft.pk,
        "transmission_id": send(cast["aydin"]).pk,
        "case_id": taken.pk,
        "attachment_id": attachment.pk,
        "intake_draft_id": begun.pk,
        "week_id": WeekComparison.objects.get(station_id=cast["aydin"].unit_id).pk,
        "sent_draft_id": sent_draft_id,
        "pending_id": hold_emergency(cast["aydin"]).pk,
        "call_id": record_call(by=cast["kessler"], call_id=uuid.uuid4(), typed=CALLED).pk,
        "threat_id": record_threat(
            by=cast["kessler"],
            threat_id=uuid.uuid4(),
            typed=THREATENED,
            owner=Member.objects.get(pk=cast["kessler"].member_id),
            next_on=TOMORROW,
        ).pk,
        "subject_id": uuid.uuid4(),
        "input_id": uuid.uuid4(),  # nobody else's is found; what was there looks like what was not
        "notice_id": a_message_for(cast["tran"]),
        "release_id": release_figures(by=cast["tran"], span=Span(date(2025, 11, 1), 1)).pk,
    }


def a_message_for(actor: Actor) -> uuid.UUID:
    """Something that one person was told."""
    member = Member.objects.get(pk=actor.member_id)
    notify_members(members=[member], code=CONFLICT, subject_id=uuid.uuid4())
    return Notice.objects.get(member=member, code=CONFLICT).pk


@pytest.fixture
def clients(cast: Cast) -> dict[str, Client]:
    """A signed-in browser for everybody."""
    return {login: sign_in(Client(), login) for login in EVERYBODY}


@contextmanager
def undone() -> Iterator[None]:
    """Let a request happen and take it back, so that every request meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address(name: str, objects: dict[str, uuid.UUID]) -> str:
    """The address with the ids it needs."""
    if name == "referrals:sent":  # the draft is gone; its id leads to what it became
        return reverse(name, args=[objects["sent_draft_id"]])
    wants: list[dict[str, object]] = [{}]
    wants += [{key: value} for key, value in objects.items()]
    wants += [{"draft_id": objects["draft_id"], "slug": "danger"}]
    wants += [{"case_id": objects["case_id"], "act": "attempt"}]
    wants += [{"threat_id": objects["threat_id"], "act": "follow"}]
    for wanted in wants:
        try:
            return reverse(name, kwargs=wanted)
        except Exception:  # noqa: BLE001, S112 - the address wants other ids
            continue
    raise AssertionError(f"no object for {name}")


def answer(client: Client, method: str, url: str) -> int:
    """The status of one request that leaves no trace."""
    with undone():
        return client.generic(method, url, secure=True).status_code


def expected(door: Door, login: str, method: str) -> set[int]:
    """What the reviewed table promises."""
    if login not in INSIDE[door.who]:
        return {404} if method in door.methods else {404, 405}
    if method not in door.methods:
        return {405}
    return {200, 204, 302, 303, 404, 409, 422} if method == "POST" else {200, 204, 302}


@pytest.mark.parametrize("name", sorted(INNER))
def test_each_door_opens_only_for_its_people(
    name: str, clients: dict[str, Client], objects: dict[str, uuid.UUID]
) -> None:
    url, door = address(name, objects), INNER[name]
    wrong = [
        (login, method, status)
        for login, client in clients.items()
        for method in METHODS
        if (status := answer(client, method, url)) not in expected(door, login, method)
    ]
    assert not wrong


@pytest.mark.parametrize("name", sorted(INNER))
def test_nobody_gets_in_without_signing_in(
    name: str, client: Client, objects: dict[str, uuid.UUID]
) -> None:
    url = address(name, objects)
    answers = {method: answer(client, method, url) for method in METHODS}
    assert answers["GET"] == 302
    assert {answers[method] for method in METHODS if method != "GET"} == {401}


@pytest.mark.parametrize("name", sorted(NAMING))
def test_a_foreign_object_looks_like_a_missing_one(
    name: str, clients: dict[str, Client], objects: dict[str, uuid.UUID]
) -> None:
    """T32: same status and same body, so that an id tells nobody whether something exists."""
    missing = {key: uuid.UUID(int=7) for key in objects}
    for login in set(EVERYBODY) - set(INSIDE[INNER[name].who]):
        for method in INNER[name].methods:
            pages = []
            for ids in (objects, missing):
                with undone():
                    pages.append(clients[login].generic(method, address(name, ids), secure=True))
            assert [page.status_code for page in pages] == [404, 404], (login, method)
            assert pages[0].content == pages[1].content, (login, method)
