"""Two people at one file, the contact clock, and what may not be forged."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.actions.changing import FIRST_CONTACT, NEXT_DATE
from schutznetz.casework.cases.actions.waiting import UNTAKEN
from schutznetz.casework.cases.forms.changes import QUESTIONS
from schutznetz.casework.cases.models import Case, CaseEntry
from schutznetz.casework.cases.rules import Outdated
from schutznetz.casework.exchange.actions import acknowledge_transmission
from schutznetz.casework.exchange.actions.handing_over import (
    Offer,
    answer_handover,
    offer_transmission,
)
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Unit
from tests.cast import Cast, send
from tests.signing_in import sign_in

TOMORROW = localdate() + timedelta(days=1)
NOT_ASKED = dict.fromkeys(QUESTIONS, "not_asked")


@pytest.fixture
def case(cast: Cast) -> Case:
    """A file that Hanna Keßler has made of a report from Nord."""
    return actions.open_case(by=cast["kessler"], transmission=send(cast["aydin"]), next_on=TOMORROW)


@pytest.fixture
def counsellor(cast: Cast) -> Client:
    """Hanna Keßler, signed in."""
    return sign_in(Client(), "kessler")


def post(client: Client, case: Case, act: str, **data: object) -> Any:
    return client.post(reverse("cases:change", args=[case.pk, act]), data, secure=True)


def spoken(cast: Cast, case: Case, **more: Any) -> None:
    actions.record_attempt(
        by=cast["kessler"], case=case, channel="phone", result="spoken", next_on=TOMORROW, **more
    )


# Two people at one file


def test_the_second_of_two_sees_what_changed_and_still_has_her_text(
    cast: Cast, case: Case, counsellor: Client
) -> None:
    seen = case.version
    actions.write_note(by=cast["tran"], case=case, note="Die Schule hat angerufen.")
    page = post(counsellor, case, "note", note="Sie kommt am Freitag.", version=seen)
    assert page.status_code == 409
    assert "Sie kommt am Freitag." in page.text
    assert "Die Schule hat angerufen." in page.text
    assert "Ngọc Trần" in page.text
    assert CaseEntry.objects.filter(case=case).count() == 2
    case.refresh_from_db()
    assert f'name="version" value="{case.version}"' in page.text
    again = post(counsellor, case, "note", note="Sie kommt am Freitag.", version=case.version)
    assert again.status_code == 302


def test_a_file_closed_meanwhile_keeps_the_text_of_the_second(
    cast: Cast, case: Case, counsellor: Client
) -> None:
    seen = case.version
    actions.close_case(by=cast["tran"], case=case, outcome="declined", note="")
    page = post(counsellor, case, "note", note="Sie kommt am Freitag.", version=seen)
    assert page.status_code == 409
    assert "Sie kommt am Freitag." in page.text
    assert "geht dieser Schritt nicht" in page.text


@pytest.mark.parametrize("version", ["", "0", "-1", "999999", "1e3", "٣", "x" * 5000, None])
def test_a_version_that_is_not_the_file_s_changes_nothing(
    case: Case, counsellor: Client, version: str | None
) -> None:
    data = {} if version is None else {"version": version}
    assert post(counsellor, case, "note", note="Text", **data).status_code == 409
    assert CaseEntry.objects.filter(case=case).count() == 1


def test_every_change_refuses_an_old_version(cast: Cast, case: Case) -> None:
    old = case.version
    actions.write_note(by=cast["tran"], case=case, note="schneller")
    by = cast["kessler"]
    note: dict[str, Any] = {"note": "x", "version": old}
    to = next(iter(case.unit.members.filter(pk=cast["tran"].member_id)))
    for late in (
        lambda: actions.write_note(by=by, case=case, **note),
        lambda: actions.set_next_date(by=by, case=case, next_on=TOMORROW, **note),
        lambda: actions.record_return(by=by, case=case, next_on=TOMORROW, **note),
        lambda: actions.mark_contact_unsafe(by=by, case=case, **note),
        lambda: actions.close_case(by=by, case=case, outcome="declined", **note),
        lambda: actions.assign_case(by=by, case=case, to=to, version=old),
        lambda: actions.confirm_contact(by=by, case=case, contact={}, version=old),
        lambda: spoken(cast, case, version=old),
    ):
        with pytest.raises(Outdated):
            late()
    assert CaseEntry.objects.filter(case=case).count() == 2


FORGED = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from(["", "1", "99", "closed", "open", "2001-01-01"]) | st.uuids().map(str)
        for name in (
            "owner", "owner_id", "unit", "unit_id", "epoch", "state", "code", "file", "file_id",
            "contact_version", "first_contact_due", "contact_on", "closed_at", "opened_at",
            "sealed_contact", "by", "by_id", "case", "case_id",
        )
    },
)  # fmt: skip


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(forged=FORGED)
def test_t36_nothing_but_the_form_s_own_fields_is_taken(
    case: Case, counsellor: Client, forged: dict[str, str]
) -> None:
    before: Mapping[str, Any] = Case.objects.values().get(pk=case.pk)
    data = {**forged, "note": "x", "version": before["version"]}
    url = reverse("cases:change", args=[case.pk, "note"])
    assert counsellor.post(url, data, secure=True).status_code == 302
    after: Mapping[str, Any] = Case.objects.values().get(pk=case.pk)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"version"}
    newest = CaseEntry.objects.order_by("-at").values("case_id", "by_id").first()
    assert newest == {"case_id": case.pk, "by_id": before["owner_id"]}


# The contact clock and the next date


def test_the_contact_clock_runs_from_the_report_in_staffed_time(cast: Cast, case: Case) -> None:
    assert case.first_contact_due is not None
    timer = Timer.objects.get(subject_id=case.pk, code=FIRST_CONTACT, ended_at=None)
    assert timer.due_at == case.first_contact_due > now()


def test_only_a_conversation_or_the_outcome_ends_it(cast: Cast, case: Case) -> None:
    running = Timer.objects.filter(subject_id=case.pk, code=FIRST_CONTACT, ended_at=None)
    actions.record_attempt(
        by=cast["kessler"], case=case, channel="phone", result="nobody", next_on=TOMORROW
    )
    assert running.exists()
    spoken(cast, case)
    case.refresh_from_db()
    assert not running.exists()
    assert (case.first_contact_due, case.contact_on) == (None, localdate())


def told(case: Case, code: str) -> set[str]:
    found = Notice.objects.filter(subject_id=case.pk, code=code, settled_at=None)
    return set(found.values_list("member__account__login", flat=True))


@pytest.mark.parametrize("code", [NEXT_DATE, FIRST_CONTACT])
def test_an_overdue_date_rings_for_the_owner_and_then_for_the_lead(
    cast: Cast, case: Case, code: str
) -> None:
    Timer.objects.exclude(subject_id=case.pk, code=code).update(ended_at=now())
    moment = now() + timedelta(days=21)
    with turned_to(moment):
        ring_due_timers()
        assert told(case, code) == {"kessler"}
    with turned_to(moment + timedelta(days=1)):
        ring_due_timers()
        assert told(case, code) == {"kessler", "tran"}


def test_a_kept_date_is_quiet_and_rings_anew_when_it_is_missed_again(
    cast: Cast, case: Case
) -> None:
    spoken(cast, case)
    moment = now() + timedelta(days=21)
    with turned_to(moment):
        ring_due_timers()
        assert told(case, NEXT_DATE) == {"kessler"}
        later = localdate(moment) + timedelta(days=2)
        actions.set_next_date(by=cast["kessler"], case=case, next_on=later, note="verschoben")
        assert told(case, NEXT_DATE) == set()
    with turned_to(moment + timedelta(days=9)):
        ring_due_timers()
        assert told(case, NEXT_DATE) == {"kessler"}


def test_a_note_does_not_quiet_what_rings(cast: Cast, case: Case) -> None:
    with turned_to(now() + timedelta(days=21)):
        ring_due_timers()
        actions.write_note(by=cast["kessler"], case=case, note="x")
        assert told(case, NEXT_DATE) == {"kessler"}
        assert Timer.objects.get(subject_id=case.pk, code=NEXT_DATE, ended_at=None).stage == 1


def test_a_report_that_is_read_and_taken_by_nobody_rings(cast: Cast) -> None:
    """Read is not done: without a file it belongs to nobody."""
    sent = send(cast["aydin"])
    acknowledge_transmission(by=cast["kessler"], transmission=sent)
    running = Timer.objects.filter(subject_id=sent.pk, code=UNTAKEN, ended_at=None)
    assert running.count() == 1
    with turned_to(now() + timedelta(days=5)):
        ring_due_timers()
        told = Notice.objects.filter(subject_id=sent.pk, code=UNTAKEN, settled_at=None)
        assert "tran" in set(told.values_list("member__account__login", flat=True))
        actions.open_case(by=cast["kessler"], transmission=sent, next_on=date(2099, 1, 1))
        assert not running.exists()
        assert not told.exists()


def test_what_another_centre_has_accepted_waits_there_for_somebody(cast: Cast) -> None:
    sent = send(cast["aydin"])
    names = dict.fromkeys(("affected_first_name", "affected_last_name", "phone"), "")
    to_unit = Unit.objects.get(pk=cast["rahimi"].unit_id)
    offer = Offer(
        "",
        to_unit,
        names,
        "police_report",
        "",
        "consent",
        consent={"how": "verbal", "covers": "yes"},
    )
    given = offer_transmission(
        by=cast["kessler"], token=uuid.uuid4(), transmission=sent, offer=offer
    )
    running = Timer.objects.filter(subject_id=given.pk, code=UNTAKEN, ended_at=None)
    acknowledge_transmission(by=cast["rahimi"], transmission=given)
    assert not running.exists(), "an offer belongs to the first centre"
    answer_handover(by=cast["rahimi"], transmission=given, answer="accepted", reason="")
    assert running.count() == 1
    case = actions.open_case(by=cast["rahimi"], transmission=given, next_on=date(2099, 1, 1))
    assert not running.exists()
    browser = sign_in(Client(), "rahimi")
    assert "0000 5551234" in browser.get(reverse("cases:opened", args=[case.pk]), secure=True).text
