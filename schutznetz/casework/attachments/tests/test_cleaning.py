"""What goes in is a stranger's; what comes out is only what one can see (T45, T46)."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from schutznetz.casework.attachments.cleaning import cleaned
from schutznetz.casework.attachments.rules import (
    LARGEST,
    TYPES,
    Refused,
    require_honest_name,
    require_size,
    type_of,
)
from schutznetz.casework.attachments.tests import papers
from schutznetz.casework.attachments.workbench import cleaned_apart

SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        cleaned(content)
    return caught.value.code


@pytest.mark.parametrize("made", [papers.jpeg, papers.png, papers.pdf])
def test_what_cannot_be_seen_is_gone(made: Callable[[], bytes]) -> None:
    content = made()
    assert papers.SECRET in content
    kind, rewritten = cleaned(content)
    assert kind == type_of(content).code == type_of(rewritten).code
    assert papers.SECRET not in rewritten


def test_a_picture_keeps_its_pixels() -> None:
    _, rewritten = cleaned(papers.png())
    picture = Image.open(io.BytesIO(rewritten))
    assert (picture.size, picture.mode, picture.getpixel((0, 0))) == (
        (40, 30),
        "RGBA",
        (1, 2, 3, 4),
    )


def test_a_picture_on_its_side_is_set_upright() -> None:
    picture, target = Image.new("RGB", (40, 30)), io.BytesIO()
    exif = picture.getexif()
    exif[0x0112] = 6
    picture.save(target, "JPEG", exif=exif)
    assert Image.open(io.BytesIO(cleaned(target.getvalue())[1])).size == (30, 40)


@pytest.mark.parametrize(
    "changes",
    [
        {"OpenAction": SCRIPT},
        {"OpenAction": b"<< /S /Launch /F (calc.exe) >>"},
        {"AA": b"<< /WC " + SCRIPT + b" >>"},
        {"Names": b"<< /JavaScript << /Names [(a) " + SCRIPT + b"] >> >>"},
        {"AcroForm": b"<< /Fields [] /XFA (<xdp>) >>"},
        {"Outlines": b"<< /First << /A << /S /URI /URI (https://example.org) >> >> >>"},
        {"Outlines": b"<< /A << /S /GoTo /D [0 /Fit] /Next [" + SCRIPT + b"] >> >>"},
    ],
)
def test_a_pdf_does_nothing_by_itself_any_more(changes: dict[str, bytes]) -> None:
    _, rewritten = cleaned(papers.pdf(**changes))
    with pikepdf.open(io.BytesIO(rewritten)) as pdf:
        source = b"".join(each.unparse(resolved=True) for each in pdf.objects)
    for word in (b"JavaScript", b"/JS", b"Launch", b"XFA", b"/URI", b"alert"):
        assert word not in source


def test_a_file_inside_a_pdf_is_gone() -> None:
    content = papers.pdf_with_file()
    _, rewritten = cleaned(content)
    with pikepdf.open(io.BytesIO(content)) as before, pikepdf.open(io.BytesIO(rewritten)) as after:
        assert len(before.attachments) == 1
        assert len(after.attachments) == 0
    assert b"boese" not in rewritten


@pytest.mark.parametrize("made", [papers.jpeg, papers.png, papers.pdf])
def test_what_hangs_behind_the_end_is_gone(made: Callable[[], bytes]) -> None:
    """A picture that is an archive as well comes out as a picture."""
    _, rewritten = cleaned(made() + papers.zipped())
    assert b"PK\x03\x04" not in rewritten


@pytest.mark.parametrize(
    "content",
    [
        papers.zipped(),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"MZ\x90\x00",
        b"GIF89a",
        papers.EICAR,
        b" " + papers.pdf(),
        papers.zipped() + papers.pdf(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_only_three_types_by_content(content: bytes) -> None:
    assert refused(content) == "wrong_type"


def test_locked_broken_and_empty_are_told_apart() -> None:
    assert refused(papers.locked_pdf()) == "encrypted"
    assert refused(papers.locked_pdf(owner_only=True)) == "encrypted"
    assert refused(b"%PDF-1.7 nothing") == "broken"
    assert refused(papers.jpeg()[:60]) == "broken"
    assert refused(b"\x89PNG\r\n\x1a\n") == "broken"
    assert refused(b"") == "empty"


def test_floods_and_bombs_are_refused() -> None:
    assert refused(papers.flooding_png()) == "pixels"
    bomb = papers.unfolding_pdf()
    assert len(bomb) < 1024 * 1024
    assert refused(bomb) == "bomb"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_document_is_refused_or_harmless_and_never_a_crash(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([papers.jpeg(), papers.png(), papers.pdf()])))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        kind, rewritten = cleaned(bytes(content))
    except Refused:
        return
    assert rewritten.startswith(next(each.begins for each in TYPES if each.code == kind))


def test_the_workbench_gives_the_same_answers() -> None:
    document = cleaned_apart(papers.png(), "bild.png")
    assert (document.kind, document.name) == ("png", "bild.png")
    assert document.content == cleaned(papers.png())[1]
    for content, code in ((papers.locked_pdf(), "encrypted"), (papers.zipped(), "wrong_type")):
        with pytest.raises(Refused) as caught:
            cleaned_apart(content, "x")
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../fax.pdf", "name_path"),
        ("c:\\fax.pdf", "name_path"),
        ("..pdf", "name_path"),
        ("fax.pdf.exe", "name_kind"),
        ("fax.exe", "name_kind"),
        ("fax", "name_kind"),
        ("fax.jpg", "name_kind"),
        ("fax\u202efdp.exe", "name_hidden"),
        ("fax\x00.pdf", "name_hidden"),
        ("fax\n.pdf", "name_hidden"),
        ("", "name_length"),
        ("x" * 200 + ".pdf", "name_length"),
    ],
)
def test_a_name_that_misleads_is_refused(name: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        require_honest_name(name, type_of(b"%PDF-"))
    assert caught.value.code == code


@pytest.mark.parametrize("name", ["Fax 3. März.pdf", "отчёт.PDF", "报告.pdf", "a.b.pdf", "ملف.pdf"])
def test_an_honest_name_in_any_script_is_fine(name: str) -> None:
    require_honest_name(name, type_of(b"%PDF-"))


def test_one_byte_too_many_is_too_large() -> None:
    require_size(LARGEST)
    with pytest.raises(Refused):
        require_size(LARGEST + 1)
