"""What may still happen to something that was sent, as rules for the machine of test_whole_life."""

import uuid
from contextlib import suppress
from datetime import datetime

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from schutznetz.casework.exchange.access import other_centres, received_by, sent_by, withdrawals_of
from schutznetz.casework.exchange.actions.following import Change, supplement_transmission
from schutznetz.casework.exchange.actions.handing_over import (
    Offer,
    answer_handover,
    offer_transmission,
    settle_handover,
)
from schutznetz.casework.exchange.actions.recalling import recall_transmission
from schutznetz.casework.exchange.actions.withdrawing import decide_withdrawal, withdraw_consent
from schutznetz.casework.exchange.chain import consent_was_withdrawn
from schutznetz.casework.exchange.models import Breach, Transmission, Withdrawal
from schutznetz.casework.exchange.rules import (
    READABLE,
    RECEIVERS,
    SENDERS,
    NoBasis,
    NotAllowed,
    OfferedAlready,
    responsible_for_offered,
)
from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.base.models import Timer
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.access import holds_key
from schutznetz.ground.vault.models import FileKey

POLICE = st.sampled_from(["aydin", "petzold", "wrona"])
CENTRES = st.sampled_from(["kessler", "tran", "rahimi"])
ANYBODY = st.sampled_from(["aydin", "wrona", "kessler", "rahimi", "novakova"])
WHICH = st.integers(0, 99)


class LaterLife(RuleBasedStateMachine):
    """Supplementing, withdrawing, deciding, recalling, offering, answering, settling."""

    people: dict[str, Actor]
    moment: datetime

    def _one(self, found: list[Transmission], which: int) -> list[Transmission]:
        return [found[which % len(found)]] if found else []

    @rule(who=POLICE, which=WHICH)
    def supplements(self, who: str, which: int) -> None:
        by = self.people[who]
        for first in self._one(list(sent_by(by).filter(follows=None)), which):
            before = Transmission.objects.filter(follows=first).count()
            with turned_to(self.moment), suppress(NoBasis, NotAllowed):
                change = Change("supplement", "Er ist frei.")
                token = uuid.uuid4()
                supplement_transmission(
                    by=by, token=token, first=first, change=change, urgent=False
                )
                assert first.state() in READABLE
                assert Transmission.objects.filter(follows=first).count() == before + 1

    @rule(who=ANYBODY, which=WHICH)
    def withdraws(self, who: str, which: int) -> None:
        by = self.people[who]
        found = [*sent_by(by).filter(follows=None), *received_by(by).filter(follows=None)]
        for first in self._one(found, which):
            with turned_to(self.moment), suppress(NotAllowed):
                withdraw_consent(by=by, transmission=first, learned="other", note="")

    @rule(who=CENTRES, which=WHICH, outcome=st.sampled_from(["keep", "delete"]))
    def decides(self, who: str, which: int, outcome: str) -> None:
        by = self.people[who]
        open_ones = list(withdrawals_of(by).filter(decided_at=None))
        if open_ones:
            row = open_ones[which % len(open_ones)]
            decision = {
                "outcome": outcome,
                "coercion": "no",
                "basis": "acute_danger",
                "reason": "x",
            }
            with turned_to(self.moment):
                decide_withdrawal(by=by, withdrawal=row, decision=decision)

    @rule(who=ANYBODY, which=WHICH)
    def recalls(self, who: str, which: int) -> None:
        by = self.people[who]
        found = [each for each in sent_by(by).filter(follows=None) if each.state() in READABLE]
        for first in self._one(found, which):
            with turned_to(self.moment):
                recall_transmission(by=by, transmission=first, why="falsche Stelle")

    @rule(who=CENTRES, which=WHICH)
    def offers(self, who: str, which: int) -> None:
        by = self.people[who]
        found = list(received_by(by).filter(follows=None, shredded_at=None))
        for row in self._one(found, which):
            offer = Offer(
                subject="",
                to_unit=other_centres(by).get(),
                fields={"affected_last_name": ""},
                source_kind="",
                note="zieht um",
                basis="consent",
                consent={"how": "verbal", "covers": "yes"},
            )
            with turned_to(self.moment), suppress(NoBasis, NotAllowed, OfferedAlready):
                offer_transmission(by=by, token=uuid.uuid4(), transmission=row, offer=offer)
                assert not consent_was_withdrawn(by=by, first=row), "given on after a withdrawal"

    @rule(who=CENTRES, which=WHICH, said=st.sampled_from(["accepted", "declined"]))
    def answers(self, who: str, which: int, said: str) -> None:
        by = self.people[who]
        found = [each for each in received_by(by) if each.waits_for_answer()]
        for offer in self._one(found, which):
            with turned_to(self.moment), suppress(NoBasis):
                answer_handover(by=by, transmission=offer, answer=said, reason="so")

    @rule(who=CENTRES, which=WHICH)
    def settles(self, who: str, which: int) -> None:
        by = self.people[who]
        for offer in self._one(list(sent_by(by).filter(answer="accepted")), which):
            with turned_to(self.moment), suppress(NotAllowed):
                settle_handover(by=by, offer=offer)

    @invariant()
    def nothing_is_readable_after_a_recall(self) -> None:
        for each in Transmission.objects.exclude(shredded_at=None):
            assert (each.file_id, each.sealed_header, each.sealed_body) == (None, None, None)
            assert (each.sheet_file_id, each.sealed_sheet) == (None, None)
        used = Transmission.objects.exclude(file_id=None).values("file_id")
        assert not FileKey.objects.filter(pk__in=used).count() < used.count()
        for each in Transmission.objects.exclude(recalled_at=None).filter(follows=None):
            assert Breach.objects.filter(transmission=each).exists()

    @invariant()
    def exactly_one_house_answers_for_what_is_offered(self) -> None:
        offers = Transmission.objects.exclude(offer_tag=None)
        waiting = [bytes(o.offer_tag or b"") for o in offers if o.waits_for_answer()]
        assert len(waiting) == len(set(waiting)), "offered twice at the same time"
        for offer in offers:
            side = responsible_for_offered(offer.answer)
            assert side in (RECEIVERS, SENDERS)
            unit_id = offer.to_unit_id if side == RECEIVERS else offer.from_unit_id
            assert unit_id is not None
            if offer.waits_for_answer():
                running = Timer.objects.filter(
                    subject_id=offer.pk, code="decision_due", ended_at=None
                )
                assert running.count() == 1
        for row in Transmission.objects.exclude(handed_on_at=None):
            assert offers.filter(from_unit=row.to_unit, answer="accepted").exists()

    @invariant()
    def every_open_decision_has_somebody_and_a_time(self) -> None:
        for row in Withdrawal.objects.filter(decided_at=None):
            assert holds_key(row.owner.pk)
            assert Timer.objects.filter(subject_id=row.pk, ended_at=None).count() == 1
        for breach in Breach.objects.filter(completed_at=None):
            running = Timer.objects.filter(subject_id=breach.pk, code="record_due", ended_at=None)
            assert running.count() == 1
