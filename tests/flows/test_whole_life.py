"""Several people at work at once, in any order hypothesis can think of; the promises hold after each step.

Sending, reading, taking, attempting, handing over, closing, reopening, being absent, starting anew;
what comes later (supplement, withdrawal, recall, hand-over between centres) stands in `later_life`.
"""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from schutznetz.casework.cases import actions as files
from schutznetz.casework.cases.access import colleagues, files_of, may_take
from schutznetz.casework.cases.joining import case_joining
from schutznetz.casework.cases.known import known_for
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import NotAllowed, State
from schutznetz.casework.exchange import actions as exchange
from schutznetz.casework.exchange.access import received_by, sent_by
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NotAllowed as NotYet
from schutznetz.casework.exchange.rules import StillKept
from schutznetz.ground.audit.access import find_break
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Member
from schutznetz.ground.vault.access import holds_key
from schutznetz.ground.vault.actions import open_file
from schutznetz.ground.vault.sealed import KeyMissing
from tests.cast import Cast, actor_of, send_parts
from tests.flows.later_life import LaterLife

POLICE = st.sampled_from(["aydin", "petzold", "wrona"])
COUNSEL = st.sampled_from(["kessler", "tran", "rahimi", "novakova", "diallo"])
EVERYBODY = (
    "aydin",
    "wrona",
    "okafor",
    "kessler",
    "tran",
    "lindqvist",
    "rahimi",
    "novakova",
    "diallo",
)
LATER = date(2099, 1, 1)
ACTS = [
    "attempt",
    "talk",
    "note",
    "date",
    "unsafe",
    "return",
    "contact",
    "person",
    "close",
    "reopen",
    "give",
]


