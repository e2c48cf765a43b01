"""A report that may go nowhere: what remains of it is the coded answer, and nothing else."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals import actions
from schutznetz.casework.referrals.actions import sending
from schutznetz.casework.referrals.forms import from_draft
from schutznetz.casework.referrals.models import Draft
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.vault.counted import open_counted
from schutznetz.ground.vault.models import FileKey
from schutznetz.overview.statistics.models import SealedFact
from tests.cast import Cast, as_typed, draft_of
from tests.signing_in import sign_in


def answers(cast: Cast) -> list[object]:
    by = cast["aydin"]
    rows = SealedFact.objects.filter(unit_id=by.unit_id)
    return [open_counted(by=by, row=row, field="sealed_codes") for row in rows]


def refused(cast: Cast, **changes: str) -> tuple[Draft, dict[str, object]]:
    said = {"consent": "refused", **changes}
    report = from_draft(as_typed(said))
    assert report.is_valid()
    return draft_of(cast["aydin"], said), report.coded()


def test_of_a_refusal_the_answer_remains_and_the_draft_is_gone(cast: Cast) -> None:
    keys = FileKey.objects.count()
    draft, report = refused(cast)
    actions.count_answers(by=cast["aydin"], draft=draft, report=report)
    assert answers(cast) == [{"kind": "consent", "answer": "refused"}]
    assert not Draft.objects.exists()
    assert FileKey.objects.count() == keys
    assert not Transmission.objects.exists()
    assert Entry.objects.filter(verb="count_answers").count() == 1


def test_where_somebody_concerned_works_there_not_even_the_answer_remains(cast: Cast) -> None:
    draft, report = refused(cast, conflict="yes", conflict_where="police")
    actions.count_answers(by=cast["aydin"], draft=draft, report=report)
    assert answers(cast) == []
    assert not Draft.objects.exists()


def test_what_may_be_sent_is_not_for_the_count_alone(cast: Cast) -> None:
    draft, report = refused(cast, consent="verbal")
    with pytest.raises(actions.MayBeSent):
        actions.count_answers(by=cast["aydin"], draft=draft, report=report)
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert answers(cast) == []


def test_a_colleague_counts_nobody_elses_answers(cast: Cast) -> None:
    draft, report = refused(cast)
    with pytest.raises(actions.Outdated):
        actions.count_answers(by=cast["petzold"], draft=draft, report=report)
    with pytest.raises(PermissionError):
        actions.count_answers(by=cast["kessler"], draft=draft, report=report)
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert not SealedFact.objects.exists()


def test_a_draft_that_somebody_went_on_writing_is_not_thrown_away(cast: Cast) -> None:
    draft, report = refused(cast)
    actions.save_draft(by=cast["aydin"], draft_id=draft.pk, typed=as_typed({"consent": "verbal"}))
    with pytest.raises(actions.Outdated):
        actions.count_answers(by=cast["aydin"], draft=draft, report=report)
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_when_it_fails_half_way_the_draft_is_still_there(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    draft, report = refused(cast)
    monkeypatch.setattr(sending, "_announce_answers", fail)
    with pytest.raises(ZeroDivisionError):
        actions.count_answers(by=cast["aydin"], draft=draft, report=report)
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_the_last_look_offers_it_where_nothing_may_leave(cast: Cast) -> None:
    draft, _ = refused(cast)
    officer = sign_in(Client(), "aydin")
    page = officer.get(reverse("referrals:review", args=[draft.pk]), secure=True).content.decode()
    assert "Löschen und nur die Antwort zählen" in page
    url = reverse("referrals:answer_only", args=[draft.pk])
    assert officer.post(url, secure=True)["Location"] == reverse("referrals:mine")
    assert (
        "Gezählt ist nur die Antwort." in officer.get("/referrals/", secure=True).content.decode()
    )
    assert officer.post(url, secure=True).status_code == 404
    assert len(answers(cast)) == 1


def test_the_last_look_does_not_offer_it_where_something_may_leave(cast: Cast) -> None:
    draft = draft_of(cast["aydin"], draft_id=uuid.uuid4())
    officer = sign_in(Client(), "aydin")
    page = officer.get(reverse("referrals:review", args=[draft.pk]), secure=True).content.decode()
    assert "nur die Antwort" not in page
    officer.post(reverse("referrals:answer_only", args=[draft.pk]), secure=True)
    assert Draft.objects.filter(pk=draft.pk).exists()
