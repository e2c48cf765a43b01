"""The password slot: one slow run, a verifier that is not the key, and a pepper that matters."""

from typing import Any

import pytest

from schutznetz.ground.vault import halves, passwords, server, suite
from schutznetz.ground.vault.sealed import Secret, Unopenable
from schutznetz.ground.vault.suite import StretchCost

CHEAP = StretchCost(64, 1, 1)
SALT = b"0123456789abcdef"


def test_verifier_and_slot_key_differ() -> None:
    derived = passwords.derive("Wanderweg", salt=SALT, cost=CHEAP)
    assert derived.verifier != derived.slot_key


def test_another_pepper_gives_another_key(settings: Any) -> None:
    """T4: dump and settings without the pepper open nothing, even with the right password."""
    before = passwords.derive("Wanderweg", salt=SALT, cost=CHEAP)
    settings.PEPPER = "another pepper that is long enough for this"
    after = passwords.derive("Wanderweg", salt=SALT, cost=CHEAP)
    assert before.verifier != after.verifier
    assert before.slot_key != after.slot_key


def test_the_stored_form_reads_back() -> None:
    stored = passwords.Stored(CHEAP, SALT, Secret(b"v" * 32))
    assert passwords.Stored.decoded(stored.encoded()) == stored
    assert passwords.Stored.decoded("") is None
    assert passwords.Stored.decoded("!unusable") is None


def test_a_session_half_opens_only_its_own_session() -> None:
    half = halves.new_half()
    blob = halves.seal(Secret(b"seed"), half=half, session_digest="one")
    assert halves.open(blob, half=half, session_digest="one") == Secret(b"seed")
    for other_half, digest in (
        (halves.new_half(), "one"),
        (half, "two"),
        ("", "one"),
        ("ä", "one"),
    ):
        with pytest.raises(Unopenable):
            halves.open(blob, half=other_half, session_digest=digest)


def test_a_server_secret_opens_only_for_its_purpose() -> None:
    sealed = server.seal_text("JBSWY3DP", purpose="totp")
    assert "JBSWY3DP" not in sealed
    assert server.open_text(sealed, purpose="totp") == "JBSWY3DP"
    for text, purpose in ((sealed, "other"), ("nicht base64 ä", "totp"), ("AAAA", "totp")):
        with pytest.raises(Unopenable):
            server.open_text(text, purpose=purpose)


def test_a_signature_fits_one_message_and_one_key() -> None:
    pair = suite.KeyPair(Secret(bytes(32)))
    signature = pair.sign(b"message")
    suite.verify(pair.signing_public(), signature, b"message")
    with pytest.raises(Unopenable):
        suite.verify(pair.signing_public(), signature, b"another")
    with pytest.raises(Unopenable):
        suite.verify(suite.KeyPair(Secret(b"x" * 32)).signing_public(), signature, b"message")
