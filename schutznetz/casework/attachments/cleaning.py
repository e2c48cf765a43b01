"""Looking into a document and writing it anew, so that only what one can see remains.

Runs in `workbench.py`'s process, never in the server's: the libraries that read a stranger's bytes
are large and written in C. Pure functions; raise Refused with a code.
"""

import io
import warnings
import zlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from PIL import Image, ImageOps

from schutznetz.casework.attachments.rules import LARGEST, MIB, Refused, type_of

#: Pixels of one picture; a page at 600 dots per inch has 35 million.
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 20_000
MOST_OBJECTS: Final = 100_000
MOST_PAGES: Final = 300
#: What the compressed streams of a PDF may unfold to: one of them, and all together.
STREAM_UNFOLDED: Final = 128 * MIB
ALL_UNFOLDED: Final = 1024 * MIB

#: Entries of a PDF that do something, carry something hidden, or tell who wrote it and with what.
ACTING: Final = ("/AA", "/OpenAction", "/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/AF")
TELLING: Final = ("/XFA", "/Metadata", "/PieceInfo", "/LastModified", "/Collection", "/Perms")
#: Notes on a page that hold a file, a film, a sound or a script.
HIDING: Final = ("/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D")


def cleaned(content: bytes) -> tuple[str, bytes]:
    """Kind and new bytes of a document; raises Refused."""
    kind = type_of(content)
    rewritten = _pdf(content) if kind.code == "pdf" else _picture(content, kind.code.upper())
    if len(rewritten) > LARGEST:
        raise Refused("too_large")
    return kind.code, rewritten


def acts(pdf: pikepdf.Pdf) -> bool:
    """Whether a PDF wants to do something by itself: run a script, start a program, open a file."""
    for each in _dictionaries(pdf):
        if any(name in each for name in ACTING):
            return True
        if str(each.get("/S", "")) in ("/JavaScript", "/Launch", "/ImportData", "/GoToR", "/GoToE"):
            return True
    return False


def opened_pdf(content: bytes) -> pikepdf.Pdf:
    """The PDF behind the bytes; raises Refused if it is locked, broken or a bomb."""
    try:
        pdf = pikepdf.open(io.BytesIO(content), inherit_page_attributes=False)
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise Refused("broken") from None
    if pdf.is_encrypted:
        raise Refused("encrypted")
    if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
        raise Refused("bomb")
    if not len(pdf.pages):
        raise Refused("broken")
    _require_no_bomb(pdf)
    return pdf


def _pdf(content: bytes) -> bytes:
    try:
        pdf = opened_pdf(content)
        for page in pdf.pages:
            _drop_hiding_notes(page)
        for each in list(_dictionaries(pdf)):
            _disarm(each)
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        target = io.BytesIO()
        pdf.save(target, linearize=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError):
        raise Refused("broken") from None
    return target.getvalue()


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the document, streams' and nested ones included, each once."""
    waiting: list[Any] = [pdf.Root, *pdf.objects]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, pikepdf.Object):
            continue
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            waiting += _nested(each[name] for name in list(each.keys()))
        elif isinstance(each, pikepdf.Array):
            waiting += _nested(iter(each))


def _nested(values: Iterator[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield value


def _disarm(each: Any) -> None:
    for name in (*ACTING, *TELLING):
        if name in each:
            del each[name]
    for name in ("/A", "/PA", "/Next"):
        action = each.get(name)
        if isinstance(action, pikepdf.Dictionary):
            # only actions have a kind; an outline's "/Next" is just the next line of it
            if str(action.get("/S", "/GoTo")) != "/GoTo":
                del each[name]
        elif isinstance(action, pikepdf.Array):
            del each[name]


def _drop_hiding_notes(page: pikepdf.Page) -> None:
    notes = page.obj.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        kept = [each for each in notes if str(each.get("/Subtype", "")) not in HIDING]
        page.obj["/Annots"] = pikepdf.Array(kept)


def _require_no_bomb(pdf: pikepdf.Pdf) -> None:
    total = 0
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        filters = each.get("/Filter")
        named = (
            [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
        )
        if named.count("/FlateDecode") > 1 or len(named) > 4:
            raise Refused("bomb")
        if named[0] == "/FlateDecode":
            total += _unfolded(bytes(each.read_raw_bytes()))
        if total > ALL_UNFOLDED:
            raise Refused("bomb")


def _unfolded(packed: bytes) -> int:
    """To how many bytes a stream unfolds, counted and thrown away; raises Refused for a bomb."""
    unpacking, size = zlib.decompressobj(), 0
    try:
        while packed and not unpacking.eof:
            size += len(unpacking.decompress(packed, MIB))
            packed = unpacking.unconsumed_tail
            if size > STREAM_UNFOLDED:
                raise Refused("bomb")
    except zlib.error:
        return size  # a damaged stream; qpdf copies it as it is
    return size


def _picture(content: bytes, name: str) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.MAX_IMAGE_PIXELS = MOST_PIXELS
            picture = Image.open(io.BytesIO(content), formats=[name])
            if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST_SIDE:
                raise Refused("pixels")
            return _drawn_again(picture, name)
    except Image.DecompressionBombError:
        raise Refused("pixels") from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, KeyError, IndexError):
        raise Refused("broken") from None


def _drawn_again(picture: Image.Image, name: str) -> bytes:
    """The pixels alone, upright, on a fresh sheet: no metadata, no second picture, no tail."""
    upright = ImageOps.exif_transpose(picture)
    keeps = ("L", "RGB") if name == "JPEG" else ("1", "L", "LA", "RGB", "RGBA")
    drawn = (
        upright if upright.mode in keeps else upright.convert("RGBA" if name == "PNG" else "RGB")
    )
    sheet = Image.frombytes(drawn.mode, drawn.size, drawn.tobytes())
    target = io.BytesIO()
    if name == "JPEG":
        sheet.save(target, "JPEG", quality=90)
    else:
        sheet.save(target, "PNG")
    return target.getvalue()
