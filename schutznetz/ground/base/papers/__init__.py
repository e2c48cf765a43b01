"""Papers: what people hold in their hands, as tagged PDF (PDF/UA-1), made by Typst.

The source of a paper is a file in its room's folder `papers/`; it is code, and nothing a person has
typed ever becomes part of it. Data travel as one JSON object through Typst's inputs, where text stays
text (docs/adr: papers are made by Typst). No network, no system fonts, no file but our own.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import typst
from django.apps import apps
from django.http import HttpResponse
from django.utils.translation import gettext as _

from schutznetz.ground.base.papers.glyphs import FAMILIES, FONTS, readable

#: Its type stubs want the source and the folders to be of one type; they need not be.
_compile: Callable[..., bytes] = typst.compile
HERE = Path(__file__).parent
#: Typst may read files below this folder only. It is empty of everything but the layout.
ROOT = HERE / "layout"


@dataclass(frozen=True)
class Reading:
    """In which language a paper is read, and from which side."""

    language: str
    right_to_left: bool = False
    #: How the paper numbers its pages and speaks of letters it cannot draw, if not in our own words.
    page: str = ""
    of: str = ""
    missing: str = ""


def paper(template: str, data: Mapping[str, object], reading: Reading, *, title: str) -> bytes:
    """One paper as PDF. `template` is "room/name": the file `papers/name.typ` of that room.

    The title is seen in the window's bar and in lists of files: it must name nobody. Raises
    LookupError for a room or a file that is not there.
    """
    source = _source(template)
    shown, replaced = _readable(data)
    content = {
        "data": shown,
        "paper": {
            "title": title,
            "language": reading.language,
            "direction": "rtl" if reading.right_to_left else "ltr",
            "fonts": FAMILIES,
            "page": reading.page or _("Seite"),
            "of": reading.of or _("von"),
            "missing": (reading.missing or _missing()) if replaced else "",
        },
    }
    return _compile(
        source.read_bytes(),
        root=str(ROOT),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        package_path=str(ROOT),
        package_cache_path=str(ROOT),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"content": json.dumps(content)},
    )


def as_answer(pdf: bytes, name: str) -> HttpResponse:
    """The answer that hands out a paper. `name` is a neutral word: it stays in a folder of downloads."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def papers_of() -> list[Path]:
    """Every source of a paper in the house."""
    rooms = [Path(room.path) / "papers" for room in apps.get_app_configs()]
    return sorted(path for room in rooms for path in room.rglob("*.typ"))


def _source(template: str) -> Path:
    found = re.fullmatch(r"([a-z_]+)/([a-z_]+)", template)
    if found is None:
        raise LookupError(template)
    source = Path(apps.get_app_config(found[1]).path) / "papers" / f"{found[2]}.typ"
    if not source.is_file():
        raise LookupError(template)
    return source


def _missing() -> str:
    return _(
        "In eckigen Klammern steht die Nummer eines Zeichens, das diese Schrift nicht hat. Bitte tragen Sie es von Hand ein."
    )


def _readable(value: object) -> tuple[object, bool]:
    """The data with every text made printable, and whether anything had to be replaced."""
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, Mapping):
        pairs = {str(key): _readable(each) for key, each in value.items()}
        return {key: each for key, (each, _) in pairs.items()}, any(r for _, r in pairs.values())
    if isinstance(value, list | tuple):
        items = [_readable(each) for each in value]
        return [each for each, _ in items], any(replaced for _, replaced in items)
    return value, False
