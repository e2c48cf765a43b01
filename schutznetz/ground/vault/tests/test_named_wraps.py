"""A file's key sealed to one person opens for her, for this file and epoch, or not at all (T7, T8)."""

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schutznetz.ground.vault import suite
from schutznetz.ground.vault.keyring import Keyring, wrap_bound
from schutznetz.ground.vault.models import KeyWrap
from schutznetz.ground.vault.sealed import KeyMissing, Sealed, Secret, Unopenable

FILE_KEY = Secret(bytes(range(32)))
IDS = [uuid.UUID(int=number) for number in (1, 2)]
RINGS = {each: Keyring(Secret(bytes([each.int] * 32)), each, uuid.UUID(int=9)) for each in IDS}
PLACES = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), st.integers(1, 3))


def sealed_for(account: uuid.UUID, file: uuid.UUID, epoch: int) -> bytes:
    """As `seal_key_for` does it, without rows."""
    public = RINGS[account].user.public()
    return suite.seal_to(public, FILE_KEY.reveal(), bound=wrap_bound(file, account, epoch))


@settings(max_examples=120, deadline=None)
@given(sealed_at=PLACES, opened_at=PLACES, reader=st.sampled_from(IDS))
def test_t7_a_wrap_opens_only_for_its_person_file_and_epoch(
    sealed_at: tuple[uuid.UUID, uuid.UUID, int],
    opened_at: tuple[uuid.UUID, uuid.UUID, int],
    reader: uuid.UUID,
) -> None:
    account, file, epoch = opened_at
    wrap = KeyWrap(file_id=file, account_id=account, wrapped=Sealed(sealed_for(*sealed_at)))
    if reader != account:
        with pytest.raises(KeyMissing):
            RINGS[reader].open_wrap(wrap, epoch)
    elif sealed_at == opened_at:
        assert RINGS[reader].open_wrap(wrap, epoch) == FILE_KEY
    else:
        with pytest.raises(Unopenable):
            RINGS[reader].open_wrap(wrap, epoch)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_t8_any_flipped_bit_in_a_wrap_is_refused(data: st.DataObject) -> None:
    blob = bytearray(sealed_for(IDS[0], IDS[1], 1))
    position = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob[position // 8] ^= 1 << (position % 8)
    wrap = KeyWrap(file_id=IDS[1], account_id=IDS[0], wrapped=Sealed(bytes(blob)))
    with pytest.raises(Unopenable):
        RINGS[IDS[0]].open_wrap(wrap, 1)


def test_a_wrap_of_her_own_and_one_by_somebody_else_both_open() -> None:
    """Told apart by the suite byte; a changed byte cannot turn the one into the other."""
    ring, file = RINGS[IDS[0]], IDS[1]
    bound = wrap_bound(file, IDS[0], 1)
    own = suite.seal(ring.own_wrapping_key, FILE_KEY.reveal(), bound=bound)
    for blob in (own, sealed_for(IDS[0], file, 1)):
        wrap = KeyWrap(file_id=file, account_id=IDS[0], wrapped=Sealed(blob))
        assert ring.open_wrap(wrap, 1) == FILE_KEY
        turned = bytes([blob[0], 3 - blob[1], *blob[2:]])
        wrap = KeyWrap(file_id=file, account_id=IDS[0], wrapped=Sealed(turned))
        with pytest.raises(Unopenable):
            ring.open_wrap(wrap, 1)
