"""Where a sealed value belongs. A value opens only at the place it was sealed for."""

from dataclasses import dataclass


def encode(*parts: str | int | bytes) -> bytes:
    """Join parts so that no two different lists ever give the same bytes (length before part)."""
    encoded = bytearray()
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode()
        encoded += len(raw).to_bytes(4, "big") + raw
    return bytes(encoded)


@dataclass(frozen=True)
class Place:
    """Table, row, field, file, epoch and version of one sealed value."""

    table: str
    row: str
    field: str
    file: str
    epoch: int = 1
    version: int = 0

    def bound(self) -> bytes:
        """The bytes that are authenticated together with the value."""
        return encode(
            "place", self.table, self.row, self.field, self.file, self.epoch, self.version
        )
