"""What may be attached. Pure: looks at names and first bytes; what is inside, `cleaning.py` finds out."""

import unicodedata
from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024
LARGEST: Final = 20 * MIB
MOST: Final = 200
LONGEST_NAME: Final = 150

#: Why somebody takes a copy out of the seal.
PURPOSES: Final = ("counselling", "paper_file", "court", "check")


class Refused(Exception):
    """It may not be attached; `code` says why, the form finds the words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Type:
    """A kind of document: how it begins, how it is called, and how its name may end."""

    code: str
    begins: bytes
    suffix: str
    suffixes: tuple[str, ...]


TYPES: Final = (
    Type("pdf", b"%PDF-", ".pdf", ("pdf",)),
    Type("jpeg", b"\xff\xd8\xff", ".jpg", ("jpg", "jpeg", "jpe", "jfif")),
    Type("png", b"\x89PNG\r\n\x1a\n", ".png", ("png",)),
)
BY_CODE: Final = {each.code: each for each in TYPES}


@dataclass(frozen=True)
class Document:
    """Something that has been looked at and written anew: fit for sealing."""

    kind: str
    name: str
    content: bytes


def type_of(content: bytes) -> Type:
    """The kind by its very first bytes; raises Refused for any other, or for nothing at all."""
    if not content:
        raise Refused("empty")
    for each in TYPES:
        if content.startswith(each.begins):
            return each
    raise Refused("wrong_type")


def require_size(size: int) -> None:
    """Raise Refused if it is too large; `size` in bytes."""
    if size > LARGEST:
        raise Refused("too_large")


def require_honest_name(name: str, kind: Type) -> None:
    """Raise Refused for a name that leads elsewhere, hides its end or promises another kind.

    The name never decides what a document is. It is refused where it says something else than the
    content, because people go by names.
    """
    if not name.strip() or len(name) > LONGEST_NAME:
        raise Refused("name_length")
    if "/" in name or "\\" in name or ".." in name:
        raise Refused("name_path")
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for sign in name):
        raise Refused("name_hidden")
    _, dot, suffix = name.rpartition(".")
    if not dot or suffix.strip().casefold() not in kind.suffixes:
        raise Refused("name_kind")
