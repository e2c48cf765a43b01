"""A sealed document opens whole, in order and at its place, or not at all (T45)."""

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schutznetz.ground.vault import file as sealing
from schutznetz.ground.vault.file import CHUNK, OpenFile
from schutznetz.ground.vault.models import KeySlot
from schutznetz.ground.vault.sealed import Sealed, Secret, Unopenable

FILE = OpenFile(uuid.UUID(int=1), Secret(bytes(range(32))))
ROW = KeySlot(pk=1)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of 64 KiB, so that several fit into a quick test."""
    monkeypatch.setattr(sealing, "CHUNK", 64 * 1024)


def sealed(size: int) -> tuple[bytes, list[Sealed]]:
    content = bytes(number % 251 for number in range(size))
    return content, FILE.seal_bytes(ROW, "content", content)


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=300))
def test_what_is_sealed_opens_again_even_with_zeros_at_its_end(content: bytes) -> None:
    for document in (content, content + bytes(5), content * 500):
        pieces = FILE.seal_bytes(ROW, "content", document)
        assert FILE.open_bytes(ROW, "content", pieces) == document


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), max_size=6))
def test_no_other_order_or_number_of_pieces_opens(order: list[int]) -> None:
    """Dropped, doubled and swapped pieces, and an end cut off, are all refused."""
    content, pieces = sealed(220_000)
    assert len(pieces) == 4
    taken = [pieces[number] for number in order]
    if order == [0, 1, 2, 3]:
        assert FILE.open_bytes(ROW, "content", taken) == content
        return
    with pytest.raises(Unopenable):
        FILE.open_bytes(ROW, "content", taken)


def test_a_piece_of_another_row_field_or_file_is_refused() -> None:
    _, pieces = sealed(10)
    for file, row, field in (
        (FILE, KeySlot(pk=2), "content"),
        (FILE, ROW, "other"),
        (OpenFile(uuid.UUID(int=2), FILE.key), ROW, "content"),
    ):
        with pytest.raises(Unopenable):
            file.open_bytes(row, field, pieces)


def test_the_stored_size_tells_only_steps_of_64_kib() -> None:
    assert {sum(map(len, sealed(size)[1])) for size in (1, 4_000, 65_535)} == {65_536 + 32}
    assert CHUNK == 1024 * 1024
