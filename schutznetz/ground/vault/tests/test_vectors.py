"""Fixed vectors: what is sealed today must open in every later version."""

import json
from pathlib import Path

from schutznetz.ground.vault import suite
from schutznetz.ground.vault.place import Place
from schutznetz.ground.vault.sealed import Secret

VECTORS = {
    name: bytes.fromhex(value)
    for name, value in json.loads(
        (Path(__file__).parent / "vectors.json").read_text(encoding="utf-8")
    ).items()
}
KEY = Secret(VECTORS["key"])


def test_key_derivation_is_unchanged() -> None:
    assert suite.expand(KEY, "field", "t", "f", 1) == Secret(VECTORS["expanded"])


def test_password_stretching_is_unchanged() -> None:
    cost = suite.StretchCost(64, 2, 1)
    stretched = suite.stretch("Wanderweg", salt=b"0123456789abcdef", cost=cost)
    assert stretched == Secret(VECTORS["stretched"])


def test_places_are_encoded_as_ever() -> None:
    assert Place("t", "1", "f", "x").bound() == VECTORS["place"]


def test_key_pairs_grow_from_the_same_root_as_ever() -> None:
    pair = suite.KeyPair(KEY)
    assert suite.digest(pair.public()) == VECTORS["public_digest"]
    assert pair.signing_public() == VECTORS["signing_public"]
    assert pair.sign(b"m") == VECTORS["signature_of_m"]


def test_old_ciphertexts_still_open() -> None:
    assert suite.unseal(KEY, VECTORS["sealed"], bound=b"b") == b"inhalt"
    assert suite.KeyPair(KEY).unseal(VECTORS["sealed_to"], bound=b"b") == b"inhalt"
    assert suite.generation_of(VECTORS["sealed"]) == 2
