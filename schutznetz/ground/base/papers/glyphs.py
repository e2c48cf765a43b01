"""Which letters our fonts can draw, and what stands on the paper for the others.

A letter without a glyph must not vanish: a name that lost a letter is another name. It stands on the
paper as its Unicode number, and the paper says so. Signs that nobody sees but that turn text
around (bidirectional controls) are shown by their number as well, since they could swap what is read.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
#: The first family draws what it can; the others, in this order, what it cannot.
FAMILIES = (
    "Fira Sans",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Armenian",
    "Noto Sans Bengali",
    "Noto Sans Devanagari",
    "Noto Sans Ethiopic",
    "Noto Sans Georgian",
    "Noto Sans Hebrew",
    "Noto Sans Tamil",
    "Noto Sans Thai",
)
#: Joiners that belong to the spelling of Persian and Indic words; they have no glyph of their own.
JOINERS = "\u200c\u200d"


def readable(text: str) -> tuple[str, bool]:
    """The text as it can be printed, and whether a letter had to be replaced by its number."""
    composed = "".join(map(_spaced, unicodedata.normalize("NFC", text.replace("\r\n", "\n"))))
    drawn = "".join(_drawn(sign) for sign in composed)
    return drawn, drawn != composed


def _spaced(sign: str) -> str:
    """Every kind of space is a space."""
    return " " if sign == "\t" or unicodedata.category(sign) == "Zs" else sign


def _drawn(sign: str) -> str:
    if sign == "\n" or sign in JOINERS or (sign.isprintable() and ord(sign) in covered()):
        return sign
    return f"[U+{ord(sign):04X}]"


@cache
def covered() -> frozenset[int]:
    """The letters that every cut of the text, or else a fallback, can draw."""
    fira = [set(letters_of(path.read_bytes())) for path in FONTS.glob("FiraSans-*.ttf")]
    others = [set(letters_of(path.read_bytes())) for path in FONTS.glob("Noto*.ttf")]
    return frozenset(set.intersection(*fira).union(*others))


def letters_of(font: bytes) -> Iterator[int]:
    """The code points in the character map of a TrueType file (OpenType specification, "cmap")."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {
        font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * count, 16)
    }
    start = tables[b"cmap"]
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        at = start + struct.unpack_from(">I", font, start + 4 + 8 * number + 4)[0]
        kind = struct.unpack_from(">H", font, at)[0]
        if kind == 4:
            yield from _segments(font, at)
        elif kind == 12:
            yield from _groups(font, at)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Format 4: segments of the first plane. A segment's glyph 0 means "none"."""
    size = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{size}H", font, at + 14)
    begins = struct.unpack_from(f">{size}H", font, at + 16 + 2 * size)
    deltas = struct.unpack_from(f">{size}H", font, at + 16 + 4 * size)
    places = at + 16 + 6 * size
    offsets = struct.unpack_from(f">{size}H", font, places)
    for number, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        for sign in range(begin, min(end, 0xFFFE) + 1):
            glyph = sign
            if offsets[number]:
                where = places + 2 * number + offsets[number] + 2 * (sign - begin)
                glyph = struct.unpack_from(">H", font, where)[0]
            if glyph and (glyph + deltas[number]) & 0xFFFF:
                yield sign


def _groups(font: bytes, at: int) -> Iterator[int]:
    """Format 12: groups over all planes."""
    for number in range(struct.unpack_from(">I", font, at + 12)[0]):
        begin, end, _ = struct.unpack_from(">III", font, at + 16 + 12 * number)
        yield from range(begin, end + 1)
