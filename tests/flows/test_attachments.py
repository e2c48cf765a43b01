"""Sealed documents: hung on a file, opened with its key, handed over and never shown (T45, T46)."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from pytest_django import Settings

from schutznetz.casework.attachments import actions
from schutznetz.casework.attachments.forms import DocumentForm
from schutznetz.casework.attachments.models import Attachment, AttachmentPiece
from schutznetz.casework.attachments.rules import LARGEST, Document, Refused
from schutznetz.casework.attachments.tests import papers
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base import uploads
from schutznetz.ground.vault.actions import make_unit_file, shred_file
from schutznetz.ground.vault.file import OpenFile
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable
from tests.cast import Cast
from tests.signing_in import sign_in

NAME = "Fax Weidengasse.pdf"
DOCUMENT = Document("pdf", NAME, b"%PDF-1.7" + bytes(range(256)) * 8192)


@pytest.fixture
def file(cast: Cast) -> OpenFile:
    """A file of Lindenhof."""
    return make_unit_file(by=cast["kessler"])


@pytest.fixture
def attachment(cast: Cast, file: OpenFile) -> Attachment:
    """A document of more than one piece."""
    return actions.attach_document(by=cast["kessler"], file=file, document=DOCUMENT)


def test_a_document_opens_for_the_unit_and_for_nobody_else(
    cast: Cast, attachment: Attachment
) -> None:
    assert AttachmentPiece.objects.count() == 3
    assert (
        actions.read_attachment(by=cast["tran"], attachment=attachment, purpose="court") == DOCUMENT
    )
    entry = Entry.objects.get(verb="read_attachment")
    assert (entry.purpose, entry.subject_id) == ("court", attachment.pk)
    for login in ("rahimi", "aydin", "lindqvist"):
        with pytest.raises(KeyMissing):
            actions.read_attachment(by=cast[login], attachment=attachment, purpose="court")


def test_a_lost_or_swapped_piece_closes_the_document(cast: Cast, attachment: Attachment) -> None:
    last = attachment.pieces.order_by("-number").first()
    assert last is not None
    last.delete()
    with pytest.raises(Unopenable):
        actions.read_attachment(by=cast["kessler"], attachment=attachment, purpose="check")


def test_moving_seals_anew_and_leaves_nothing_behind(
    cast: Cast, file: OpenFile, attachment: Attachment
) -> None:
    target = make_unit_file(by=cast["kessler"])
    assert actions.move_attachments(by=cast["kessler"], source=file, target=target) == 1
    assert not actions.read_labels(by=cast["kessler"], file=file)
    attachment.refresh_from_db()
    assert attachment.file_id == target.id
    assert (
        actions.read_attachment(by=cast["tran"], attachment=attachment, purpose="court") == DOCUMENT
    )


def test_shredding_a_file_leaves_no_piece_of_its_documents(
    file: OpenFile, attachment: Attachment
) -> None:
    shred_file(file_id=file.id)
    assert not Attachment.objects.exists()
    assert not AttachmentPiece.objects.exists()


def test_a_full_file_takes_no_more(
    cast: Cast, file: OpenFile, attachment: Attachment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    with pytest.raises(Refused, match="too_many"):
        actions.attach_document(by=cast["kessler"], file=file, document=DOCUMENT)


def test_a_copy_comes_as_a_file_with_a_neutral_name_and_its_purpose(
    attachment: Attachment,
) -> None:
    browser, url = (
        sign_in(Client(), "kessler"),
        reverse("attachments:download", args=[attachment.pk]),
    )
    page: Any = browser.get(url, secure=True)
    assert NAME in page.text
    assert "nicht auf Viren geprüft" in page.text
    assert NAME not in page.text.partition("</title>")[0]
    assert browser.post(url, secure=True).status_code == 422
    assert not Entry.objects.filter(verb="read_attachment").exists()
    handed = browser.post(url, {"purpose": "counselling"}, secure=True)
    assert handed.content == DOCUMENT.content
    assert handed.headers["Content-Type"] == "application/octet-stream"
    name = f"anlage-{attachment.code.lower()}.pdf"
    assert handed.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert handed.headers["X-Content-Type-Options"] == "nosniff"
    assert handed.headers["Cache-Control"] == "no-store"
    assert "sandbox" in handed.headers["Content-Security-Policy"]
    assert Entry.objects.filter(verb="read_attachment", purpose="counselling").count() == 1
    assert sign_in(Client(), "rahimi").get(url, secure=True).status_code == 404


def form_with(name: str, content: bytes) -> DocumentForm:
    return DocumentForm({}, MultiValueDict({"document": [SimpleUploadedFile(name, content)]}))


def test_what_does_not_fit_is_said_at_the_field() -> None:
    for name, content, words in (
        ("fax.pdf", papers.zipped(), "ihrem Inhalt nach etwas anderes"),
        ("fax.pdf.exe", papers.pdf(), "Endung"),
        ("fax.pdf", papers.EICAR, "ihrem Inhalt nach etwas anderes"),
        ("fax.pdf", papers.locked_pdf(), "Kennwort"),
        ("bild.png", papers.flooding_png(), "Bildpunkte"),
        ("fax.pdf", b"%PDF-" + bytes(LARGEST), "20 MB"),
        ("fax.pdf", b"", "leer"),
    ):
        form = form_with(name, content)
        assert not form.is_valid()
        assert words in str(form.errors["document"])
    assert form_with("fax.pdf", papers.pdf()).is_valid()
    assert "document" in DocumentForm({}, MultiValueDict()).errors


def test_uploads_never_touch_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Larger files too stay in memory; of one that does not fit only the size is kept."""
    monkeypatch.setattr(TemporaryUploadedFile, "__init__", lambda *_, **__: pytest.fail("disk"))
    handler = uploads.InMemoryOnly()
    handler.handle_raw_input()
    for size, kept in ((5_000_000, 5_000_000), (uploads.MEMORY, 0)):
        handler.new_file("document", "x.pdf", "application/pdf", size, None)
        for start in range(0, size, 1_000_000):
            handler.receive_data_chunk(bytes(min(1_000_000, size - start)), start)
        made = handler.file_complete(size)
        assert (made.size, len(made.read())) == (size, kept)


