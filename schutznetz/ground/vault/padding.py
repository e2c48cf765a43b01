"""Padding, so that the length of a ciphertext tells little about what is in it."""

from schutznetz.ground.vault.sealed import Unopenable

SIZES = (64, 256, 1024)
#: Documents are filled up to a multiple of this many bytes.
FILE_STEP = 64 * 1024


def padded_size(length: int) -> int:
    """The size that content of `length` bytes is filled up to: 64, 256, then whole kibibytes."""
    for size in SIZES:
        if length < size:
            return size
    return (length // 1024 + 1) * 1024


def pad(content: bytes) -> bytes:
    """Fill up with one marking byte and zeros."""
    return (content + b"\x01").ljust(padded_size(len(content)), b"\x00")


def pad_file(content: bytes) -> bytes:
    """The same for a whole document, in coarser steps: its exact size could tell which one it is."""
    size = (len(content) // FILE_STEP + 1) * FILE_STEP
    return (content + b"\x01").ljust(size, b"\x00")


def unpad(padded: bytes) -> bytes:
    """Take the filling off; raises Unopenable if there is none."""
    content = padded.rstrip(b"\x00")
    if not content.endswith(b"\x01"):
        raise Unopenable
    return content[:-1]


def pad_to(size: int, content: bytes) -> bytes:
    """Fill up to exactly `size`, so that all contents of one sort are one length.

    Raises ValueError for content that does not fit: it must not show by its length.
    """
    if len(content) >= size:
        raise ValueError("too long for its size")
    return (content + b"\x01").ljust(size, b"\x00")
