"""Who holds which key, asked without opening any."""

import uuid

from schutznetz.ground.vault import suite
from schutznetz.ground.vault.models import Membership, UnitKey


def holds_key(member_id: uuid.UUID) -> bool:
    """Whether the member holds a secret of the unit at all; the coordinator never does."""
    return Membership.objects.filter(member_id=member_id).exists()


def present_key_of(unit_id: uuid.UUID) -> UnitKey | None:
    """The newest published key of a unit, or None while the unit is not live."""
    return UnitKey.objects.filter(unit_id=unit_id).order_by("-generation").first()


def require_signed_by(unit_key: UnitKey, *, signature: bytes, message: bytes) -> None:
    """Check a unit's signature; raises Unopenable if it does not fit."""
    suite.verify(bytes(unit_key.signing_public), signature, message)


def fingerprint_of(public_key: bytes, signing_public: bytes) -> str:
    """Eight groups of four letters and digits, to be compared aloud."""
    text = suite.digest("fingerprint", public_key, signing_public).hex()[:32]
    return "-".join(text[i : i + 4] for i in range(0, 32, 4))
