"""What comes by fax, call or visit: the same inbox, clock and way into a file as a sent report."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.attachments.models import Attachment, AttachmentPiece
from schutznetz.casework.attachments.tests import papers
from schutznetz.casework.cases.actions import open_case
from schutznetz.casework.exchange.access import exchanged_by, sent_by, unread_by
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.intakes.access import may_record
from schutznetz.casework.intakes.models import IntakeDraft
from schutznetz.casework.intakes.rules import fields_of, problems
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.actions import ring_due_timers
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.models import FileKey
from tests.cast import Cast, send
from tests.signing_in import sign_in

MIB = 1024 * 1024


def answers(**changes: object) -> dict[str, object]:
    """A fax of the station Nord, an hour ago."""
    received = timezone.localtime(now() - timedelta(hours=1))
    return {
        "intake_draft_id": str(uuid.uuid4()),
        "way": "fax",
        "station": str(Unit.objects.get(name="Revier Auenstadt-Nord").pk),
        "received_at_0": received.date().isoformat(),
        "received_at_1": received.strftime("%H:%M"),
        "first_name": "Özlem",
        "last_name": "Çağlayan-Müßig",
        "reach_note": "nur vormittags, keine Mailbox",
        "summary": "Nachbarin hört Schreie.",
        "urgent": "ordinary",
        **changes,
    }


def paper(content: bytes | None = None, name: str = "fax.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, papers.pdf() if content is None else content)


@pytest.fixture
def counsellor(cast: Cast) -> Client:
    """Hanna Keßler, signed in."""
    return sign_in(Client(), "kessler")


def post(client: Client, **changes: object) -> Any:
    return client.post(reverse("intakes:new"), answers(**changes), secure=True)


def test_a_fax_stands_in_the_inbox_with_its_clock_and_its_paper(
    counsellor: Client, cast: Cast
) -> None:
    page = post(counsellor, document=paper())
    row = Transmission.objects.get()
    assert page.url == reverse("exchange:received", args=[row.pk])
    assert [each.pk for each in unread_by(cast["tran"])] == [row.pk]
    timer = Timer.objects.get(subject_id=row.pk)
    assert (timer.code, timer.due_at, timer.ended_at) == ("unread_transmission", row.due_at, None)
    assert now() - row.sent_at >= timedelta(minutes=59)
    text = counsellor.get(page.url, secure=True).text
    for words in ("Çağlayan-Müßig", "nur vormittags", "Revier Auenstadt-Nord", "fax.pdf"):
        assert words in text
    desk = counsellor.get(reverse("desk:start"), secure=True).text
    assert "selbst aufgenommen" in desk
    assert "Çağlayan" not in desk


def test_it_escalates_until_somebody_reads(counsellor: Client, cast: Cast) -> None:
    post(counsellor, urgent="urgent")
    with turned_to(now() + timedelta(hours=3)):
        assert ring_due_timers() == 1
    assert Notice.objects.get().member_id == cast["tran"].member_id
    row = Transmission.objects.get()
    counsellor.post(reverse("exchange:acknowledge", args=[row.pk]), secure=True)
    assert not Notice.objects.filter(settled_at=None).exists()


def test_it_becomes_a_file_like_every_report(counsellor: Client, cast: Cast) -> None:
    post(counsellor)
    row = Transmission.objects.get()
    tomorrow = timezone.localdate() + timedelta(days=1)
    case = open_case(by=cast["kessler"], transmission=row, next_on=tomorrow)
    text = counsellor.get(reverse("cases:opened", args=[case.pk]), secure=True).text
    assert "nur vormittags" in text


def test_its_paper_stays_with_it_and_the_file_takes_more(counsellor: Client, cast: Cast) -> None:
    post(counsellor, document=paper())
    row, tomorrow = Transmission.objects.get(), timezone.localdate() + timedelta(days=1)
    case = open_case(by=cast["kessler"], transmission=row, next_on=tomorrow)
    received = reverse("exchange:received", args=[row.pk])
    assert "fax.pdf" in counsellor.get(received, secure=True).text
    url = reverse("cases:attach", args=[case.pk])
    refused = counsellor.post(url, {"document": paper(papers.zipped())}, secure=True)
    assert refused.status_code == 422 and "etwas anderes" in refused.text
    done: Any = counsellor.post(url, {"document": paper(papers.png(), "foto.png")}, secure=True)
    assert "foto.png" in counsellor.get(done.url, secure=True).text


def test_nobody_else_sees_it_and_nothing_was_given_to_anybody(
    counsellor: Client, cast: Cast
) -> None:
    post(counsellor)
    row = Transmission.objects.get()
    assert not sent_by(cast["kessler"]).exists()
    assert not exchanged_by(cast["kessler"]).exists()
    for login in ("rahimi", "aydin", "lindqvist"):
        answer = sign_in(Client(), login).get(
            reverse("exchange:received", args=[row.pk]), secure=True
        )
        assert answer.status_code == 404
    assert counsellor.get(reverse("exchange:sent", args=[row.pk]), secure=True).status_code == 404


def test_a_report_to_oneself_exists_only_as_a_record(cast: Cast) -> None:
    sent = send(cast["aydin"])
    for changes in ({"recorded_here": True}, {"to_unit_id": sent.from_unit_id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Transmission.objects.filter(pk=sent.pk).update(**changes)


@pytest.mark.parametrize("way", ["self", "for_her"])
def test_somebody_calls_without_a_name(counsellor: Client, cast: Cast, way: str) -> None:
    post(
        counsellor,
        way=way,
        station="",
        first_name="",
        last_name="",
        anonymous="on",
        reach_note="ruft wieder an",
    )
    row = Transmission.objects.get()
    fields: Any = read_transmission(by=cast["kessler"], transmission=row)["fields"]
    assert (fields["anonymous"], fields["way"]) == (True, way)
    assert "affected_first_name" not in fields


def test_the_programme_records_the_person_it_works_with(cast: Cast) -> None:
    post(sign_in(Client(), "diallo"), way="self", station="", first_name="Sören", phone="0000 1")
    body = read_transmission(by=cast["diallo"], transmission=Transmission.objects.get())
    fields: Any = body["fields"]
    assert (fields["accused_first_name"], fields["accused_phone"]) == ("Sören", "0000 1")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"way": "taube"}, "way", ""),
        ({"received_at_0": "2999-01-01"}, "received_at", "liegt in der Zukunft"),
        ({"received_at_0": "1999-01-01"}, "received_at", "mehr als ein Jahr her"),
        ({"received_at_0": "31.02."}, "received_at", ""),
        ({"station": "", "source": ""}, "source", "von wem es kam"),
        ({"station": str(uuid.UUID(int=7))}, "station", ""),
        ({"first_name": "", "last_name": ""}, "last_name", "ohne Namen"),
        ({"anonymous": "on"}, "anonymous", "nicht beides"),
        ({"reach_note": ""}, "reach_note", "sicher zu erreichen"),
        ({"summary": ""}, "summary", ""),
        ({"summary": "x" * MIB}, "summary", "4000"),
        ({"last_name": "A\x07B"}, "last_name", "Zeichen, die man nicht sieht"),
        ({"urgent": "sofort"}, "urgent", ""),
    ],
)
def test_bad_input_is_named_at_its_field_and_everything_is_kept(
    counsellor: Client, changes: dict[str, object], field: str, words: str
) -> None:
    page = post(counsellor, **{"source": "Kita Sonnenblume", **changes})
    assert page.status_code == 422
    assert f"id_{field}" in page.text and words in page.text
    if field != "reach_note":
        assert "nur vormittags, keine Mailbox" in page.text
    assert not Transmission.objects.exists()
    assert IntakeDraft.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["Анна", "李", "محمد", "Đặng Thị", "Ὀρέστης", "אבּא", "Ñandú-O’Neill"]
)
def test_names_in_every_script_are_kept(counsellor: Client, cast: Cast, name: str) -> None:
    post(counsellor, first_name=name)
    fields: Any = read_transmission(by=cast["tran"], transmission=Transmission.objects.get())[
        "fields"
    ]
    assert fields["affected_first_name"] == name


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (papers.zipped(), "fax.pdf", "etwas anderes"),
        (papers.locked_pdf(), "fax.pdf", "Kennwort"),
        (papers.pdf(), "fax.pdf.exe", "Endung"),
        (b"", "fax.pdf", "leer"),
    ],
)
def test_a_paper_that_does_not_fit_is_said_at_its_field_and_nothing_of_it_stored(
    counsellor: Client, content: bytes, name: str, words: str
) -> None:
    page = post(counsellor, document=paper(content, name))
    assert page.status_code == 422
    assert words in page.text
    assert "nur vormittags" in page.text
    assert not Attachment.objects.exists()


def test_a_good_paper_is_kept_while_the_page_is_not_complete(
    counsellor: Client, cast: Cast
) -> None:
    typed = answers(summary="", document=paper())
    page: Any = counsellor.post(reverse("intakes:new"), typed, secure=True)
    assert "fax.pdf" in page.text
    url = reverse("intakes:edit", args=[typed["intake_draft_id"]])
    assert "fax.pdf" in counsellor.get(url, secure=True).text
    assert "Aufnahme fortsetzen" in counsellor.get(reverse("desk:start"), secure=True).text
    del typed["document"]
    done: Any = counsellor.post(url, {**typed, "summary": "Jetzt ganz."}, secure=True)
    assert not IntakeDraft.objects.exists()
    assert Attachment.objects.get().file_id == Transmission.objects.get().file_id
    assert "fax.pdf" in counsellor.get(done.url, secure=True).text


def test_discarding_leaves_nothing(counsellor: Client, cast: Cast) -> None:
    keys = FileKey.objects.count()
    typed = answers(later="1", document=paper())
    counsellor.post(reverse("intakes:new"), typed, secure=True)
    assert FileKey.objects.count() == keys + 1
    counsellor.post(reverse("intakes:discard", args=[typed["intake_draft_id"]]), secure=True)
    assert not IntakeDraft.objects.exists()
    assert not AttachmentPiece.objects.exists()
    assert FileKey.objects.count() == keys


def test_posting_twice_is_one_record(counsellor: Client) -> None:
    typed = answers()
    first: Any = counsellor.post(reverse("intakes:new"), typed, secure=True)
    again: Any = counsellor.post(reverse("intakes:new"), typed, secure=True)
    broken: Any = counsellor.post(reverse("intakes:new"), {**typed, "summary": ""}, secure=True)
    assert first.url == again.url
    assert counsellor.get(broken.url, secure=True)["Location"] == first.url
    assert Transmission.objects.count() == 1


def test_stations_record_nothing_and_others_do(cast: Cast) -> None:
    may = {login for login, actor in cast.people.items() if may_record(actor)}
    assert may >= {"okafor", "kessler", "tran", "rahimi", "novakova", "diallo"}
    assert not may & {"aydin", "petzold", "wrona", "lindqvist", "luedtke"}


@given(
    st.dictionaries(
        st.sampled_from(["first_name", "last_name", "phone", "reach_note", "summary", "source"]),
        st.text(max_size=20),
    )
)
def test_only_answered_fields_go_under_the_seal(said: dict[str, str]) -> None:
    fields = fields_of(said, side="affected")
    assert all(value not in ("", None, False) for value in fields.values())
    assert all(problem.field != "summary" for problem in problems(said, moment=now()))
