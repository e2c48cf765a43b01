"""The road of the PDF: our blank, filled and uploaded; read, shown, corrected, and only then recorded."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from schutznetz.casework.attachments.models import Attachment
from schutznetz.casework.attachments.pdf_form import read_form
from schutznetz.casework.attachments.rules import Refused
from schutznetz.casework.attachments.tests import papers
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.intakes.blank.drawing import blank_pdf
from schutznetz.casework.intakes.blank.reading import typed_of
from schutznetz.casework.intakes.blank.table import OF, VERSION_FIELD, all_fields, version
from schutznetz.casework.intakes.models import IntakeDraft
from schutznetz.casework.referrals.forms import Report
from tests.cast import Cast
from tests.flows.filled_blanks import FILLED, filled, flattened, of_another_hand, with_pages
from tests.signing_in import sign_in


@pytest.fixture
def counsellor(cast: Cast) -> Client:
    """Hanna Keßler, signed in."""
    return sign_in(Client(), "kessler")


def upload(client: Client, content: bytes, name: str = "formular.pdf") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("intakes:upload"), {"document": file}, secure=True)


def posted(page: Any) -> dict[str, Any]:
    """What the check page would send back."""
    draft = IntakeDraft.objects.get()
    typed = typed_of(read_form(filled()))
    return {**typed, "intake_draft_id": str(draft.pk)}


def test_the_blank_has_every_field_of_the_screen_with_a_name_for_screen_readers() -> None:
    content = blank_pdf()
    reader = PdfReader(io.BytesIO(content))
    fields = reader.get_fields() or {}
    names = {
        f"{each.name}{OF}{code}" if each.kind == "several" else each.name
        for each in all_fields()
        for code, _ in (each.options if each.kind == "several" else (("", ""),))
    }
    assert set(fields) == {*names, VERSION_FIELD}
    assert all(str(field.get("/TU") or "") for field in fields.values())
    assert reader.trailer["/Root"]["/Lang"] == "de-DE"  # type: ignore[index]
    assert reader.metadata is not None and reader.metadata.title
    assert b"/JavaScript" not in content
    assert blank_pdf() == content


def test_the_separate_sheet_is_a_page_of_its_own() -> None:
    *report, sheet = (page.extract_text() for page in PdfReader(io.BytesIO(blank_pdf())).pages)
    assert "Gehört nicht in die Ermittlungsakte" in sheet
    assert "Sichere Telefonnummer" in sheet and "Stichwort" in sheet
    assert not any("Sichere Telefonnummer" in page for page in report)


def test_police_and_centre_get_the_blank_and_coordination_does_not(cast: Cast) -> None:
    for login, status in (("aydin", 200), ("kessler", 200), ("lindqvist", 404)):
        answer = sign_in(Client(), login).get(reverse("intakes:blank"), secure=True)
        assert answer.status_code == status
    assert (
        reverse("intakes:blank")
        in sign_in(Client(), "aydin").get(reverse("desk:start"), secure=True).text
    )


def test_a_filled_blank_reads_like_the_screen_form() -> None:
    typed = typed_of(read_form(filled()))
    report = Report(typed)
    assert report.is_valid(), report.errors
    said = report.coded()
    assert said["offences"] == ["strangulation", "threat"]
    assert said["happened_on"] == "2026-11-20"
    assert said["children"] == [{"first_name": "Mia", "age": "4_6", "how": "near"}]


@pytest.mark.parametrize("name", ["Анна", "李", "محمد", "Đặng Thị", "Ὀρέστης", "אבּא", "𝒜lma"])
def test_names_in_every_script_come_through(name: str) -> None:
    typed = typed_of(read_form(filled({"affected-0-affected_first_name": name})))
    assert typed["affected-0-affected_first_name"] == [name]


def test_a_filled_blank_is_shown_and_recorded_only_by_a_person(
    counsellor: Client, cast: Cast
) -> None:
    page = upload(counsellor, filled())
    assert not Transmission.objects.exists()
    shown = counsellor.get(page.url, secure=True).text
    for words in ("Çağlayan-Müßig", "Lindenblüte", "0000 5551234", "formular.pdf"):
        assert words in shown
    assert "Im Formular fehlt etwas" not in shown
    arrived = {
        name: value
        for name, value in inputs(shown).items()
        if name.startswith(("station", "received"))
    }
    done: Any = counsellor.post(page.url, {**posted(page), **arrived}, secure=True)
    row = Transmission.objects.get()
    assert done.url == reverse("exchange:received", args=[row.pk])
    body: Any = read_transmission(by=cast["tran"], transmission=row)
    assert (body["kind"], body["fields"]["code_word"]) == ("police_report", "Lindenblüte")
    assert body["fields"]["station"] == "Revier Auenstadt-Nord"
    assert Attachment.objects.get().file_id == row.file_id
    assert not IntakeDraft.objects.exists()
    assert "Çağlayan-Müßig" in counsellor.get(done.url, secure=True).text
    again: Any = counsellor.get(page.url, secure=True)
    assert again.url == done.url


def inputs(text: str) -> dict[str, str]:
    """Where it came from and when, as the page suggests."""
    draft = IntakeDraft.objects.get()
    assert str(draft.pk) in text
    selected = text.split('name="station"', 1)[1].split(" selected", 1)[0].rsplit('value="', 1)[1]
    found = {"station": selected.split('"')[0]}
    for name in ("received_at_0", "received_at_1"):
        tag = text.split(f'name="{name}"', 1)[1].split(">", 1)[0]
        found[name] = tag.split('value="', 1)[1].split('"')[0]
    return found


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"happened_on": "31.02.2026"}, "happened_on_error"),
        ({"happened_on": "01.01.2999"}, "in der Zukunft"),
        ({"postcode": "49"}, "Postleitzahl gibt es nicht"),
        ({"urgent": "sofort"}, "urgent_error"),
        ({"summary": "x" * 2**20}, "4000"),
        ({"affected-0-affected_last_name": "A\x07B"}, "Zeichen, die man nicht sieht"),
    ],
)
def test_a_mistake_in_the_form_is_shown_at_its_field(
    counsellor: Client, changes: dict[str, str], words: str
) -> None:
    page = upload(counsellor, filled(changes))
    text = counsellor.get(page.url, secure=True).text
    assert "Im Formular fehlt etwas" in text
    assert words in text
    assert "Lindenblüte" in text
    assert not Transmission.objects.exists()


def test_posting_with_a_mistake_keeps_everything(counsellor: Client) -> None:
    page = upload(counsellor, filled())
    shown = counsellor.get(page.url, secure=True).text
    bad: Any = counsellor.post(
        page.url, {**posted(page), **inputs(shown), "postcode": "0"}, secure=True
    )
    assert bad.status_code == 422
    assert "Lindenblüte" in bad.text and "Lindenblüte" in counsellor.get(page.url, secure=True).text
    assert not Transmission.objects.exists()


def test_a_refused_consent_is_not_recorded(counsellor: Client) -> None:
    page = upload(counsellor, filled({"consent-1-consent": "refused"}))
    shown = counsellor.get(page.url, secure=True).text
    typed = {**posted(page), **inputs(shown), "consent-1-consent": "refused"}
    answer: Any = counsellor.post(page.url, typed, secure=True)
    assert answer.status_code == 422
    assert "Ohne Einwilligung darf dieses Formular nicht aufgenommen werden." in answer.text
    assert not Transmission.objects.exists()


LAUNCH = b"<< /S /Launch /F (calc.exe) >>"


@pytest.mark.parametrize(
    ("content", "name", "words", "attached"),
    [
        (filled({VERSION_FIELD: "1.0"}), "f.pdf", "alte Fassung", True),
        (flattened(), "f.pdf", "eingeebnet", True),
        (papers.pdf(), "f.pdf", "Scan oder Foto", True),
        (papers.jpeg(), "f.jpg", "Scan oder Foto", True),
        (of_another_hand(), "f.pdf", "nicht unser Formular", True),
        (papers.pdf(OpenAction=LAUNCH), "f.pdf", "Skript oder ein Befehl", True),
        (with_pages(51), "f.pdf", "mehr als 50 Seiten", True),
        (papers.locked_pdf(), "f.pdf", "Kennwort", False),
        (b"%PDF-1.7 kaputt", "f.pdf", "beschädigt", False),
        (papers.unfolding_pdf(), "f.pdf", "verschachtelt", False),
    ],
)
def test_what_cannot_be_read_leads_to_the_six_questions_with_the_file(
    counsellor: Client, content: bytes, name: str, words: str, *, attached: bool
) -> None:
    page = upload(counsellor, content, name)
    text = counsellor.get(page.url, secure=True).text
    assert words in text
    assert "Sechs Angaben" in text
    assert (name in text) is attached
    assert Attachment.objects.exists() is attached
    assert not Transmission.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (papers.zipped(), "f.pdf", "etwas anderes"),
        (papers.pdf(), "f.pdf.exe", "Endung"),
        (b"%PDF-" + bytes(20 * 2**20), "f.pdf", "20 MB"),
    ],
)
def test_what_may_not_be_taken_at_all_is_said_at_the_field(
    counsellor: Client, content: bytes, name: str, words: str
) -> None:
    answer = upload(counsellor, content, name)
    assert answer.status_code == 422
    assert words in answer.text
    assert not IntakeDraft.objects.exists()


def test_another_form_is_another_version() -> None:
    assert version().startswith("3.")
    read = read_form(filled())
    with pytest.raises(Refused, match="version"):
        typed_of({**read, "fields": {**FILLED, VERSION_FIELD: version() + "0"}})