def test_a_hundred_thousand_parts_are_refused(attachment: Attachment) -> None:
    browser, url = (
        sign_in(Client(), "kessler"),
        reverse("attachments:download", args=[attachment.pk]),
    )
    parts: dict[str, object] = {f"f{number}": "" for number in range(1_100)}
    assert browser.post(url, parts, secure=True).status_code == 400
    files: dict[str, object] = {
        f"f{number}": SimpleUploadedFile("x.pdf", b"%PDF-") for number in range(6)
    }
    assert browser.post(url, files, secure=True).status_code == 400


@pytest.fixture
def scanner(tmp_path: Path, settings: Settings) -> Iterator[list[bytes]]:
    """Something that speaks clamd's INSTREAM and finds EICAR; yields what it was sent."""
    place, sent = str(tmp_path / "clamd"), list[bytes]()
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(place)
    listening.listen()
    settings.CLAMD_SOCKET = place

    def answer() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with line, line.makefile("rb") as reading:
                assert reading.read(10) == b"zINSTREAM\0"
                content = b""
                while length := int.from_bytes(reading.read(4), "big"):
                    content += reading.read(length)
                sent.append(content)
                found = b"Win.Test.EICAR_HDB-1 FOUND" if papers.EICAR in content else b"OK"
                line.sendall(b"stream: " + found + b"\0")

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield sent
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


def test_a_scanner_is_asked_before_anything_looks_inside(scanner: list[bytes]) -> None:
    assert form_with("bild.png", papers.png()).is_valid()
    form = form_with("bild.png", papers.png() + papers.EICAR)
    assert "Virenscanner hat" in str(form.errors["document"])
    assert scanner == [papers.png(), papers.png() + papers.EICAR]


def test_a_silent_scanner_is_no_clean_bill(tmp_path: Path, settings: Settings) -> None:
    settings.CLAMD_SOCKET = str(tmp_path / "nobody")
    form = form_with("bild.png", papers.png())
    assert "antwortet gerade nicht" in str(form.errors["document"])
