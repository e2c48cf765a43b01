"""A Monday: twenty reports of every kind, worked by two counsellors in two browsers.

The list follows practice.md. At the end every report has somebody who answers for it or an
outcome, the ledger explains each disclosure, and nothing is unread without a clock.
"""

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import State
from schutznetz.casework.exchange.access import bases
from schutznetz.casework.exchange.actions import UNREAD
from schutznetz.casework.exchange.ledger import disclosures
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import CARRYING
from schutznetz.ground.audit.access import find_break
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base.models import Timer
from schutznetz.ground.base.row_policies import acting_for
from schutznetz.ground.vault.counted import open_counted
from schutznetz.overview.statistics.models import SealedFact
from tests.cast import Cast
from tests.hands import Hands
from tests.monday import Monday, later_that_morning, the_morning, work_off
from tests.signing_in import sign_in


@pytest.fixture
def monday(cast: Cast) -> Monday:
    """Two stations, two counsellors of one centre, and its deputy lead."""
    people = ("aydin", "wrona", "kessler", "nwosu", "kowalczyk")
    return Monday(cast, *(Hands(sign_in(Client(), login)) for login in people))


@pytest.mark.flow
@pytest.mark.slow
def test_a_monday_with_twenty_reports_of_every_kind(monday: Monday) -> None:
    officer, kessler, nwosu = monday.officer, monday.kessler, monday.nwosu
    came = the_morning(monday)
    assert len(came) == 20, sorted(came)
    work_off(monday, came, later_that_morning(monday, came))
    everything_has_somebody(monday)
    nothing_is_unread_without_a_clock()
    the_ledger_explains_each_disclosure(monday)
    every_report_was_counted(monday)
    for hands in (officer, kessler, nwosu):
        hands.goes_to("/desk/")
    assert find_break() is None


def everything_has_somebody(monday: Monday) -> None:
    """Promise 2, and: every report of the centre lies in a file that is open with an owner, or ended."""
    received = Transmission.objects.filter(to_unit_id=monday.cast["kessler"].unit_id)
    assert not received.filter(acknowledged_at=None).exists()
    assert not received.filter(follows=None, taken_at=None).exists()
    for case in Case.objects.all():
        if case.state == State.OPEN:
            assert case.owner_id and case.next_on, case.code
        else:
            assert case.closed_at, case.code
    owners = Case.objects.filter(state=State.OPEN).values_list("owner_id", flat=True)
    members = {monday.cast[login].member_id for login in ("kessler", "nwosu", "kowalczyk")}
    assert set(owners) == members, "the deputy has what is sealed to a few, the two share the rest"


def nothing_is_unread_without_a_clock() -> None:
    """Promise 1: whatever nobody has read has a running timer, in its unit, due as agreed."""
    waiting = Transmission.objects.filter(acknowledged_at=None, shredded_at=None)
    unread = {each.pk: each for each in waiting}
    timers = Timer.objects.filter(ended_at=None, code=UNREAD)
    clocks = {timer.subject_id: timer for timer in timers}
    assert set(unread) == set(clocks)
    assert unread, "the youth office, the programme and the other centre have not read yet"
    for pk, sent in unread.items():
        assert clocks[pk].due_at == sent.due_at
        assert clocks[pk].unit_id == sent.to_unit_id


def the_ledger_explains_each_disclosure(monday: Monday) -> None:
    """Promise 4: who, to whom, which fields, on which basis, for what, until when, opened when."""
    terms = bases()
    for login, hands in (("aydin", monday.officer), ("wrona", monday.harbour)):
        by = monday.cast[login]
        with acting_for(by.unit_id):
            sent = list(Transmission.objects.filter(from_unit_id=by.unit_id, recorded_here=False))
            lines = disclosures(by=by, transmissions=sent)
            assert len(lines) == len(sent)
            told = [each for each in lines if each.relation in ("", *CARRYING)]
            assert len(told) >= len(lines) - 1, "all but the recall say something about somebody"
            for line in told:
                assert line.fields and line.basis and line.purpose, line.transmission.code
                assert line.reference, line.transmission.code
                days = terms[line.basis].days
                assert (line.until is not None) == bool(days), line.transmission.code
        hands.goes_to(reverse("exchange:ledger"))
        for each in sent[:5]:
            assert each.code in hands.page


def every_report_was_counted(monday: Monday) -> None:
    """One fact for each report that was read, one for each answer about consent."""
    assert not Entry.objects.filter(verb="miss_fact").exists()
    assert answers_of(monday, "aydin", "consent", "answer").count("refused") == 2
    assert answers_of(monday, "aydin", "consent", "answer").count("not_able") == 1
    ways = answers_of(monday, "kessler", "read", "way")
    assert {"police", "fax", "self", "for_her"} == set(ways)
    received = Transmission.objects.filter(to_unit_id=monday.cast["kessler"].unit_id, follows=None)
    assert len(ways) == received.count() - 1, "what is sealed to a few is in no count"
    assert answers_of(monday, "kessler", "closed", "outcome") == ["declined", "no_capacity"]


def answers_of(monday: Monday, login: str, kind: str, by: str) -> list[str]:
    """The coded answers of all facts of one kind in a unit, opened with its key."""
    actor = monday.cast[login]
    rows = SealedFact.objects.filter(unit_id=actor.unit_id)
    facts = [open_counted(by=actor, row=row, field="sealed_codes") for row in rows]
    return sorted(str(fact[by]) for fact in facts if fact["kind"] == kind)
