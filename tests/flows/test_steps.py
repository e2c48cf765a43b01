"""The steps of a report over HTTP: mistakes at their field, everything kept, two windows, people by key."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.forms import BY_SLUG
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


def step_url(draft: Draft, slug: str) -> str:
    return reverse("referrals:step", args=[draft.pk, slug])


def in_window(window: str, seen: int, **changes: str) -> dict[str, str]:
    """The step about danger as one window posts it."""
    return {**step_of("danger", changes), "window": window, "seen": str(seen), "turn": "0"}


def test_two_windows_the_older_one_is_told_and_nothing_newer_is_lost(
    officer: Client, cast: Cast
) -> None:
    draft, where = draft_of(cast["aydin"]), {"slug": "danger"}
    first = in_window("A", 0, danger_note="aus dem ersten Fenster")
    post(officer, "referrals:step", first, draft_id=draft.pk, **where)
    late = in_window("B", 0, danger_note="aus dem zweiten Fenster")
    told = post(officer, "referrals:step", late, draft_id=draft.pk, **where)
    assert told.status_code == 409
    assert "In einem anderen Fenster haben Sie diesen Schritt geändert" in told.text
    assert "aus dem ersten Fenster" in told.text
    assert "aus dem zweiten Fenster" in told.text
    kept = officer.get(step_url(draft, "danger"), secure=True).text
    assert "aus dem ersten Fenster" in kept
    assert "aus dem zweiten Fenster" not in kept
    decided = {**late, "seen": "1"}
    assert post(officer, "referrals:step", decided, draft_id=draft.pk, **where).status_code == 302
    assert "aus dem zweiten Fenster" in officer.get(step_url(draft, "danger"), secure=True).text


def test_saving_while_writing_is_quiet_and_goes_nowhere(officer: Client) -> None:
    draft_id = uuid.uuid4()
    typed = {"place": "Weidengasse", "draft_id": str(draft_id), "window": "A", "seen": "0"}
    for place in ("Weidengasse", "Weidengasse 17"):
        sent = {**typed, "place": place}
        quiet = officer.post(
            reverse("referrals:new"), sent, secure=True, headers={"x-autosave": "1"}
        )
        assert (quiet.status_code, quiet.content) == (204, b"")
    draft = Draft.objects.get(pk=draft_id)
    assert 'value="Weidengasse 17"' in officer.get(step_url(draft, "operation"), secure=True).text


def test_a_person_more_and_a_person_less_without_script(officer: Client, cast: Cast) -> None:
    draft = draft_of(cast["aydin"])
    url = step_url(draft, "affected")
    more: Any = officer.post(url, {**step_of("affected"), "more": "1"}, secure=True)
    page = officer.get(more.url.partition("#")[0], secure=True).text
    assert "Betroffene Person 2" in page
    keys = re.findall(r'name="affected-(\d)-key" value="(\d+)"', page)
    assert [place for place, _ in keys] == ["0", "1"]
    two = {
        **step_of("affected"),
        "affected-1-key": keys[1][1],
        "affected-1-affected_first_name": "Bea",
        "affected-1-relationship": "partner",
        "affected-TOTAL_FORMS": "2",
    }
    officer.post(url, two, secure=True)
    sheet = officer.get(step_url(draft, "reaching"), secure=True).text
    assert "Eigenes Blatt: Özlem Çağlayan-Müßig" in sheet
    assert "Eigenes Blatt: Bea" in sheet
    officer.post(url, {**two, "remove": keys[0][1]}, secure=True)
    sheet = officer.get(step_url(draft, "reaching"), secure=True).text
    assert "Çağlayan" not in sheet
    assert TYPED["phone"] not in sheet, "her number went with her"


def test_the_enter_key_takes_nobody_out(officer: Client, cast: Cast) -> None:
    draft = draft_of(cast["aydin"], {"affected-1-affected_first_name": "Bea"})
    page = officer.get(step_url(draft, "affected"), secure=True).text
    form = page.split("data-autosave")[1]
    assert 'name="remove"' in form
    first = re.search(r'<(?:button|input)[^>]*type="submit"[^>]*>', form)
    assert first
    assert "name=" not in first.group(0)


def test_every_step_can_be_opened_again_and_an_unknown_one_is_not_there(
    officer: Client, cast: Cast
) -> None:
    draft = draft_of(cast["aydin"])
    for slug in BY_SLUG:
        page = officer.get(step_url(draft, slug), secure=True)
        assert page.status_code == 200
        assert "Später weiter" in page.text
    assert officer.get(step_url(draft, "nothing"), secure=True).status_code == 404


def test_urgent_needs_a_call_and_says_so_at_its_fields(officer: Client, cast: Cast) -> None:
    draft = draft_of(cast["aydin"], {"urgent": "urgent"})
    what = {"version": "1", "parts": "centre-1"}
    page = post(officer, "referrals:send", what, draft_id=draft.pk)
    assert page.status_code == 422
    for name in ("handed_over", "handed_over_at"):
        assert f'id="id_{name}_error"' in page.text
    called = {"handed_over": "reached", "handed_over_at": "2026-11-20T23:58"}
    page = post(officer, "referrals:send", {**what, **called}, draft_id=draft.pk)
    assert "Mit wem haben Sie gesprochen?" in page.text
    late = {"handed_over": "nobody", "handed_over_at": "2999-01-01T10:00"}
    assert "Zukunft" in post(officer, "referrals:send", {**what, **late}, draft_id=draft.pk).text
    tried = {"handed_over": "nobody", "handed_over_at": "2026-11-20T23:58"}
    assert post(officer, "referrals:send", {**what, **tried}, draft_id=draft.pk).status_code == 302
    sent = Transmission.objects.get()
    page = get(sign_in(Client(), "kessler"), "exchange:received", transmission_id=sent.pk)
    assert "niemand erreicht" in page.text
