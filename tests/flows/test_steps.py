"""The steps of a report over HTTP: mistakes at their field, everything kept, two windows, people by key."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from schutznetz.casework.referrals.models import Draft
from tests.cast import TYPED, Cast, draft_of, send, step_of
from tests.flows.test_pages import get, officer, post
from tests.signing_in import sign_in

__all__ = ["officer"]


def test_a_mistake_keeps_everything_typed_and_saves_the_draft(officer: Client) -> None:
    typed = {**step_of("operation", {"postcode": "49"}), "draft_id": str(uuid.uuid4())}
    page = post(officer, "referrals:new", typed)
    assert page.status_code == 422
    assert "Diese Postleitzahl gibt es nicht." in page.text
    assert TYPED["summary"] in page.text
    assert Draft.objects.count() == 1


@pytest.mark.parametrize(
    ("step", "value", "words"),
    [
        ("operation.happened_on", "2999-01-01", "liegt in der Zukunft"),
        ("operation.happened_on", "gestern", ""),
        ("operation.postcode", "00000", "Diese Postleitzahl gibt es nicht."),
        ("operation.postcode", "٠٤٩٩٩", "Diese Postleitzahl gibt es nicht."),
        ("operation.summary", "x" * 4001, "4000"),
        ("operation.summary", "ß" * 2**20, "4000"),
        ("operation.offences", "erfunden", ""),
        ("operation.earlier_count", "-1", ""),
        ("operation.earlier_last", "2026-11-21", "liegt nach diesem"),
        ("affected.affected_last_name", "A\x07B", "Zeichen, die man nicht sieht"),
        ("affected.relationship", "", ""),
        ("children.child_how", "", "Bitte wählen Sie etwas aus"),
        ("danger.eviction_until", "2026-11-01", "endet, bevor sie beginnt"),
        ("consent.consent_at", "2999-01-01T10:00", "liegt in der Zukunft"),
    ],
)
def test_bad_input_is_named_at_its_field_and_kept(
    officer: Client, cast: Cast, step: str, value: str, words: str
) -> None:
    slug, field = step.split(".")
    draft = draft_of(cast["aydin"])
    posted = step_of(slug, {field: value})
    page = post(officer, "referrals:step", posted, draft_id=draft.pk, slug=slug)
    assert page.status_code == 422
    name = next(each for each in posted if each.endswith(field))
    assert f'id="id_{name}_error"' in page.text
    assert words in page.text
    for kept in (value, *posted.values()):
        assert escape(kept) in page.text or len(kept) < 3 or kept in ("on", "erfunden")


@pytest.mark.parametrize(
    "name",
    ["Ólafur Þór Ægisson", "محمد علی", "李小龍", "Ngọc Trần", "Ἀθηνᾶ", "O’Brien-Müßig", "🙂"],
)
def test_names_in_every_script_are_names(cast: Cast, officer: Client, name: str) -> None:
    sent = send(cast["aydin"], affected_last_name=name)
    page = get(sign_in(Client(), "kessler"), "exchange:received", transmission_id=sent.pk)
    assert escape(name) in page.text


def test_later_keeps_half_a_report(officer: Client) -> None:
    typed = {"place": "Weidengasse", "later": "1", "draft_id": str(uuid.uuid4())}
    answer = post(officer, "referrals:new", typed)
    assert answer.url == reverse("referrals:mine")
    draft = Draft.objects.get()
    assert draft.code in get(officer, "referrals:mine").text
    step = officer.get(reverse("referrals:edit", args=[draft.pk]), secure=True, follow=True)
    assert 'value="Weidengasse"' in step.text


def test_posting_the_first_page_twice_makes_one_draft(officer: Client) -> None:
    typed = {**step_of("operation"), "draft_id": str(uuid.uuid4())}
    post(officer, "referrals:new", typed)
    post(officer, "referrals:new", typed)
    assert Draft.objects.count() == 1
