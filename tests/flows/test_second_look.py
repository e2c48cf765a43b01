"""Where nobody agreed: reasons in writing, a second person, and a clock; or nothing but a number."""

import uuid
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from schutznetz.casework.cases.actions import open_case
from schutznetz.casework.cases.actions.restricting import name_readers
from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.actions.recalling import recall_transmission
from schutznetz.casework.exchange.ledger import disclosures
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals import actions
from schutznetz.casework.referrals.access import pending_of
from schutznetz.casework.referrals.facts import ConsentAnswered
from schutznetz.casework.referrals.models import Draft, PendingPart
from schutznetz.casework.referrals.rules import LONGEST_WEIGHING
from schutznetz.ground.base.bus import listen
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Account, Member
from schutznetz.ground.vault.access import key_holders, named_readers
from schutznetz.ground.vault.actions import open_files
from schutznetz.ground.vault.file import OpenFile
from schutznetz.ground.vault.models import FileKey
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable
from tests.cast import TYPED, Cast, draft_of, hold_emergency
from tests.signing_in import sign_in

REFUSED = {"consent": "refused"}
SECRET_FIELDS = ("phone", "who_answers", "reach_when", "code_word")
SECRETS = [TYPED[name] for name in SECRET_FIELDS]
WHY = "Er hat einen Schlüssel und droht, heute zu kommen."


def post(client: Client, name: str, data: dict[str, str], **ids: object) -> Any:
    return client.post(reverse(f"referrals:{name}", kwargs=ids), data, secure=True)


def decide(client: Client, pending: PendingPart, **data: str) -> Any:
    return post(client, "pending", data, pending_id=pending.pk)


def test_nothing_leaves_before_a_second_person_agrees(cast: Cast) -> None:
    pending = hold_emergency(cast["aydin"])
    assert not Transmission.objects.exists()
    assert not Draft.objects.exists()
    sent = actions.approve_part(by=cast["petzold"], pending=pending)
    row = received_by(cast["kessler"]).get()
    fields = read_transmission(by=cast["kessler"], transmission=row)["fields"]
    assert isinstance(fields, dict)
    assert (row, fields["phone"]) == (sent, TYPED["phone"])
    assert "summary" not in fields, "the single case carries less than her consent would"
    stub = disclosures(by=cast["petzold"], transmissions=[sent])[0]
    assert "summary" not in stub.fields
    assert not PendingPart.objects.exists()
    assert not FileKey.objects.filter(pk=pending.file_id).exists()


@pytest.mark.parametrize("near", [{}, {"conflict": "yes", "conflict_where": ["police"]}])
def test_nobody_of_the_station_opens_how_to_reach_her(cast: Cast, near: dict[str, Any]) -> None:
    pending = hold_emergency(cast["aydin"], near)
    assert sheet_values(cast, pending)
    station = [each for each in cast.people.values() if each.unit_id == pending.unit_id]
    for member in station:
        files = open_files(by=member, file_ids=every_file(), purpose="read")
        assert pending.sheet_file_id not in files
        for row in (PendingPart.objects.get(), Transmission(pk=pending.pk)):
            for file, field in product(files.values(), ("sealed_content", "sealed_sheet")):
                row.sealed_sheet = pending.sealed_sheet
                assert not any(value in opened(file, row, field) for value in SECRETS)


def test_the_centre_reads_how_to_reach_her_and_nobody_can_exchange_the_sheet(cast: Cast) -> None:
    pending = hold_emergency(cast["aydin"])
    other = hold_emergency(cast["aydin"])
    sent = actions.approve_part(by=cast["petzold"], pending=pending)
    fields = read_transmission(by=cast["kessler"], transmission=sent)["fields"]
    assert isinstance(fields, dict)
    assert {name: fields.get(name) for name in SECRET_FIELDS} == {
        name: TYPED[name] for name in SECRET_FIELDS
    }
    for field in ("sealed_sheet", "sheet_file_id"):
        forged = Transmission.objects.get(pk=sent.pk)
        setattr(forged, field, getattr(other, field))
        with pytest.raises(Unopenable):
            read_transmission(by=cast["kessler"], transmission=forged)


def test_what_was_recalled_leaves_nothing_of_the_sheet(cast: Cast) -> None:
    sent = actions.approve_part(by=cast["petzold"], pending=hold_emergency(cast["aydin"]))
    gone = [each for each in (sent.file_id, sent.sheet_file_id) if each]
    recall_transmission(by=cast["aydin"], transmission=sent, why="Falsche Stelle.")
    row = Transmission.objects.get(pk=sent.pk)
    assert (row.sheet_file_id, row.sealed_sheet) == (None, None)
    assert not FileKey.objects.filter(pk__in=gone).exists()
    assert len(gone) == 2


