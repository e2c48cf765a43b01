"""Sending and acknowledging: one transaction, once, and only between the two units."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from schutznetz.casework.cases.actions import open_case
from schutznetz.casework.exchange import access, actions
from schutznetz.casework.exchange.ledger import disclosures
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.presenters import received_rows
from schutznetz.casework.exchange.rules import Disclosure, NoBasis
from schutznetz.casework.referrals.models import Draft
from schutznetz.ground.audit.access import find_break
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.models import FileKey, KeyWrap, Membership
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable
from tests.cast import TYPED, Cast, send, without_keys


def test_the_centre_reads_what_the_station_sent(cast: Cast) -> None:
    sent = send(cast["aydin"])
    row = access.unread_by(cast["kessler"]).get()
    body = actions.read_transmission(by=cast["kessler"], transmission=row)
    assert row == sent
    assert body["fields"]["affected_last_name"] == TYPED["affected_last_name"]  # type: ignore[index]


def test_the_sender_cannot_open_it_again(cast: Cast) -> None:
    sent = send(cast["aydin"])
    with pytest.raises(KeyMissing):
        actions.read_transmission(by=cast["aydin"], transmission=sent)


@pytest.mark.parametrize("stranger", ["wrona", "okafor", "rahimi", "lindqvist"])
def test_a_stranger_sees_neither_row_nor_count_nor_content(cast: Cast, stranger: str) -> None:
    sent = send(cast["aydin"])
    assert not access.received_by(cast[stranger]).exists()
    assert not access.sent_by(cast[stranger]).exists()
    with pytest.raises(KeyMissing):
        actions.read_transmission(by=cast[stranger], transmission=sent)


def test_the_coordinator_holds_no_key_at_all(cast: Cast) -> None:
    """T11."""
    assert not Membership.objects.filter(member_id=cast["lindqvist"].member_id).exists()
    sent = send(cast["aydin"])
    with pytest.raises(KeyMissing):
        actions.read_transmission(by=cast["lindqvist"], transmission=sent)


def test_a_session_without_keys_reads_nothing(cast: Cast) -> None:
    sent = send(cast["aydin"])
    with pytest.raises(KeyMissing):
        actions.read_transmission(by=without_keys(cast["kessler"]), transmission=sent)


def test_sending_shreds_the_draft_and_its_key(cast: Cast) -> None:
    files = set(FileKey.objects.values_list("pk", flat=True))
    sent = send(cast["aydin"])
    assert not Draft.objects.exists()
    left = set(FileKey.objects.values_list("pk", flat=True)) - files
    assert left == {sent.file_id, sent.stub_file_id}
    assert not KeyWrap.objects.filter(account_id=cast["aydin"].account_id).exists()


def _give(cast: Cast, token: object, disclosure: Disclosure) -> Transmission:
    return actions.send_transmission(
        by=cast["aydin"],
        token=token,  # type: ignore[arg-type]
        to_unit=Unit.objects.get(pk=cast["kessler"].unit_id),
        urgent=False,
        header={"kind": "police_report"},
        body={"kind": "police_report", "fields": {}},
        disclosure=disclosure,
    )


def test_the_same_token_sends_once(cast: Cast) -> None:
    token, given = new_id(), Disclosure("police_report", "consent", "help", ("phone",))
    assert _give(cast, token, given) == _give(cast, token, given)
    assert Transmission.objects.count() == 1
    assert Timer.objects.count() == 1


def test_without_a_basis_nothing_is_stored(cast: Cast) -> None:
    before = Entry.objects.count(), FileKey.objects.count()
    with pytest.raises(NoBasis):
        _give(cast, new_id(), Disclosure("police_report", "", "help", ("phone",)))
    assert not Transmission.objects.exists()
    assert (Entry.objects.count(), FileKey.objects.count()) == before


def test_a_failure_on_the_way_leaves_nothing_behind(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The timer is the last thing written; when it fails, report and audit are gone as well."""

    def refuse(**_: object) -> None:
        raise IntegrityError

    entries = Entry.objects.exclude(verb="save_draft").count()
    monkeypatch.setattr(actions, "start_timer", refuse)
    with pytest.raises(IntegrityError), transaction.atomic():
        send(cast["aydin"])
    monkeypatch.undo()
    assert not Transmission.objects.exists()
    assert Entry.objects.exclude(verb="save_draft").count() == entries


def test_every_sending_has_basis_purpose_and_entry(cast: Cast) -> None:
    sent = send(cast["aydin"])
    stub = disclosures(by=cast["petzold"], transmissions=[sent])[0]
    assert stub.reference == TYPED["file_number"]
    assert stub.basis
    assert stub.purpose
    entry = Entry.objects.get(verb="send_transmission")
    assert entry.subject_id == sent.pk
    assert entry.member_id == cast["aydin"].member_id
    assert entry.purpose


def test_reading_is_recorded_and_the_chain_holds(cast: Cast) -> None:
    sent = send(cast["aydin"])
    actions.read_transmission(by=cast["kessler"], transmission=sent)
    entry = Entry.objects.filter(verb="read_transmission").get()
    assert (entry.subject_id, entry.account_id) == (sent.pk, cast["kessler"].account_id)
    assert find_break() is None


