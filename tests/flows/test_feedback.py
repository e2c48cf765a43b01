"""Feedback to the police: one code, on her release, to the station that reported, or nothing at all."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.forms import CharField
from django.test import Client
from django.urls import reverse

from schutznetz.casework.exchange.actions import acknowledge_transmission, read_transmission
from schutznetz.casework.exchange.ledger import disclosures
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NoBasis
from schutznetz.casework.referrals.feedback import Released, Status, send_feedback
from schutznetz.casework.referrals.feedback_forms import FeedbackForm
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.models import Timer
from tests.cast import TYPED, Cast, send, send_parts
from tests.signing_in import sign_in

GIVEN = {
    "status": "contact",
    "release": "verbal",
    "released_by": "self",
    "released_at_0": "2026-01-05",
    "released_at_1": "10:30",
    "language": "tr",
    "knows": "yes",
}


def released(how: str = "verbal") -> Released:
    return Released(how=how, by="self", at=now(), language="tr")


@pytest.fixture
def report(cast: Cast) -> Transmission:
    """Selin Aydın's report, read by Hanna Keßler."""
    sent = send(cast["aydin"])
    acknowledge_transmission(by=cast["kessler"], transmission=sent)
    sent.refresh_from_db()
    return sent


@pytest.fixture
def counsellor(cast: Cast) -> Client:
    """Hanna Keßler, signed in."""
    return sign_in(Client(), "kessler")


def give(client: Client, report: Transmission, **changes: str) -> Any:
    typed = {**GIVEN, "token": str(uuid.uuid4()), **changes}
    return client.post(reverse("referrals:give_feedback", args=[report.pk]), typed, secure=True)


def test_the_station_reads_one_status_at_its_report(
    counsellor: Client, report: Transmission, cast: Cast
) -> None:
    answer = give(counsellor, report)
    feedback = Transmission.objects.get(follows=report)
    assert answer.url == reverse("exchange:sent", args=[feedback.pk])
    officer = sign_in(Client(), "aydin")
    assert "Neue Rückmeldungen" in officer.get(reverse("desk:start"), secure=True).text
    listed = officer.get(reverse("referrals:answers"), secure=True).text
    assert TYPED["file_number"] in listed
    assert "noch ungelesen" in listed
    page = officer.get(reverse("exchange:sent", args=[report.pk]), secure=True).text
    assert "Rückmeldung der Beratungsstelle" in page
    assert "Kontakt hergestellt" in page
    assert Timer.objects.filter(subject_id=feedback.pk).exists(), "nobody is told if it goes unread"
    officer.post(reverse("exchange:acknowledge", args=[feedback.pk]), secure=True)
    feedback.refresh_from_db()
    assert feedback.acknowledged_as == "Streifendienst"
    assert "Neue Rückmeldungen" not in officer.get(reverse("desk:start"), secure=True).text
    mine = counsellor.get(reverse("exchange:sent", args=[feedback.pk]), secure=True).text
    assert "Gelesen: Streifendienst" in mine


def test_nothing_but_the_code_travels(cast: Cast, report: Transmission) -> None:
    sent = send_feedback(
        by=cast["kessler"],
        report=report,
        token=uuid.uuid4(),
        status="counselling",
        released=released(),
    )
    body = read_transmission(by=cast["aydin"], transmission=sent)
    assert body["fields"] == {"feedback_status": "counselling"}
    assert set(body) == {"kind", "schema", "relation", "fields"}
    line = disclosures(by=cast["aydin"], transmissions=[sent])[0]
    assert line.reference == "", "the centre's own reference stays with the centre"
    assert line.basis == "release"
    assert line.consent["language"] == "tr"


def test_there_is_no_field_to_write_into() -> None:
    assert not [
        n
        for n, f in FeedbackForm.base_fields.items()
        if isinstance(f, CharField) and not hasattr(f, "choices")
    ]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"release": "refused"}, "release", "Ohne Entbindung erfährt das Revier nichts."),
        ({"release": "not_asked"}, "release", "Ohne Entbindung erfährt das Revier nichts."),
        ({"release": ""}, "release", ""),
        ({"knows": "no"}, "knows", "Bitte sprechen Sie zuerst mit der Person darüber."),
        ({"knows": ""}, "knows", ""),
        ({"status": "moved_to_shelter"}, "status", ""),
        ({"released_at_0": "", "released_at_1": ""}, "released_at", ""),
        ({"released_at_0": "2999-01-01"}, "released_at", "liegt in der Zukunft"),
        ({"language": ""}, "language", ""),
    ],
)
def test_without_release_or_notice_nothing_leaves(
    counsellor: Client, report: Transmission, changes: dict[str, str], field: str, words: str
) -> None:
    page = give(counsellor, report, **changes)
    assert page.status_code == 422
    assert f"id_{field}" in page.text
    assert words in page.text
    assert not Transmission.objects.filter(follows=report).exists()


