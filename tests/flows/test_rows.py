"""Row-level security is a line of its own (T34), and leaves nothing behind on a connection (T35)."""

from collections.abc import Callable
from datetime import date, timedelta

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Model
from django.test import Client

from launch.roles import Role
from schutznetz.casework.attachments.actions import attach_document
from schutznetz.casework.attachments.rules import Document
from schutznetz.casework.calls.actions import record_call, record_threat
from schutznetz.casework.cases.actions import open_case
from schutznetz.casework.comparisons.actions import begin_week
from schutznetz.casework.exchange.models import Breach, Transmission, Withdrawal
from schutznetz.casework.intakes.actions import Begun, save_intake
from schutznetz.casework.persons import rules as persons
from schutznetz.casework.persons.actions import mark_persons
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.base.row_policies import SETTING, RowPolicy, acting_for
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Member
from schutznetz.ground.vault.actions import make_unit_file, open_file
from schutznetz.ground.vault.models import FileKey
from schutznetz.ground.vault.sealed import KeyMissing, Sealed
from schutznetz.overview.statistics.models import StatFact
from tests.cast import Cast, draft_of, hold_emergency, send
from tests.signing_in import sign_in

CALLED = {"claimed_as": "police", "asked": "Wo wohnt sie jetzt?"}
THREATENED = {"happened_on": "2026-11-20", "how": "phone", "wording": "Ich finde dich."}
GUARDED = [
    m for m in apps.get_models() if any(isinstance(c, RowPolicy) for c in m._meta.constraints)
]


@pytest.fixture
def full(cast: Cast) -> Cast:
    """One row of everything, all of it between Nord and Lindenhof."""
    sent = send(cast["aydin"])
    send(cast["aydin"], file_number="ANO-2")
    open_case(by=cast["kessler"], transmission=sent, next_on=date(2099, 1, 1))
    draft_of(cast["aydin"])
    hold_emergency(cast["aydin"])
    kept = {"file": FileKey.objects.create(), "due_at": now(), "sealed_content": Sealed(b"x")}
    Breach.objects.create(unit=sent.from_unit, transmission=sent, known_at=now(), **kept)
    kept["file"] = FileKey.objects.create()
    Withdrawal.objects.create(
        unit=sent.to_unit, owner_id=cast["tran"].member_id, recorded_at=now(), **kept
    )
    begin_week(monday=date(2026, 11, 2), station=sent.from_unit, centre=sent.to_unit)
    save_intake(by=cast["kessler"], draft_id=new_id(), begun=Begun("questions"))
    somebody = persons.Person(persons.Role.AFFECTED, "Özlem", "Müßig", date(1991, 4, 3))
    file_id = FileKey.objects.create().pk
    mark_persons(by=cast["kessler"], file_id=file_id, people=[somebody])
    kessler, hers = cast["kessler"], Member.objects.get(pk=cast["kessler"].member_id)
    record_call(by=kessler, call_id=new_id(), typed=CALLED)
    record_threat(
        by=kessler, threat_id=new_id(), typed=THREATENED, owner=hers, next_on=date(2099, 1, 1)
    )
    attach_document(
        by=cast["kessler"],
        file=make_unit_file(by=cast["kessler"]),
        document=Document("pdf", "fax.pdf", b"%PDF-"),
    )
    StatFact.objects.create(unit=sent.to_unit, month=date(2026, 11, 1), codes={})
    return cast


def look_away() -> None:
    """Close the view from outside that only tests have, until the end of this test."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('schutznetz.tests', '', true)")


def visible(model: type[Model], cast: Cast, login: str) -> int:
    """How many rows somebody's session is shown when no Python check stands before it."""
    with acting_for(cast[login].unit_id):
        return model._default_manager.count()


def test_t34_the_database_shows_a_stranger_no_row_of_any_table(full: Cast) -> None:
    assert {m.__name__ for m in GUARDED} >= {"Transmission", "Case", "CaseEntry", "Draft"}
    for model in GUARDED:
        assert visible(model, full, "rahimi") == 0, model


@pytest.mark.parametrize(
    ("login", "rows"), [("aydin", (2, 0, 0, 1)), ("kessler", (2, 1, 1, 0)), ("wrona", (0, 0, 0, 0))]
)
def test_t34_everybody_sees_the_rows_of_her_unit(
    full: Cast, login: str, rows: tuple[int, ...]
) -> None:
    names = (
        ("exchange", "Transmission"),
        ("cases", "Case"),
        ("cases", "CaseEntry"),
        ("referrals", "Draft"),
    )
    assert tuple(visible(apps.get_model(*name), full, login) for name in names) == rows


def test_t34_while_nobody_acts_there_are_no_rows(full: Cast) -> None:
    assert [m for m in GUARDED if not m._default_manager.exists()] == []
    look_away()
    assert [m for m in GUARDED if m._default_manager.exists()] == []


def test_t34_nothing_is_written_into_another_unit(full: Cast) -> None:
    sent = Transmission.objects.first()
    assert sent is not None
    with acting_for(full["rahimi"].unit_id):
        assert Transmission.objects.filter(pk=sent.pk).update(to_unit=full["rahimi"].unit_id) == 0
        sent.pk, sent.token = new_id(), new_id()
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            sent.save(force_insert=True)


def test_t34_without_the_database_s_line_the_key_still_keeps_it_shut(full: Cast) -> None:
    sent = Transmission.objects.first()  # the tests look from outside, so the row is there
    assert sent is not None
    assert sent.file_id is not None
    with pytest.raises(KeyMissing):
        open_file(by=full["rahimi"], file_id=sent.file_id, purpose="read")


def test_t35_a_request_leaves_no_context_on_its_connection(cast: Cast) -> None:
    browser = Client()
    sign_in(browser, "kessler")
    assert browser.get("/desk/", secure=True).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [SETTING])
        assert cursor.fetchone() in [("",), (None,)]


def test_t35_the_web_role_owns_nothing_and_is_bound(database_url: Callable[[Role], str]) -> None:
    with psycopg.connect(database_url("web")) as web:
        owned = web.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user"
        ).fetchone()
        free = web.execute(
            "SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert (owned, free) == ((0,), (False,))


def test_the_worker_s_question_is_asked_for_the_unit_that_answers(full: Cast) -> None:
    """With the tests' own view closed, a timer that rings still finds its transmission."""
    look_away()
    with turned_to(now() + timedelta(days=30)):
        assert ring_due_timers() >= 1
    assert Notice.objects.exists()
