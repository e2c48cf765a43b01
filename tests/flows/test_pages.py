"""The pages of the thread through HTTP: what they say, what they cost, and what they refuse."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.referrals.forms import BY_SLUG
from schutznetz.casework.referrals.models import Draft
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.vault.models import FileKey, KeyWrap
from schutznetz.ground.vault.sealed import Sealed
from tests.cast import TYPED, Cast, draft_of, send, step_of
from tests.signing_in import sign_in

#: Session, account, place; keys; rows, wraps, numbers, untaken, due,
#: lately read, notices, messages, withdrawals,
#: records; intakes begun, weeks to compare; warnings, calls, threats; the audit entry;
#: the transaction and who acts in it.
INBOX_QUERIES = 35


@pytest.fixture
def officer(cast: Cast) -> Client:
    """Selin Aydın, signed in."""
    return sign_in(Client(), "aydin")


@pytest.fixture
def counsellor(cast: Cast) -> Client:
    """Hanna Keßler, signed in."""
    return sign_in(Client(), "kessler")


def get(client: Client, name: str, **ids: object) -> Any:
    return client.get(reverse(name, kwargs=ids), secure=True)


def post(client: Client, name: str, data: dict[str, str], **ids: object) -> Any:
    return client.post(reverse(name, kwargs=ids), data, secure=True)


def written(officer: Client, draft_id: uuid.UUID, changes: dict[str, Any] | None = None) -> Any:
    """Post every step, one after the other; the answer to the last one."""
    first = {**step_of("operation", changes), "draft_id": str(draft_id)}
    answer = post(officer, "referrals:new", first)
    for slug in list(BY_SLUG)[1:]:
        assert answer.status_code == 302, slug
        where = {"draft_id": draft_id, "slug": slug}
        answer = post(officer, "referrals:step", step_of(slug, changes), **where)
    return answer


def test_the_whole_thread_over_http(officer: Client, counsellor: Client) -> None:
    draft_id = uuid.uuid4()
    saved = written(officer, draft_id)
    assert saved.url == reverse("referrals:review", args=[draft_id])
    page = officer.get(saved.url, secure=True)
    assert "Interventionsstelle Lindenhof" in page.text
    version = re.search(r'name="version" value="(\d+)"', page.text)
    assert version
    what = {"version": version.group(1), "parts": "centre-1"}
    sent = post(officer, "referrals:send", what, draft_id=draft_id)
    page = officer.get(sent.url, secure=True, follow=True)
    assert "noch nicht gelesen" in page.text
    transmission = Transmission.objects.get()
    page = get(counsellor, "exchange:received", transmission_id=transmission.pk)
    assert TYPED["affected_last_name"] in page.text
    post(counsellor, "exchange:acknowledge", {}, transmission_id=transmission.pk)
    assert "Gelesen: Beraterin" in officer.get(sent.url, secure=True, follow=True).text


def test_sending_twice_shows_what_was_sent(officer: Client, cast: Cast) -> None:
    draft = draft_of(cast["aydin"])
    what = {"version": "1", "parts": "centre-1"}
    first = post(officer, "referrals:send", what, draft_id=draft.pk)
    again = post(officer, "referrals:send", what, draft_id=draft.pk)
    assert first.url == again.url
    assert Transmission.objects.count() == 1


def test_a_draft_changed_elsewhere_is_not_sent(officer: Client, cast: Cast) -> None:
    draft = draft_of(cast["aydin"])
    changed = step_of("danger", {"danger": "acute"})
    post(officer, "referrals:step", changed, draft_id=draft.pk, slug="danger")
    what = {"version": "1", "parts": "centre-1"}
    answer = post(officer, "referrals:send", what, draft_id=draft.pk)
    assert answer.status_code == 409
    assert not Transmission.objects.exists()


def test_refusing_consent_shows_no_way_to_send(officer: Client, cast: Cast) -> None:
    draft = draft_of(cast["aydin"], {"consent": "refused"})
    page = get(officer, "referrals:review", draft_id=draft.pk)
    assert "Ohne Einwilligung bekommt diese Stelle nichts." in page.text
    post(officer, "referrals:send", {"version": "1", "parts": "centre-1"}, draft_id=draft.pk)
    assert not Transmission.objects.exists()


def test_names_stand_in_no_title_and_no_address(
    officer: Client, counsellor: Client, cast: Cast
) -> None:
    """T39: neither the tab nor the history tells what was read."""
    sent = send(cast["aydin"])
    for client, name in ((counsellor, "exchange:received"), (officer, "exchange:sent")):
        page = get(client, name, transmission_id=sent.pk)
        title = re.search(r"<title>(.*?)</title>", page.text)
        assert title
        assert title.group(1) in ("Mitteilung", "Gesendete Mitteilung")


def test_the_inbox_names_nobody(counsellor: Client, cast: Cast) -> None:
    send(cast["aydin"])
    page = get(counsellor, "desk:start")
    assert "Polizeimeldung" in page.text
    for word in ("Çağlayan", "Nyström", "Weidengasse", "5551234", TYPED["file_number"]):
        assert word not in page.text


def test_an_unchanged_inbox_opens_nothing(counsellor: Client, cast: Cast) -> None:
    send(cast["aydin"])
    page = get(counsellor, "desk:start")
    stamp = re.search(r"stamp=([\w-]+)", page.text)
    assert stamp
    entries = Entry.objects.count()
    quiet = counsellor.get(reverse("desk:inbox"), {"stamp": stamp.group(1)}, secure=True)
    assert quiet.status_code == 204
    assert Entry.objects.count() == entries
    send(cast["aydin"])
    loud = counsellor.get(reverse("desk:inbox"), {"stamp": stamp.group(1)}, secure=True)
    assert loud.status_code == 200
    assert "<html" not in loud.text


def test_the_inbox_costs_the_same_for_one_and_for_many(
    counsellor: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    send(cast["aydin"])
    get(counsellor, "desk:start")
    with django_assert_num_queries(INBOX_QUERIES):
        get(counsellor, "desk:start")
    for _ in range(9):
        send(cast["aydin"])
    with django_assert_num_queries(INBOX_QUERIES):
        get(counsellor, "desk:start")


def test_a_changed_seal_is_refused_cleanly_and_recorded(counsellor: Client, cast: Cast) -> None:
    """T8: a flipped bit in wrap, content or signature: 409, no traceback, an audit entry."""
    for damage in (_damage_wrap, _damage_body, _damage_signature):
        sent = send(cast["aydin"])
        damage(sent)
        before = Entry.objects.filter(verb="seal_did_not_open").count()
        page = get(counsellor, "exchange:received", transmission_id=sent.pk)
        assert page.status_code == 409
        assert "Traceback" not in page.text
        assert "Unopenable" not in page.text
        assert Entry.objects.filter(verb="seal_did_not_open").count() == before + 1
        refused = post(counsellor, "exchange:acknowledge", {}, transmission_id=sent.pk)
        assert refused.status_code == 409
        sent.refresh_from_db()
        assert sent.acknowledged_at is None


def _flipped(blob: bytes) -> bytes:
    return blob[:-1] + bytes([blob[-1] ^ 1])


def _damage_wrap(sent: Transmission) -> None:
    wrap = KeyWrap.objects.get(file_id=sent.file_id)
    KeyWrap.objects.filter(pk=wrap.pk).update(wrapped=Sealed(_flipped(wrap.wrapped.stored())))


def _damage_body(sent: Transmission) -> None:
    body = Sealed(_flipped(sent.sealed_body.stored()))
    Transmission.objects.filter(pk=sent.pk).update(sealed_body=body)


def _damage_signature(sent: Transmission) -> None:
    signature = _flipped(bytes(sent.signature))
    Transmission.objects.filter(pk=sent.pk).update(signature=signature)


def test_a_file_without_any_key_looks_like_nothing(counsellor: Client, cast: Cast) -> None:
    sent = send(cast["aydin"])
    KeyWrap.objects.filter(file_id=sent.file_id).delete()
    assert sent.file_id is not None
    assert FileKey.objects.filter(pk=sent.file_id).exists()
    page = get(counsellor, "exchange:received", transmission_id=sent.pk)
    assert page.status_code == 404


@pytest.mark.parametrize("name", ["desk:start", "referrals:mine", "referrals:new"])
def test_no_answer_is_kept_and_every_answer_is_guarded(officer: Client, name: str) -> None:
    """T37, T40, T41."""
    page = get(officer, name)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//", page.text)


def test_a_change_needs_token_and_own_origin(cast: Cast) -> None:
    """T42."""
    strict = sign_in(Client(), "aydin")
    strict.handler.enforce_csrf_checks = True
    url = reverse("referrals:new")
    assert strict.post(url, TYPED, secure=True).status_code == 403
    for headers in ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}):
        assert strict.post(url, TYPED, secure=True, headers=headers).status_code == 403
    token = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get(url, secure=True).text
    )
    assert token
    good = {**TYPED, "csrfmiddlewaretoken": token.group(1), "draft_id": str(uuid.uuid4())}
    foreign = strict.post(url, good, secure=True, headers={"origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
    assert not Draft.objects.exists()
    own = strict.post(url, good, secure=True, headers={"origin": "https://testserver"})
    assert own.status_code == 302


def test_reading_changes_nothing(officer: Client, counsellor: Client, cast: Cast) -> None:
    """T42: no GET changes state; it leaves an audit entry and nothing else."""
    sent = send(cast["aydin"])
    before = list(Transmission.objects.values()), list(Draft.objects.values())
    for client, name, ids in (
        (officer, "desk:start", {}),
        (officer, "referrals:new", {}),
        (officer, "exchange:sent", {"transmission_id": sent.pk}),
        (counsellor, "exchange:received", {"transmission_id": sent.pk}),
        (counsellor, "desk:start", {}),
    ):
        assert get(client, name, **ids).status_code == 200
    assert before == (list(Transmission.objects.values()), list(Draft.objects.values()))
