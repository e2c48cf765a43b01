"""What keys and ciphertexts look like to everybody else: things that refuse to be printed."""

import hmac
from typing import NoReturn, SupportsBytes


class Unopenable(Exception):
    """A seal did not open: wrong key, wrong place, or a changed byte. Never says which."""

    def __init__(self, kind: str = "", subject_id: object = None) -> None:
        super().__init__("a seal could not be opened")
        self.kind = kind
        self.subject_id = subject_id


class KeyMissing(Exception):
    """The actor holds no key at all for what was asked, for instance the coordinator."""


class _Unprintable:
    """Keeps its bytes away from text, logs, templates, JSON and pickles."""

    __slots__ = ("_content",)
    label = "<unprintable>"

    def __init__(self, content: bytes | bytearray | memoryview | SupportsBytes) -> None:
        self._content = bytes(content)

    def __repr__(self) -> str:
        return self.label

    def __str__(self) -> NoReturn:
        raise TypeError(f"{self.label} does not print")

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError(f"{self.label} does not print")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(f"{self.label} is not pickled")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return hmac.compare_digest(self._content, other._content)

    def __hash__(self) -> int:
        return object.__hash__(self)


class Secret(_Unprintable):
    """Key material. `reveal()` is for `vault` alone."""

    __slots__ = ()
    label = "<secret>"

    def reveal(self) -> bytes:
        """The bytes themselves."""
        return self._content


class Sealed(_Unprintable):
    """A ciphertext as it stands in the database."""

    __slots__ = ()
    label = "<sealed>"

    def stored(self) -> bytes:
        """The bytes as they are stored."""
        return self._content

    def __len__(self) -> int:
        return len(self._content)
