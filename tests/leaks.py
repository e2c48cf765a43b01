"""The scanner for plaintext that must not be stored (T1, T2, T3).

A plain search misses most leaks: what a database dump holds is hex, base64, JSON escapes. So the
haystack is unpacked as far as it goes, and the canaries are looked for in every spelling.
"""

import base64
import binascii
import html
import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
#: Shorter pieces would be found by chance.
SHORTEST = 6
HEX = re.compile(rb"(?:\\\\?x)?((?:[0-9a-fA-F]{2}){6,})")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")


def spellings(canary: str) -> set[str]:
    """The canary as people and programs might write it."""
    stripped = "".join(
        sign for sign in unicodedata.normalize("NFKD", canary) if not unicodedata.combining(sign)
    )
    found = {canary, canary.translate(UMLAUTS), stripped, unicodedata.normalize("NFD", canary)}
    found |= {json.dumps(canary)[1:-1], html.escape(canary), quote(canary), quote_plus(canary)}
    found |= {each.encode("unicode_escape").decode() for each in set(found)}
    return {form for each in found for form in (each, each.lower(), each.upper(), each.casefold())}


def needles(canary: str) -> set[bytes]:
    """Every spelling in every encoding, as bytes to look for in unpacked data."""
    found: set[bytes] = set()
    for text in spellings(canary):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
            try:
                found.add(text.encode(encoding))
            except UnicodeEncodeError:
                continue
    return {each for each in found if len(each) >= SHORTEST}


def unpacked(raw: bytes, depth: int = 3) -> Iterator[bytes]:
    """The bytes, and whatever hex, base64 or deflate inside them turns into."""
    yield raw
    if depth == 0:
        return
    for run in {match.group(1) for match in HEX.finditer(raw)}:
        yield from unpacked(binascii.unhexlify(run), depth - 1)
    for run in {match.group(0) for match in BASE64.finditer(raw)}:
        for start in range(4):
            piece = run[start:].rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
            piece = piece[:-1] if len(piece) % 4 == 1 else piece
            yield base64.b64decode(piece + b"=" * (-len(piece) % 4))
    for header in (b"\x78\x9c", b"\x78\xda", b"\x78\x01"):
        position = raw.find(header)
        if position >= 0:
            try:
                yield zlib.decompressobj().decompress(raw[position:])
            except zlib.error:
                continue


def leaks(canaries: Iterable[str], haystack: bytes) -> set[str]:
    """The canaries that stand somewhere in the haystack, in whatever form."""
    wanted = {canary: needles(canary) for canary in canaries}
    found: set[str] = set()
    for piece in unpacked(haystack):
        for canary, forms in wanted.items():
            if canary not in found and any(form in piece for form in forms):
                found.add(canary)
    return found


#: So much of a file is looked at in one go; the border is looked at twice.
PIECE, BORDER = 1024 * 1024, 512


def leaks_in_files(canaries: Iterable[str], files: Iterable[Path]) -> set[str]:
    """The canaries that stand in raw files as they are: heap, write-ahead log, logs, leftovers (T2).

    Fewer forms than in a dump, where bytes are written as text: what a program keeps or a page of
    the database holds is UTF-8 or UTF-16, in the spelling it came in or in lower case.
    """
    wanted = {
        canary: {
            form.encode(encoding)
            for form in (canary, canary.lower(), unicodedata.normalize("NFD", canary))
            for encoding in ("utf-8", "utf-16-le")
        }
        for canary in canaries
    }
    found: set[str] = set()
    for file in files:
        for piece in _pieces(file):
            for canary, forms in wanted.items():
                if canary not in found and any(form in piece for form in forms):
                    found.add(canary)
    return found


def _pieces(file: Path) -> Iterator[bytes]:
    before = b""
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield before + piece
            before = piece[-BORDER:]
