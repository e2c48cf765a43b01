"""Drafts belong to the person; a report leaves once, on a basis, in the version that was seen."""

import uuid

import pytest

from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NoBasis
from schutznetz.casework.referrals import access, actions
from schutznetz.casework.referrals.forms import from_draft
from schutznetz.casework.referrals.models import Draft, PartRoute, PartRule
from schutznetz.ground.vault.models import FileKey
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable
from tests.cast import HER, Cast, as_typed, draft_of


def send(
    cast: Cast, draft: Draft, version: int | None = None, **changes: str
) -> list[Transmission]:
    report = from_draft(as_typed(changes))
    assert report.is_valid(), report.errors
    return actions.send_report(
        by=cast["aydin"],
        draft=draft,
        version=draft.version if version is None else version,
        urgent=False,
        report=report.coded(),
        weekday=0,
        parts=("centre-1",),
    )


def test_a_draft_keeps_every_word_and_every_mistake(cast: Cast) -> None:
    draft = draft_of(cast["aydin"], {"happened_on": "32.13.2026", "postcode": "abc"})
    typed = actions.open_draft(by=cast["aydin"], draft=draft).typed
    assert typed["postcode"] == ["abc"]
    assert typed["happened_on"] == ["32.13.2026"]


def test_saving_twice_with_one_id_is_one_draft(cast: Cast) -> None:
    draft = draft_of(cast["aydin"])
    again = actions.save_draft(by=cast["aydin"], draft_id=draft.pk, typed=as_typed({"phone": "1"}))
    assert Draft.objects.count() == 1
    assert again.version == draft.version + 1
    assert actions.open_draft(by=cast["aydin"], draft=again).typed[f"sheet-{HER}-phone"] == ["1"]


@pytest.mark.parametrize("other", ["petzold", "wrona", "kessler", "lindqvist"])
def test_nobody_else_has_or_opens_my_draft(cast: Cast, other: str) -> None:
    draft = draft_of(cast["aydin"])
    assert not access.own_drafts(cast[other]).exists()
    with pytest.raises(KeyMissing):
        actions.open_draft(by=cast[other], draft=draft)


def test_a_foreign_draft_id_is_refused(cast: Cast) -> None:
    draft = draft_of(cast["aydin"])
    with pytest.raises(PermissionError):
        actions.save_draft(by=cast["petzold"], draft_id=draft.pk, typed={})


def test_an_old_text_cannot_be_put_back(cast: Cast) -> None:
    draft = draft_of(cast["aydin"], {"phone": "alt"})
    old = draft.sealed_content
    actions.save_draft(by=cast["aydin"], draft_id=draft.pk, typed=as_typed())
    Draft.objects.filter(pk=draft.pk).update(sealed_content=old)
    with pytest.raises(Unopenable):
        actions.open_draft(by=cast["aydin"], draft=Draft.objects.get(pk=draft.pk))


@pytest.mark.parametrize("writer", ["kessler", "okafor", "lindqvist"])
def test_only_a_station_writes_police_reports(cast: Cast, writer: str) -> None:
    with pytest.raises(PermissionError):
        actions.save_draft(by=cast[writer], draft_id=uuid.uuid4(), typed=as_typed())


@pytest.mark.parametrize("answer", ["refused", "not_able"])
def test_without_consent_nothing_leaves_and_the_draft_stays(cast: Cast, answer: str) -> None:
    draft = draft_of(cast["aydin"], {"consent": answer})
    with pytest.raises(NoBasis):
        send(cast, draft, consent=answer)
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert not Transmission.objects.exists()


def test_only_the_version_that_was_seen_is_sent(cast: Cast) -> None:
    draft = draft_of(cast["aydin"])
    actions.save_draft(by=cast["aydin"], draft_id=draft.pk, typed=as_typed({"phone": "neu"}))
    with pytest.raises(actions.Outdated):
        send(cast, draft, version=1)
    assert not Transmission.objects.exists()


def test_a_second_click_finds_what_was_sent(cast: Cast) -> None:
    draft = draft_of(cast["aydin"])
    sent = send(cast, draft)
    with pytest.raises(actions.AlreadySent):
        send(cast, draft, version=1)
    assert list(Transmission.objects.all()) == sent


def test_saving_a_report_that_has_left_does_not_write_it_anew(cast: Cast) -> None:
    draft = draft_of(cast["aydin"])
    draft_id = draft.pk
    send(cast, draft)
    with pytest.raises(actions.AlreadySent):
        actions.save_draft(by=cast["aydin"], draft_id=draft_id, typed=as_typed())
    assert not Draft.objects.exists()


def test_a_station_without_a_route_sends_nothing(cast: Cast) -> None:
    draft = draft_of(cast["aydin"])
    PartRoute.objects.all().delete()
    PartRule.objects.all().delete()
    with pytest.raises(actions.NoRoute):
        send(cast, draft)


def test_a_discarded_draft_leaves_no_key(cast: Cast) -> None:
    before = FileKey.objects.count()
    draft = draft_of(cast["aydin"])
    actions.discard_draft(by=cast["aydin"], draft=draft)
    assert not Draft.objects.exists()
    assert FileKey.objects.count() == before
