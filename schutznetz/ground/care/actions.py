"""Ringing timers. The row is what counts; a job only looks at rows, so a lost job loses nothing."""

import uuid
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db import transaction

from schutznetz.ground.audit.actions import record_entry, recorded
from schutznetz.ground.base.actions import end_timer, ring_again
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.models import Timer
from schutznetz.ground.base.row_policies import WATCH, acting_for
from schutznetz.ground.care.duties import duty_for
from schutznetz.ground.care.models import Notice
from schutznetz.ground.care.rules import Reachable, whom_to_tell
from schutznetz.ground.organisations.access import caseworkers_of, head_besides
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member, Unit

#: So many timers are answered in one pass; the next pass is a minute later.
AT_ONCE = 200
MANY_OPENINGS = "many_openings"


def ring_due_timers() -> int:
    """Answer every timer that is due; returns how many rang. Safe to run twice at once.

    Each timer has its own transaction: one that fails does not silence the others' rows.
    """
    due = Timer.objects.filter(ended_at=None, due_at__lte=now()).order_by("due_at")
    rung = 0
    for timer_id in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        rung += _ring_one(timer_id)
    return rung


def settle_notices(*, subject_id: uuid.UUID, code: str) -> None:
    """Take the notices about a matter away once it is done."""
    Notice.objects.filter(subject_id=subject_id, code=code, settled_at=None).update(
        settled_at=now()
    )


def settle_own_notices(*, by: Actor, subject_id: uuid.UUID, code: str) -> None:
    """Take one member's notice about a matter away: she has said that she knows."""
    Notice.objects.filter(
        member_id=by.member_id, subject_id=subject_id, code=code, settled_at=None
    ).update(settled_at=now())


def tell_unit(*, unit_id: uuid.UUID, code: str, subject_id: uuid.UUID) -> None:
    """Tell everybody who works on a unit's files at once, without waiting for a timer."""
    notify_members(members=caseworkers_of(unit_id), code=code, subject_id=subject_id)


def notify_members(*, members: Iterable[Member], code: str, subject_id: uuid.UUID) -> None:
    """Tell these people once; a message that they put away themselves (`messages.py`)."""
    Notice.objects.bulk_create(
        (
            Notice(member=member, code=code, subject_id=subject_id, stage=1, created_at=now())
            for member in members
        ),
        ignore_conflicts=True,
    )


def notify_of_openings(*, by: Actor) -> None:
    """Tell the lead that somebody of the unit opens very much; once, until it was put away."""
    with recorded(by=by, verb="exceed_measure") as record:
        record.about("member", by.member_id)
        earlier = Notice.objects.filter(code=MANY_OPENINGS, subject_id=by.member_id)
        earlier.exclude(settled_at=None).delete()
        notify_members(members=head_besides(by), code=MANY_OPENINGS, subject_id=by.member_id)


def settle_message(*, by: Actor, notice: Notice) -> None:
    """Put a message away that was read; raises PermissionError for somebody else's."""
    if notice.member_id != by.member_id:
        raise PermissionError("a message belongs to one person")
    with recorded(by=by, verb="settle_message") as record:
        record.about("notice", notice.pk)
        Notice.objects.filter(pk=notice.pk, settled_at=None).update(settled_at=now())


def settle_for_others(*, subject_id: uuid.UUID, accounts: Collection[uuid.UUID]) -> None:
    """Take the notices about a matter away from everybody who may not know of it any more."""
    found = Notice.objects.filter(subject_id=subject_id).exclude(member__account_id__in=accounts)
    found.delete()


def _ring_one(timer_id: uuid.UUID) -> int:
    with transaction.atomic():
        timer = (
            Timer.objects.select_for_update(skip_locked=True)
            .filter(pk=timer_id, ended_at=None, due_at__lte=now())
            .first()
        )
        if timer is None:
            return 0
        duty = duty_for(timer.code)
        # Without it the row would not be seen, and would seem settled.
        with acting_for(timer.unit_id, WATCH):
            settled, owner = duty.is_settled(timer), duty.owner(timer)
            accounts = duty.may_be_told(timer)
        if settled:
            end_timer(subject_id=timer.subject_id, code=timer.code)
            return 0
        unit = Unit.objects.get(pk=timer.unit_id)
        pause = timedelta(minutes=duty.again_minutes or unit.escalation_minutes)
        ring_again(timer=timer, due_at=now() + pause)
        _tell(timer, owner, accounts)
        record_entry(
            account_id=None,
            verb="ring_timer",
            subject_kind=timer.code,
            subject_id=timer.subject_id,
        )
        return 1


def _tell(timer: Timer, owner: uuid.UUID | None, accounts: Collection[uuid.UUID] | None) -> None:
    members = Member.objects.filter(unit_id=timer.unit_id, is_active=True).exclude(
        role__in=Member.WITHOUT_KEY
    )
    if accounts is not None:
        members = members.filter(account_id__in=accounts)
    people = [Reachable(each.pk, each.role == Member.Role.LEAD) for each in members]
    Notice.objects.bulk_create(
        [
            Notice(
                member_id=member_id,
                code=timer.code,
                subject_id=timer.subject_id,
                stage=timer.stage,
                created_at=now(),
            )
            for member_id in whom_to_tell(timer.stage, people, owner)
        ],
        # The same matter may fall due again, a next date for instance: then it is open once more.
        update_conflicts=True,
        unique_fields=["member", "code", "subject_id", "stage"],
        update_fields=["created_at", "settled_at"],
    )