def test_acknowledging_tells_function_and_time_and_ends_the_clock(cast: Cast) -> None:
    sent = send(cast["aydin"])
    fact = actions.acknowledge_transmission(by=cast["kessler"], transmission=sent)
    sent.refresh_from_db()
    assert (fact.function, sent.acknowledged_as) == ("Beraterin", "Beraterin")
    assert not Timer.objects.filter(code="unread_transmission", ended_at=None).exists()
    assert not access.unread_by(cast["kessler"]).exists()


def test_the_first_reader_counts(cast: Cast) -> None:
    sent = send(cast["aydin"])
    first = actions.acknowledge_transmission(by=cast["kessler"], transmission=sent)
    again = actions.acknowledge_transmission(by=cast["tran"], transmission=sent)
    assert (again.function, again.at) == (first.function, first.at)


def test_the_other_centre_cannot_acknowledge(cast: Cast) -> None:
    sent = send(cast["aydin"])
    with pytest.raises(Transmission.DoesNotExist):
        actions.acknowledge_transmission(by=cast["rahimi"], transmission=sent)


def test_unread_goes_to_the_lead_then_to_all_until_somebody_reads(cast: Cast) -> None:
    sent = send(cast["aydin"], urgent="urgent")
    first, second = sent.due_at + timedelta(minutes=1), sent.due_at + timedelta(minutes=62)
    assert ring_due_timers() == 0
    with turned_to(first):
        assert ring_due_timers() == 1
        assert ring_due_timers() == 0
    assert _told() == {(cast["tran"].member_id, 1)}
    with turned_to(second):
        assert ring_due_timers() == 1
    assert (cast["kessler"].member_id, 2) in _told()
    assert cast["lindqvist"].member_id not in {member for member, _ in _told()}
    actions.acknowledge_transmission(by=cast["kessler"], transmission=sent)
    assert _told() == set()
    open_case(by=cast["kessler"], transmission=sent, next_on=date(2099, 1, 1))
    Timer.objects.filter(code="first_contact").update(ended_at=now())
    with turned_to(second + timedelta(days=9)):
        assert ring_due_timers() == 0


def _told() -> set[tuple[object, int]]:
    return set(Notice.objects.filter(settled_at=None).values_list("member_id", "stage"))


def test_the_inbox_is_urgent_first_then_by_due_time(cast: Cast) -> None:
    with turned_to(now() - timedelta(days=14)):
        old = send(
            cast["aydin"],
            happened_on="2026-10-01",
            consent_at="2026-10-01T23:00",
            eviction_from="",
            eviction_until="",
        )
    urgent = send(cast["aydin"], urgent="urgent")
    late = send(cast["aydin"])
    rows = received_rows(
        by=cast["kessler"], transmissions=access.unread_by(cast["kessler"]), moment=now()
    )
    assert [row.transmission.pk for row in rows] == [urgent.pk, old.pk, late.pk]
    assert [row.overdue for row in rows] == [False, True, False]


def test_a_changed_envelope_is_not_genuine(cast: Cast) -> None:
    """A writer to the database cannot move a due time or pass a report to another unit."""
    sent = send(cast["aydin"])
    Transmission.objects.filter(pk=sent.pk).update(due_at=sent.due_at + timedelta(days=30))
    with pytest.raises(Unopenable):
        actions.read_transmission(
            by=cast["kessler"], transmission=Transmission.objects.get(pk=sent.pk)
        )


@pytest.mark.parametrize("field", ["sealed_header", "sealed_body"])
def test_swapped_ciphertexts_are_refused(cast: Cast, field: str) -> None:
    """T7, in the database: two reports to one unit exchange a sealed value."""
    one, two = send(cast["aydin"]), send(cast["aydin"])
    swapped = getattr(two, field)
    Transmission.objects.filter(pk=one.pk).update(**{field: swapped})
    with pytest.raises(Unopenable):
        actions.read_transmission(
            by=cast["kessler"], transmission=Transmission.objects.get(pk=one.pk)
        )


def test_a_wrap_moved_to_another_file_is_refused(cast: Cast) -> None:
    one, two = send(cast["aydin"]), send(cast["aydin"])
    foreign = KeyWrap.objects.get(file_id=two.file_id)
    KeyWrap.objects.filter(file_id=one.file_id).update(wrapped=foreign.wrapped)
    with pytest.raises(Unopenable):
        actions.read_transmission(by=cast["kessler"], transmission=one)


def test_one_damaged_report_does_not_hide_the_others(cast: Cast) -> None:
    one, two = send(cast["aydin"]), send(cast["aydin"])
    foreign = KeyWrap.objects.get(file_id=two.file_id)
    KeyWrap.objects.filter(file_id=one.file_id).update(wrapped=foreign.wrapped)
    rows = received_rows(
        by=cast["kessler"], transmissions=access.unread_by(cast["kessler"]), moment=now()
    )
    assert {row.transmission.pk: row.damaged for row in rows} == {one.pk: True, two.pk: False}
    assert Entry.objects.filter(verb="open_files", detail__damaged__isnull=False).exists()
