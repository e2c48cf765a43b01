"""T13, T32: for the person it is about, the world with a sealed report is the world without it.

Every address of the reviewed table is walked in both worlds and compared: status and body.
"""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from schutznetz.casework.cases.actions import open_case, write_note
from schutznetz.casework.cases.actions.restricting import name_readers
from schutznetz.casework.exchange.access import exchanged_by, received_by
from schutznetz.casework.exchange.actions import acknowledge_transmission
from schutznetz.casework.exchange.actions.recalling import recall_transmission
from schutznetz.casework.exchange.models import Breach, Transmission
from schutznetz.casework.exchange.readers import readers_for
from schutznetz.casework.exchange.rules import Concerned
from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.base.row_policies import acting_for
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.organisations.models import Member, Unit
from tests.cast import Cast, send
from tests.flows.test_named_readers import accounts
from tests.house.access_matrix import MATRIX, Who
from tests.signing_in import sign_in

MOMENT = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 27, 10, 30, tzinfo=UTC)
#: What differs from one answer to the next without telling anything.
DRAWN = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}'
    r'|value="[0-9A-Z]{3}-[0-9A-Z]{3}"|\b[0-9A-Z]{3}-[0-9A-Z]{3}\b|name="(?:key|[a-z]+-\d-key)" value="\d+"|value="\d{6}"|\b\d{6}\b'
)
#: Pages that carry an object's id are walked in test_matrix and test_blocking.
ADDRESSES = sorted(
    name
    for name, door in MATRIX.items()
    if "GET" in door.methods and door.who not in {Who.PUBLIC, Who.HALFWAY, Who.DEMO}
)


def walk(browser: Client) -> dict[str, tuple[int, str]]:
    """Status and body of every page without an object, as a whole and as a fragment."""
    found = {}
    for name in ADDRESSES:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        for label, headers in (("page", {}), ("fragment", {"HX-Request": "true"})):
            answer = browser.get(url, secure=True, headers=headers)
            text = answer.content.decode(errors="replace")
            found[f"{name} {label}"] = (answer.status_code, DRAWN.sub("", text))
    return found


def add_sealed(cast: Cast) -> None:
    """Reports about Hanna Keßler and about Jonas Petzold: unread, confirmed, and made a file."""
    for name, birth in (("Hanna Keßler", "1988-02-01"), ("Jonas Petzold", "1979-07-07")):
        who = {"accused_name": name, "accused_birth": birth}
        send(cast["aydin"], **who, urgent="ordinary")
        confirmed = send(cast["aydin"], **who, file_number="ANO-2")
        acknowledge_transmission(by=cast["tran"], transmission=confirmed)
        taken = send(cast["aydin"], **who, file_number="ANO-3")
        case = open_case(by=cast["tran"], transmission=taken, next_on=date(2026, 11, 26))
        write_note(by=cast["kowalczyk"], case=case, note="Rückruf am Freitag")


def world(cast: Cast, login: str, *, sealed: bool) -> dict[str, tuple[int, str]]:
    """What somebody finds on all pages, then and two days later; everything is taken back again."""
    with transaction.atomic():
        with turned_to(MOMENT - timedelta(hours=1)):
            send(cast["aydin"])
        with turned_to(MOMENT):
            report = send(cast["aydin"], file_number="ANO-1")
            open_case(by=cast["kessler"], transmission=report, next_on=date(2026, 11, 26))
            if sealed:
                add_sealed(cast)
            browser = sign_in(Client(), login)
            walk(browser)  # the first page of a session writes its clock
            found = walk(browser)
        with turned_to(LATER):
            ring_due_timers()
            ring_due_timers()
            found |= {f"{name}, later": answer for name, answer in walk(browser).items()}
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("login", ["kessler", "petzold"])
def test_t32_the_conflicted_person_s_world_is_the_same_without_it(cast: Cast, login: str) -> None:
    compare(world(cast, login, sealed=False), world(cast, login, sealed=True))


def test_t32_so_is_the_world_of_somebody_who_was_left_out(cast: Cast) -> None:
    with turned_to(MOMENT):
        browser = sign_in(Client(), "nwosu")
        walk(browser)
        before = walk(browser)
        case = open_case(
            by=cast["kessler"], transmission=send(cast["aydin"]), next_on=date(2026, 11, 26)
        )
        ids = [cast[each].member_id for each in ("kessler", "tran")]
        named = Member.objects.filter(pk__in=ids).select_related("account")
        name_readers(by=cast["kessler"], case=case, members=list(named), note="kennt ihn")
        compare(before, walk(browser))


def compare(before: dict[str, tuple[int, str]], after: dict[str, tuple[int, str]]) -> None:
    """Say at which address the two worlds differ, and in which lines."""
    different = {}
    for name, (status, text) in before.items():
        if (status, text) != after[name]:
            lines = set(after[name][1].splitlines()) ^ set(text.splitlines())
            different[name] = (status, after[name][0], sorted(lines)[:6])
    assert different == {}
    assert len(before) > 20


def test_what_is_recalled_or_handed_on_stays_with_the_same_people(cast: Cast) -> None:
    sealed = send(cast["aydin"], accused_name="Hanna Keßler")
    recall_transmission(by=cast["aydin"], transmission=sealed, why="falsche Stelle")
    for login in ("kessler", "nwosu"):
        assert not received_by(cast[login]).exists()
        with acting_for(cast[login].unit_id, cast[login].account_id):
            assert not Transmission.objects.exists()
    assert received_by(cast["tran"]).count() == 2  # what is gone, and the word about it
    assert exchanged_by(cast["petzold"]).count() == 0
    with acting_for(cast["petzold"].unit_id, cast["petzold"].account_id):
        assert not Breach.objects.exists()


def test_what_is_offered_on_is_for_named_people_there_as_well(cast: Cast) -> None:
    sealed = send(cast["aydin"], accused_name="Hanna Keßler")
    there = Unit.objects.get(pk=cast["rahimi"].unit_id)
    readers = readers_for(by=cast["tran"], to_unit=there, concerned=Concerned(), about=sealed)
    assert readers.theirs == accounts(cast, "rahimi", "hrytsenko")
    assert readers.ours == accounts(cast, "tran", "kowalczyk")
