"""Documents for tests, good and bad, made on the spot."""

import io
import zipfile
import zlib

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

SECRET = b"Weidengasse 17"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def jpeg(size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture that tells where it was taken."""
    picture = Image.new("RGB", size, "olive")
    exif = picture.getexif()
    exif[0x010E] = SECRET.decode()
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    return target.getvalue()


def png(size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture with a hidden note."""
    notes, target = PngInfo(), io.BytesIO()
    notes.add_text("Comment", SECRET.decode())
    Image.new("RGBA", size, (1, 2, 3, 4)).save(target, "PNG", pnginfo=notes)
    return target.getvalue()


def pdf(**changes: bytes) -> bytes:
    """One page. `changes` are entries of its root, as PDF source."""
    with pikepdf.new() as made:
        made.add_blank_page()
        for name, source in changes.items():
            made.Root[f"/{name}"] = pikepdf.Object.parse(source)
        made.docinfo["/Author"] = SECRET.decode()
        target = io.BytesIO()
        made.save(target)
    return target.getvalue()


def pdf_with_file() -> bytes:
    """A page that carries another file."""
    with pikepdf.new() as made:
        made.add_blank_page()
        made.attachments["boese.exe"] = b"MZ" + SECRET
        target = io.BytesIO()
        made.save(target)
    return target.getvalue()


def locked_pdf(owner_only: bool = False) -> bytes:
    """A page behind a password."""
    with pikepdf.new() as made:
        made.add_blank_page()
        target = io.BytesIO()
        lock = pikepdf.Encryption(owner="geheim", user="" if owner_only else "geheim")
        made.save(target, encryption=lock)
    return target.getvalue()


def unfolding_pdf(mebibytes: int = 200) -> bytes:
    """A page whose content unfolds to far more than it says."""
    packing = zlib.compressobj(9)
    packed = (
        b"".join(packing.compress(bytes(1024 * 1024)) for _ in range(mebibytes)) + packing.flush()
    )
    with pikepdf.new() as made:
        made.add_blank_page()
        stream = pikepdf.Stream(made, packed)
        stream["/Filter"] = pikepdf.Name.FlateDecode
        stream = made.make_indirect(stream)
        made.pages[0].obj["/Contents"] = stream
        target = io.BytesIO()
        made.save(
            target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )
    return target.getvalue()


def zipped() -> bytes:
    """An archive with a link that leads out of it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        link = zipfile.ZipInfo("link.pdf")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "../../etc/passwd")
    return target.getvalue()


def flooding_png() -> bytes:
    """A few bytes that promise 30,000 × 30,000 pixels."""
    content = bytearray(png())
    content[16:24] = (30_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)