def test_the_notice_stands_on_the_page(counsellor: Client, report: Transmission) -> None:
    page = counsellor.get(reverse("referrals:give_feedback", args=[report.pk]), secure=True)
    assert "Was bei der Polizei ist, kann durch Akteneinsicht gelesen werden." in page.text
    assert TYPED["affected_last_name"] not in page.text


def test_the_action_itself_wants_a_release(cast: Cast, report: Transmission) -> None:
    for how in ("refused", "not_asked", ""):
        with pytest.raises(NoBasis):
            send_feedback(
                by=cast["kessler"],
                report=report,
                token=uuid.uuid4(),
                status="contact",
                released=released(how),
            )
    assert not Transmission.objects.filter(follows=report).exists()


@pytest.mark.parametrize("login", ["rahimi", "okafor", "novakova", "aydin", "lindqvist"])
def test_a_stranger_gives_no_feedback(cast: Cast, report: Transmission, login: str) -> None:
    client = sign_in(Client(), login)
    assert give(client, report).status_code == 404
    with pytest.raises(PermissionError):
        send_feedback(
            by=cast[login],
            report=report,
            token=uuid.uuid4(),
            status="contact",
            released=released(),
        )


def test_only_a_police_report_is_answered(cast: Cast) -> None:
    part = send_parts(
        cast["aydin"], ("children",), {"children_notice": "yes", "children_note": "nah"}
    )[0]
    acknowledge_transmission(by=cast["novakova"], transmission=part)
    assert give(sign_in(Client(), "novakova"), part).status_code == 404


def test_a_report_is_read_before_it_is_answered(counsellor: Client, cast: Cast) -> None:
    unread = send(cast["aydin"])
    answer = give(counsellor, unread)
    assert answer.url == reverse("exchange:received", args=[unread.pk])
    assert not Transmission.objects.filter(follows=unread).exists()


def test_sending_it_twice_sends_it_once(counsellor: Client, report: Transmission) -> None:
    token = str(uuid.uuid4())
    give(counsellor, report, token=token)
    give(counsellor, report, token=token)
    assert Transmission.objects.filter(follows=report).count() == 1


def test_a_half_done_feedback_leaves_nothing(
    cast: Cast, report: Transmission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schutznetz.casework.exchange.actions.start_timer", _fails)
    entries = Entry.objects.count()
    with pytest.raises(RuntimeError):
        send_feedback(
            by=cast["kessler"],
            report=report,
            token=uuid.uuid4(),
            status="contact",
            released=released(),
        )
    assert not Transmission.objects.filter(follows=report).exists()
    assert Entry.objects.count() == entries


def test_every_status_reads_as_words(cast: Cast, report: Transmission) -> None:
    for status in Status:
        assert not re.search(r"[a-z]_[a-z]", str(status.label))


def test_another_station_sees_nothing_of_it(counsellor: Client, report: Transmission) -> None:
    give(counsellor, report)
    other = sign_in(Client(), "wrona")
    assert "Rückmeldung –" not in other.get(reverse("referrals:answers"), secure=True).text
    feedback = Transmission.objects.get(follows=report)
    where = reverse("exchange:received", args=[feedback.pk])
    assert other.get(where, secure=True).status_code == 404


def test_the_ledger_names_the_feedback_with_its_release(
    counsellor: Client, report: Transmission
) -> None:
    give(counsellor, report)
    text = counsellor.get(reverse("exchange:ledger"), {"kind": "feedback"}, secure=True).text
    assert "Rückmeldung" in text
    assert "Entbindung von der Schweigepflicht" in text
    assert "Akteneinsicht" not in text
    soon = (now() + timedelta(days=1)).date().isoformat()
    assert (
        report.code in counsellor.get(reverse("exchange:ledger"), {"ends": soon}, secure=True).text
    )


def _fails(**_: object) -> None:
    raise RuntimeError
