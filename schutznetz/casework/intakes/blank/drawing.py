"""Drawing the blank: AcroForm fields with a name for screen readers, German, on our own fonts."""

import io
from pathlib import Path
from typing import Final

import pikepdf
from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from schutznetz.casework.intakes.blank.table import (
    MARK,
    NOTHING,
    OF,
    UNCHOSEN,
    VERSION_FIELD,
    BlankField,
    Section,
    sections,
    version,
)
from schutznetz.ground.base import papers

FONTS: Final = Path(papers.__file__).parent / "fonts"
PLAIN, STRONG = "Fira", "FiraStrong"
INK, EDGE = HexColor("#171717"), HexColor("#5f6b7a")
LEFT, RIGHT, TOP, BOTTOM = 50, A4[0] - 50, A4[1] - 60, 60
LINE, GAP = 13, 8
HINTS: Final = {"day": "TT.MM.JJJJ", "clock": "HH:MM", "moment": "TT.MM.JJJJ HH:MM"}
TITLE: Final = "Meldung an das Netzwerk – leeres Formular"
INTRO: Final = (
    "Bitte am Bildschirm ausfüllen und als PDF speichern, nicht drucken und nicht zusammenführen.",
    "Die letzte Seite ist ein eigenes Blatt nur für die Beratungsstelle.",
    "Dieses Formular ersetzt keinen Anruf: Dringendes bitte zusätzlich telefonisch übergeben.",
)
SHEET: Final = (
    "Eigenes Blatt – nur für die Beratungsstelle",
    "Gehört nicht in die Ermittlungsakte: Wer die Akte einsieht, würde erfahren, wie die Person zu erreichen ist.",
)


def blank_pdf() -> bytes:
    """The empty form as bytes; the same for everybody, with nothing in it."""
    target = io.BytesIO()
    sheet = _Sheet(target)
    sheet.head(TITLE, INTRO)
    on_sheet = False
    for section in sections():
        if section.sheet and not on_sheet:
            on_sheet = True
            sheet.turn()
            sheet.head(*SHEET[:1], SHEET[1:])
        sheet.section(section)
    sheet.finish()
    return _made_accessible(target.getvalue())


def _made_accessible(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.Root.Lang = pikepdf.String("de-DE")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        for page in pdf.pages:
            page.obj.Tabs = pikepdf.Name.R
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


class _Sheet:
    """A pen on the page: knows how far down it is and turns the page in time."""

    def __init__(self, target: io.BytesIO) -> None:
        for name, file in ((PLAIN, "FiraSans-Regular.ttf"), (STRONG, "FiraSans-SemiBold.ttf")):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, FONTS / file))
        self.pen = Canvas(target, pagesize=A4, invariant=1, lang="de-DE")
        self.pen.setTitle(TITLE)
        self.pen.setAuthor("")
        self.number, self.y = 1, TOP
        self._stamp()

    def head(self, title: str, lines: tuple[str, ...]) -> None:
        """Title and advice at the top."""
        self._say(title, STRONG, 16, 22)
        for line in lines:
            self._say(line, PLAIN, 9, LINE)
        self.y -= GAP

    def section(self, section: Section) -> None:
        """Questions under their title; a title never stands alone at the foot."""
        self._room(70)
        self._say(section.title, STRONG, 12, 20)
        for each in section.fields:
            self._field(each)
        self.y -= GAP

    def turn(self) -> None:
        """Begin another page."""
        self._foot()
        self.pen.showPage()
        self.number, self.y = self.number + 1, TOP

    def finish(self) -> None:
        """The last page."""
        self._foot()
        self.pen.showPage()
        self.pen.save()

    def _field(self, each: BlankField) -> None:
        if each.kind == "yes":
            self._room(26)
            self._box(each.name, each.label, each.label, LEFT, checked=each.checked)
            self.y -= 24
            return
        height = 58 if each.kind == "lines" else 20
        self._room(LINE + height + GAP)
        hint = HINTS.get(each.kind, "")
        self._say(f"{each.label} ({hint})" if hint else each.label, PLAIN, 9, LINE)
        if each.kind == "several":
            self._boxes(each)
        elif each.kind == "one":
            self._choice(each)
        else:
            self._text(each, height, hint)

    def _text(self, each: BlankField, height: int, hint: str) -> None:
        self.y -= height - 9
        self.pen.acroForm.textfield(
            name=each.name,
            tooltip=f"{each.label} ({hint})" if hint else each.label,
            x=LEFT,
            y=self.y,
            width=RIGHT - LEFT if not hint else 160,
            height=height,
            maxlen=each.longest if not hint else 16,
            fieldFlags="multiline" if each.kind == "lines" else "",
            **_look(),
        )
        self.y -= LINE + GAP

    def _choice(self, each: BlankField) -> None:
        self.y -= 11
        self.pen.acroForm.choice(
            name=each.name,
            tooltip=each.label,
            value=NOTHING,
            options=[(UNCHOSEN, NOTHING), *((words, code) for code, words in each.options)],
            x=LEFT,
            y=self.y,
            width=300,
            height=20,
            fieldFlags="combo",
            **_look(),
        )
        self.y -= LINE + GAP

    def _boxes(self, each: BlankField) -> None:
        half = (RIGHT - LEFT) / 2
        for place, (code, words) in enumerate(each.options):
            if place % 2 == 0:
                self._room(22)
            x = LEFT + (place % 2) * half
            self._box(f"{each.name}{OF}{code}", f"{each.label} {words}", words, x)
            if place % 2 == 1 or place == len(each.options) - 1:
                self.y -= 20
        self.y -= GAP

    def _box(self, name: str, tooltip: str, words: str, x: float, *, checked: bool = False) -> None:
        self.pen.acroForm.checkbox(
            name=name,
            tooltip=tooltip,
            checked=checked,
            x=x,
            y=self.y - 5,
            size=14,
            fieldFlags="",
            borderColor=EDGE,
            fillColor=white,
            textColor=INK,
            borderWidth=1,
        )
        self.pen.setFont(PLAIN, 9)
        self.pen.drawString(x + 20, self.y - 1, words)

    def _say(self, words: str, font: str, size: int, step: int) -> None:
        self.pen.setFillColor(INK)
        for line in _broken(words, font, size):
            self.pen.setFont(font, size)
            self.pen.drawString(LEFT, self.y, line)
            self.y -= step

    def _room(self, height: float) -> None:
        if self.y - height < BOTTOM:
            self.turn()

    def _foot(self) -> None:
        self.pen.setFont(PLAIN, 8)
        self.pen.setFillColor(EDGE)
        self.pen.drawString(LEFT, 36, f"{MARK} {version()} · Seite {self.number}")

    def _stamp(self) -> None:
        self.pen.acroForm.textfield(
            name=VERSION_FIELD,
            tooltip="Fassung des Formulars",
            value=version(),
            x=LEFT,
            y=20,
            width=80,
            height=10,
            fieldFlags="readOnly",
            annotationFlags="hidden",
            **_look(),
        )


def _look() -> dict[str, object]:
    return {
        "fontName": "Helvetica",
        "fontSize": 10,
        "borderColor": EDGE,
        "fillColor": white,
        "textColor": INK,
        "borderWidth": 1,
    }


def _broken(words: str, font: str, size: int) -> list[str]:
    """Lines that fit the page."""
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if pdfmetrics.stringWidth(longer, font, size) > RIGHT - LEFT:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]
