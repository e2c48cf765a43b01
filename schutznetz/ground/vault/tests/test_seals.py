"""A seal opens with its key at its place, unchanged, or not at all (T7, T8, T12)."""

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schutznetz.ground.vault import suite
from schutznetz.ground.vault.file import OpenFile
from schutznetz.ground.vault.models import KeySlot
from schutznetz.ground.vault.padding import pad, padded_size, unpad
from schutznetz.ground.vault.place import encode
from schutznetz.ground.vault.sealed import Sealed, Secret, Unopenable

KEY = Secret(bytes(range(32)))
PAIR = suite.KeyPair(Secret(bytes(32)))


@settings(max_examples=60)
@given(content=st.binary(max_size=3000), bound=st.binary(max_size=80))
def test_what_is_sealed_opens_again(content: bytes, bound: bytes) -> None:
    assert suite.unseal(KEY, suite.seal(KEY, content, bound=bound), bound=bound) == content


@settings(max_examples=300)
@given(data=st.data(), content=st.binary(min_size=1, max_size=200))
def test_any_flipped_bit_is_refused(data: st.DataObject, content: bytes) -> None:
    blob = bytearray(suite.seal(KEY, content, bound=b"here"))
    position = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob[position // 8] ^= 1 << (position % 8)
    with pytest.raises(Unopenable):
        suite.unseal(KEY, bytes(blob), bound=b"here")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_flipped_bit_in_a_hybrid_seal_is_refused(data: st.DataObject) -> None:
    blob = bytearray(suite.seal_to(PAIR.public(), b"content", bound=b"here"))
    position = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob[position // 8] ^= 1 << (position % 8)
    with pytest.raises(Unopenable):
        PAIR.unseal(bytes(blob), bound=b"here")


@given(cut=st.integers(0, 60))
def test_a_truncated_seal_is_refused(cut: int) -> None:
    blob = suite.seal(KEY, b"content", bound=b"here")
    with pytest.raises(Unopenable):
        suite.unseal(KEY, blob[: min(cut, len(blob) - 1)], bound=b"here")


@given(st.lists(st.binary(max_size=8), max_size=4), st.lists(st.binary(max_size=8), max_size=4))
def test_two_different_places_never_read_the_same(one: list[bytes], other: list[bytes]) -> None:
    assert (encode(*one) == encode(*other)) == (one == other)


IDS = [uuid.UUID(int=number) for number in (1, 2)]
SPOTS = st.tuples(
    st.sampled_from(IDS),  # file
    st.integers(1, 2),  # row
    st.integers(1, 2),  # epoch
    st.integers(0, 1),  # version
)


@settings(max_examples=120)
@given(sealed_at=SPOTS, opened_at=SPOTS)
def test_a_value_opens_only_at_its_own_place(
    sealed_at: tuple[uuid.UUID, int, int, int],
    opened_at: tuple[uuid.UUID, int, int, int],
) -> None:
    """T7: swapping ciphertexts between files, rows, epochs or versions never yields content."""
    file, row, epoch, version = sealed_at
    sealed = OpenFile(file, KEY, epoch).seal(
        KeySlot(pk=row), "sealed_seed", {"a": 1}, version=version
    )
    file, row, epoch, version = opened_at
    target = KeySlot(pk=row, sealed_seed=sealed)
    if sealed_at == opened_at:
        assert OpenFile(file, KEY, epoch).open(target, "sealed_seed", version=version) == {"a": 1}
        return
    with pytest.raises(Unopenable):
        OpenFile(file, KEY, epoch).open(target, "sealed_seed", version=version)


@given(st.binary(max_size=5000))
def test_padding_comes_off_again_and_hides_the_length(content: bytes) -> None:
    padded = pad(content)
    assert unpad(padded) == content
    assert len(padded) == padded_size(len(content))
    assert len(padded) in (64, 256, 1024) or len(padded) % 1024 == 0


def test_padding_without_its_mark_is_refused() -> None:
    with pytest.raises(Unopenable):
        unpad(b"\x00" * 64)


def test_no_nonce_comes_twice_in_a_million() -> None:
    """T12, on the blobs themselves: the nonce is bytes 4 to 16."""
    seen = {suite.seal(KEY, b"", bound=b"")[4:16] for _ in range(1_000_000)}
    assert len(seen) == 1_000_000


@pytest.mark.parametrize("thing", [Secret(b"geheim"), Sealed(b"geheim")])
def test_secrets_and_seals_refuse_to_print(thing: Secret | Sealed) -> None:
    for attempt in (str, "{}".format, lambda each: f"{each}", lambda each: f"{each:>5}"):
        with pytest.raises(TypeError):
            attempt(thing)
    assert "geheim" not in repr(thing) + repr([thing]) + f"{thing!r}"
    with pytest.raises(TypeError):
        __import__("pickle").dumps(thing)
    with pytest.raises(TypeError):
        __import__("json").dumps({"value": thing})


def test_a_sealed_column_takes_nothing_unsealed() -> None:
    field = KeySlot._meta.get_field("sealed_seed")
    for plain in ("Klartext", b"Klartext", {"a": 1}):
        with pytest.raises(TypeError):
            field.get_prep_value(plain)


def test_secrets_compare_by_content_and_kind() -> None:
    assert Secret(b"a") == Secret(b"a")
    assert Secret(b"a") != Secret(b"b")
    assert Secret(b"a") != Sealed(b"a")