def test_named_readers_of_a_file_are_the_only_ones_for_the_sheet_as_well(cast: Cast) -> None:
    sent = actions.approve_part(by=cast["petzold"], pending=hold_emergency(cast["aydin"]))
    by = cast["kessler"]
    case = open_case(by=by, transmission=sent, next_on=localdate(now()))
    others = [each for each in key_holders(by.unit_id) if each.account_id != by.account_id]
    name_readers(
        by=by, case=case, members=[Member.objects.get(pk=by.member_id), others[0]], note=""
    )
    named = frozenset({by.account_id, others[0].account_id})
    assert named_readers(sent.sheet_file_id) == named_readers(sent.file_id) == named


def test_what_others_may_read_by_now_is_not_sent_but_written_anew(cast: Cast) -> None:
    pending = hold_emergency(cast["aydin"])
    Account.objects.filter(pk=cast["okafor"].account_id).update(
        name="Sören Nyström", birth_year=1987
    )
    page = decide(sign_in(Client(), "petzold"), pending, decision="approve")
    assert page.status_code == 409
    assert "Dort dürfen inzwischen andere Personen lesen" in page.text
    assert not Transmission.objects.exists()
    actions.refuse_part(by=cast["petzold"], pending=pending, reason="Bitte neu schreiben.")


def every_file() -> list[uuid.UUID]:
    return list(FileKey.objects.values_list("pk", flat=True))


def opened(file: OpenFile, row: Model, field: str) -> str:
    """What a key opens of a field, whichever way it may have been bound."""
    try:
        return str(file.open(row, field)) if getattr(row, field, None) else ""
    except Unopenable:
        return ""


def sheet_values(cast: Cast, pending: PendingPart) -> dict[str, object]:
    assert pending.sheet_file_id is not None
    holders = [each for each in cast.people.values() if each.unit_id == pending.to_unit_id]
    for member in holders:
        files = open_files(by=member, file_ids=[pending.sheet_file_id], purpose="read")
        for file in files.values():
            place = Transmission(pk=pending.pk, sealed_sheet=pending.sealed_sheet)
            return file.open(place, "sealed_sheet")
    return {}


def test_who_asked_cannot_agree(cast: Cast) -> None:
    pending = hold_emergency(cast["aydin"])
    for act in (actions.approve_part, lambda **k: actions.refuse_part(**k, reason="x")):
        with pytest.raises(actions.NotSecond):
            act(by=cast["aydin"], pending=pending)
    page = sign_in(Client(), "aydin").get(
        reverse("referrals:pending", args=[pending.pk]), secure=True
    )
    assert "Zustimmen und senden" not in page.text
    assert "Eine zweite Person Ihrer Stelle muss zustimmen" in page.text
    assert not Transmission.objects.exists()


@pytest.mark.parametrize("stranger", ["wrona", "kessler", "okafor", "lindqvist"])
def test_nobody_else_sees_or_opens_what_waits(cast: Cast, stranger: str) -> None:
    pending = hold_emergency(cast["aydin"])
    assert not pending_of(cast[stranger]).exists()
    with pytest.raises(KeyMissing):
        actions.open_pending(by=cast[stranger], pending=pending)


def test_the_second_person_does_not_see_how_to_reach_her(cast: Cast) -> None:
    pending = hold_emergency(cast["aydin"])
    url = reverse("referrals:pending", args=[pending.pk])
    for login in ("petzold", "aydin"):
        text = sign_in(Client(), login).get(url, secure=True).text
        assert "Çağlayan-Müßig" in text
        assert "Dazu das eigene Blatt" in text
        for secret in (TYPED["phone"], TYPED["code_word"], TYPED["reach_when"]):
            assert secret not in text


def test_what_waits_is_found_on_the_desk_and_rings(cast: Cast) -> None:
    pending = hold_emergency(cast["aydin"])
    desk = sign_in(Client(), "petzold").get(reverse("desk:start"), secure=True)
    assert pending.code in desk.text
    for word in ("Çağlayan", "5551234", TYPED["file_number"], WHY):
        assert word not in desk.text
    timer = Timer.objects.get(subject_id=pending.pk, ended_at=None)
    with turned_to(timer.due_at + timedelta(minutes=1)):
        assert ring_due_timers() >= 1
    assert Notice.objects.filter(subject_id=pending.pk).exists()
    actions.approve_part(by=cast["petzold"], pending=pending)
    assert not Notice.objects.filter(subject_id=pending.pk, settled_at=None).exists()