class WholeLife(LaterLife):
    """One network; `cast` is set by the test that runs the machine."""

    cast: Cast
    reports = Bundle("reports")

    def __init__(self) -> None:
        super().__init__()
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        self.people = dict(self.cast.people)
        self.moment = now()
        self.tokens: list[uuid.UUID] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)

    @rule(
        target=reports,
        who=POLICE,
        urgent=st.booleans(),
        parts=st.sets(st.sampled_from(["centre", "children", "accused"]), min_size=1),
    )
    def sends(self, who: str, urgent: bool, parts: set[str]) -> uuid.UUID:
        draft_id = uuid.uuid4()
        said = {
            "urgent": "urgent" if urgent else "ordinary",
            "children_notice": "yes",
            "children_note": "Bitte bald ansehen.",
            "accused_consent": "verbal",
            "accused_phone": "0000 5559876",
        }
        with turned_to(self.moment):
            send_parts(self.people[who], sorted(parts), said, draft_id=draft_id)
        self.tokens.append(draft_id)
        return draft_id

    @rule(who=COUNSEL, which=st.integers(0, 99))
    def acknowledges(self, who: str, which: int) -> None:
        waiting = list(received_by(self.people[who]).exclude(file_id=None).order_by("pk"))
        if waiting:
            by, chosen = self.people[who], waiting[which % len(waiting)]
            with turned_to(self.moment):
                try:
                    exchange.acknowledge_transmission(by=by, transmission=chosen)
                except StillKept:  # nothing is confirmed before the file has forgotten it
                    assert chosen.follows_id
                    case = case_joining(by, chosen.follows_id)
                    assert case
                    files.delete_recalled(by=by, case=case)
                    exchange.acknowledge_transmission(by=by, transmission=chosen)

    @rule(who=COUNSEL, which=st.integers(0, 99))
    def takes(self, who: str, which: int) -> None:
        waiting = list(received_by(self.people[who]).order_by("pk"))
        if not waiting:
            return
        chosen = waiting[which % len(waiting)]
        with turned_to(self.moment):
            if not may_take(self.people[who], chosen):
                with pytest.raises((exchange.AlreadyTaken, NotYet, KeyMissing, StillKept)):
                    files.open_case(by=self.people[who], transmission=chosen, next_on=LATER)
            else:
                files.open_case(by=self.people[who], transmission=chosen, next_on=LATER)

    @rule(who=COUNSEL, which=st.integers(0, 99))
    def joins(self, who: str, which: int) -> None:
        """Somebody says that it is the same person as in a file, open or closed."""
        by = self.people[who]
        waiting = [each for each in received_by(by).order_by("pk") if may_take(by, each)]
        if not waiting:
            return
        chosen = waiting[which % len(waiting)]
        with turned_to(self.moment):
            for same in known_for(by=by, transmission=chosen).candidates[:1]:
                files.join_case(by=by, transmission=chosen, case=same.case, next_on=LATER)

    @rule(who=COUNSEL, which=st.integers(0, 99), act=st.sampled_from(ACTS))
    def works(self, who: str, which: int, act: str) -> None:
        by = self.people[who]
        mine = list(files_of(by).order_by("pk"))
        if not mine:
            return
        case = mine[which % len(mine)]
        allowed = (case.state == State.CLOSED) == (act == "reopen") or act in ("unsafe", "person")
        with turned_to(self.moment):
            if allowed:
                self._do(by, case, act)
            else:
                with pytest.raises(NotAllowed):
                    self._do(by, case, act)

    def _do(self, by: Any, case: Case, act: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            "attempt": lambda: files.record_attempt(
                by=by, case=case, channel="phone", result="nobody", note="", next_on=LATER
            ),
            "talk": lambda: files.record_attempt(
                by=by, case=case, channel="phone", result="spoken", note="", next_on=LATER
            ),
            "note": lambda: files.write_note(by=by, case=case, note="kurz"),
            "return": lambda: files.record_return(by=by, case=case, next_on=LATER, note=""),
            "contact": lambda: files.confirm_contact(by=by, case=case, contact={"phone": "0000 1"}),
            "person": lambda: files.correct_person(
                by=by, case=case, first_name="Özlem", last_name="Aksoy", birth=None
            ),
            "date": lambda: files.set_next_date(by=by, case=case, next_on=LATER, note="später"),
            "unsafe": lambda: files.mark_contact_unsafe(by=by, case=case, note="er ist zurück"),
            "close": lambda: files.close_case(by=by, case=case, outcome="no_capacity", note=""),
            "reopen": lambda: files.reopen_case(by=by, case=case, next_on=LATER, note=""),
            "give": lambda: files.assign_case(by=by, case=case, to=list(colleagues(by))[-1]),
        }
        acts[act]()

    @rule()
    def somebody_falls_ill(self) -> None:
        ill, to = (
            Member.objects.get(pk=self.people[login].member_id) for login in ("kessler", "tran")
        )
        files.assign_all_cases(by=self.people["tran"], absent=ill, to=to)
        assert not files_of(self.people["tran"]).filter(state=State.OPEN, owner=ill).exists()

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.moment += timedelta(hours=hours)
        with turned_to(self.moment):
            ring_due_timers()

    @precondition(lambda self: self.tokens)
    @rule()
    def everything_starts_anew(self) -> None:
        """Sessions, keyrings and processes are gone; only rows are left."""
        self.people = {login: actor_of(login) for login in self.people}

    @invariant()
    def no_sent_part_is_without_somebody_and_a_time(self) -> None:
        for each in Transmission.objects.filter(acknowledged_at=None, shredded_at=None):
            running = Timer.objects.filter(subject_id=each.pk, code=exchange.UNREAD, ended_at=None)
            assert running.filter(unit_id=each.to_unit_id).count() == 1
            responsible = Member.objects.filter(unit_id=each.to_unit_id, is_active=True)
            assert any(holds_key(member.pk) for member in responsible)
            if each.due_at <= self.moment:
                told = Notice.objects.filter(subject_id=each.pk, settled_at=None)
                assert any(holds_key(notice.member_id) for notice in told), "overdue, nobody told"

    @invariant()
    def nothing_is_sent_twice(self) -> None:
        sent = list(Transmission.objects.values_list("from_unit_id", "token"))
        assert len(sent) == len(set(sent))

    @invariant()
    def no_open_file_is_without_owner_and_date(self) -> None:
        for case in Case.objects.filter(state=State.OPEN).select_related("owner"):
            assert case.owner is not None
            assert case.owner.unit_id == case.unit_id
            assert case.next_on is not None

    @invariant()
    def what_is_due_in_a_file_has_its_one_clock(self) -> None:
        for case in Case.objects.all():
            running = Timer.objects.filter(subject_id=case.pk, ended_at=None)
            wanted = {"next_date"} if case.next_on else set()
            wanted |= {"first_contact"} if case.first_contact_due else set()
            assert sorted(running.values_list("code", flat=True)) == sorted(wanted)
            assert case.version == case.entries.count(), "a change without its line"

    @invariant()
    def what_is_read_and_nobody_s_rings(self) -> None:
        read = Transmission.objects.filter(acknowledged_at__isnull=False)
        for each in read.filter(taken_at=None, handed_on_at=None, shredded_at=None, follows=None):
            running = Timer.objects.filter(subject_id=each.pk, code="untaken_report", ended_at=None)
            assert running.count() == 1

    @invariant()
    def nobody_reads_without_a_key(self) -> None:
        for login in EVERYBODY:
            by = self.people[login]
            for mine in received_by(by).exclude(file_id=None):
                assert mine.file_id
                open_file(by=by, file_id=mine.file_id, purpose="read")
            for theirs in sent_by(by).exclude(file_id=None):
                assert theirs.file_id
                with pytest.raises(KeyMissing):
                    open_file(by=by, file_id=theirs.file_id, purpose="read")

    @invariant()
    def the_chain_holds(self) -> None:
        assert find_break() is None


@pytest.fixture
def machine(cast: Cast) -> type[WholeLife]:
    """The machine in this test's network."""
    WholeLife.cast = cast
    return WholeLife


def test_the_promises_hold_whatever_people_do_in_whatever_order(machine: type[WholeLife]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=18,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # making a failing story shorter takes minutes here
            suppress_health_check=list(HealthCheck),
        ),
    )
