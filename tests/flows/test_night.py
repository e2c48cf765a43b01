"""What goes on when nobody looks: the worker knows its task, and the chain can be checked."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from procrastinate.contrib.django import app

from schutznetz.ground.audit import access
from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.care.models import Notice
from schutznetz.ground.care.tasks import ring_timers
from tests.cast import Cast, send


def test_the_worker_knows_its_task_and_when_to_do_it() -> None:
    """A task that the worker does not find fails without anybody noticing (stack.md, section 4)."""
    name = "schutznetz.ground.care.tasks.ring_timers"
    assert name in app.tasks
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic[name] == "* * * * *"


def test_the_task_tells_the_lead(cast: Cast) -> None:
    sent = send(cast["aydin"], urgent="urgent")
    with turned_to(sent.due_at + timedelta(minutes=1)):
        ring_timers(timestamp=0)
    assert Notice.objects.get().member_id == cast["tran"].member_id


def test_the_audit_command_confirms_a_whole_chain(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    send(cast["aydin"])
    call_command("verify_audit")
    assert "The audit chain holds" in capsys.readouterr().out


def test_the_audit_command_names_the_broken_place(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The web role cannot change an entry, so the change happens on the way to the checker."""
    honest = access.body_of
    monkeypatch.setattr(
        access,
        "body_of",
        lambda entry: {**honest(entry), "verb": "nothing"} if entry.seq == 3 else honest(entry),
    )
    with pytest.raises(CommandError, match="entry 3: the entry was changed"):
        call_command("verify_audit")


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry"]
)
def test_the_server_itself_cannot_change_the_chain(cast: Cast, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)