def test_a_refusal_tells_why_and_leaves_nothing_once_it_was_seen(cast: Cast) -> None:
    pending = hold_emergency(cast["aydin"])
    second, author = sign_in(Client(), "petzold"), sign_in(Client(), "aydin")
    silent = decide(second, pending, decision="refuse")
    assert silent.status_code == 422
    assert "Bitte schreiben Sie in einem Satz, warum nicht." in silent.text
    decide(second, pending, decision="refuse", reason="Sie ist seit heute in Sicherheit.")
    assert PendingPart.objects.get().sealed_sheet is None
    assert pending.sheet_file_id is not None
    assert not FileKey.objects.filter(pk=pending.sheet_file_id).exists()
    url = reverse("referrals:pending", args=[pending.pk])
    told = author.get(url, secure=True).text
    assert "Sie ist seit heute in Sicherheit." in told
    assert "Dazu das eigene Blatt" not in told
    assert decide(second, pending, decision="approve").status_code == 409
    assert decide(second, pending, decision="seen").status_code == 409
    decide(author, pending, decision="seen")
    assert not PendingPart.objects.exists()
    assert not Transmission.objects.exists()
    assert not FileKey.objects.filter(pk=pending.file_id).exists()


def test_the_page_offers_the_single_case_unticked_and_asks_for_reasons(cast: Cast) -> None:
    officer = sign_in(Client(), "aydin")
    draft = draft_of(cast["aydin"], REFUSED)
    page = officer.get(reverse("referrals:review", args=[draft.pk]), secure=True)
    assert "Im Einzelfall trotzdem: Gegenwärtige Gefahr im Einzelfall" in page.text
    assert "rechtlich noch nicht bestätigt" in page.text
    assert "checked" not in page.text
    what = {"version": "1", "parts": "centre-1/emergency"}
    bare = post(officer, "send", what, draft_id=draft.pk)
    assert bare.status_code == 422
    assert "Bitte schreiben Sie, warum es im Einzelfall nötig ist." in bare.text
    assert 'id="weighing-centre-1-error"' in bare.text
    assert bare.text.count("checked") == 1
    sent = post(officer, "send", {**what, "weighing-centre-1": WHY}, draft_id=draft.pk)
    assert "Wartet auf eine zweite Person" in officer.get(sent.url, secure=True).text
    again = post(officer, "send", {**what, "weighing-centre-1": WHY}, draft_id=draft.pk)
    assert again.url == sent.url
    assert PendingPart.objects.count() == 1


def test_reasons_that_are_too_long_are_named_at_their_field_and_kept(cast: Cast) -> None:
    officer, draft = sign_in(Client(), "aydin"), draft_of(cast["aydin"], REFUSED)
    what = {"version": "1", "parts": "centre-1/emergency"}
    fits = "a\r\n" * (LONGEST_WEIGHING // 2)
    long = post(officer, "send", {**what, "weighing-centre-1": fits + "zuviel"}, draft_id=draft.pk)
    assert long.status_code == 422
    assert "Bitte kürzen Sie auf höchstens 4000 Zeichen." in long.text
    assert 'aria-describedby="weighing-centre-1-hint weighing-centre-1-error"' in long.text
    assert "zuviel</textarea>" in long.text
    assert not PendingPart.objects.exists()
    sent = post(officer, "send", {**what, "weighing-centre-1": fits}, draft_id=draft.pk)
    assert sent.status_code == 302
    assert PendingPart.objects.count() == 1


def test_with_consent_the_single_case_cannot_be_chosen(cast: Cast) -> None:
    officer = sign_in(Client(), "aydin")
    draft = draft_of(cast["aydin"])
    what = {"version": "1", "parts": "centre-1/emergency", "weighing-centre-1": WHY}
    assert post(officer, "send", what, draft_id=draft.pk).status_code == 422
    assert not PendingPart.objects.exists()


def test_a_single_case_does_not_keep_a_refusal_from_being_counted(cast: Cast) -> None:
    heard: list[ConsentAnswered] = []
    listen(ConsentAnswered, heard.append)
    draft = draft_of(cast["aydin"], REFUSED)
    url = reverse("referrals:review", args=[draft.pk])
    assert (
        "Löschen und nur die Antwort zählen"
        in sign_in(Client(), "aydin").get(url, secure=True).text
    )
    answer = post(sign_in(Client(), "aydin"), "answer_only", {}, draft_id=draft.pk)
    assert answer.url == reverse("referrals:mine")
    assert [fact.answer for fact in heard] == ["refused"]
    assert not Draft.objects.exists()
    assert not FileKey.objects.filter(pk=draft.file_id).exists()


def test_where_somebody_is_close_only_named_people_can_be_the_second(cast: Cast) -> None:
    near = {"conflict": "yes", "conflict_where": ["police"]}
    author = cast["aydin"].account_id
    pending = hold_emergency(cast["aydin"], near)
    readers = named_readers(pending.file_id)
    assert readers is not None
    (second,) = (each for each in cast.people.values() if each.account_id in readers - {author})
    assert not pending_of(cast["petzold"]).exists()
    with pytest.raises(actions.NotSecond):
        actions.approve_part(by=cast["petzold"], pending=pending)
    sent = actions.approve_part(by=second, pending=pending)
    assert named_readers(sent.file_id) is not None
