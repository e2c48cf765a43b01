"""Papers: tagged, titled, in their language; typed text stays text; no letter is lost (T43, T48)."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from schutznetz.ground.base.papers import Reading, paper, papers_of
from schutznetz.ground.base.papers.glyphs import FAMILIES, FONTS, covered, readable

GERMAN = Reading("de")
#: Names as people from everywhere write them.
NAMES = (
    "Özlem Çağlayan-Müßig",
    "Ngọc Trần",
    "Łukasz Dvořák-Şimşek",
    "ʿAbd al-Ḥakīm Ṭāhir",
    "Владимир Їжак",
    "Γιώργος Παπαδόπουλος",
    "علی‌رضا محمدی",
    "שלום כהן",
    "ተስፋዬ ገብረ",
    "გიორგი",
    "Արմեն",
    "नरेश",
    "রহিম",
    "தமிழ்",
    "สมชาย",
)
CODE = '#import "@preview/x:1.0.0"\n#read("/etc/passwd") #panic("!") $x^2$ *fett* _k_ = <a> @b \\ // c `d` "e'
TEMPLATE = "base/trial"


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def trial(**data: object) -> bytes:
    content = {"above": "Stelle", "title": "Überschrift", "text": "", "rows": [], **data}
    return paper(TEMPLATE, content, GERMAN, title="Blatt")


def test_a_paper_is_tagged_titled_and_says_its_language() -> None:
    reader = PdfReader(io.BytesIO(trial(rows=[["Name", "Ana"]])))
    root: Any = reader.root_object
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "de"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata is not None
    assert reader.metadata.title == "Blatt"
    assert reader.metadata.author is None
    assert reader.xmp_metadata is not None
    assert "pdfuaid" in reader.xmp_metadata.stream.get_data().decode()


def test_a_paper_does_not_say_when_it_was_made() -> None:
    assert trial() == trial()
    metadata = PdfReader(io.BytesIO(trial())).metadata
    assert metadata is not None
    assert metadata.creation_date is None


def test_code_comes_out_as_plain_letters() -> None:
    text = text_of(trial(text=CODE, title=CODE, rows=[[CODE, CODE]]))
    for line in CODE.split("\n"):
        assert re.sub(r"\s", "", line) in re.sub(r"\s", "", text)
    assert "root:" not in text


def test_a_name_in_every_script_is_drawn() -> None:
    for name in NAMES:
        assert readable(name) == (name, False), name
    pdf = trial(text="\n".join(NAMES))
    assert "[U+" not in text_of(pdf)
    assert "Özlem Çağlayan-Müßig" in text_of(pdf)


@pytest.mark.parametrize("sign", ["\u4e2d", "\U0001f600", "\u202e", "\u0007", "\ufffd\ue000"])
def test_a_letter_without_a_glyph_stands_as_its_number(sign: str) -> None:
    text = text_of(trial(text=f"Ana {sign} Li"))
    assert f"[U+{ord(sign[-1]):04X}]" in text
    assert "In eckigen Klammern" in text


def test_every_letter_called_covered_can_be_drawn() -> None:
    """Typst refuses a letter without a glyph under PDF/UA-1; so this fails if the map is misread."""
    letters = [chr(code) for code in sorted(covered()) if readable(chr(code)) == (chr(code), False)]
    assert len(letters) > 3000
    trial(text=" ".join(letters))


def test_a_letter_that_was_taken_from_the_map_would_be_noticed() -> None:
    assert 0x4E2D not in covered()
    assert ord("ß") in covered()
    assert ord("ẞ") in covered()


def test_every_family_is_there() -> None:
    names = {path.stem.split("-")[0] for path in FONTS.glob("*.ttf")}
    wanted = {name.replace(" ", "") for name in FAMILIES}
    assert {name.removesuffix("LatinExt") for name in names} == wanted


def test_an_unknown_paper_is_refused() -> None:
    for wrong in ("base/nothing", "base/../letter", "nowhere/trial"):
        with pytest.raises(LookupError):
            paper(wrong, {}, GERMAN, title="Blatt")


def test_a_paper_is_read_from_the_right_where_its_language_says_so() -> None:
    reading = Reading("fa", right_to_left=True, page="صفحه", of="از")
    pdf = paper(
        TEMPLATE, {"above": "", "title": "سلام", "text": "", "rows": []}, reading, title="x"
    )
    root: Any = PdfReader(io.BytesIO(pdf)).root_object
    assert root["/Lang"] == "fa"


def test_no_source_reaches_outside() -> None:
    sources = papers_of()
    assert sources
    for path in sources:
        code = path.read_text(encoding="utf-8")
        assert "@preview" not in code, path
        assert not re.findall(r"\b(?:read|eval|plugin|image|csv|toml|yaml|xml)\(", code), path
        assert set(re.findall(r'#import "([^"]+)"', code)) <= {"/letter.typ"}, path
        assert isinstance(path, Path)
