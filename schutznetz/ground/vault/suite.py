"""The primitives. The only file of the house that imports cryptographic libraries.

Algorithms follow security.md 3.3; vault/README.md lists them, and a house test compares the two.
Every ciphertext begins with a format byte, a suite byte and the key's generation; these four
bytes are authenticated with the content.
"""

import os
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hmac, hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from schutznetz.ground.vault.place import encode
from schutznetz.ground.vault.sealed import Secret, Unopenable

FORMAT = 1
AES_256_GCM = 1
HPKE_MLKEM768_X25519 = 2
NONCE = 12
_HYBRID = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_MLKEM_PUBLIC = 1184


@dataclass(frozen=True)
class StretchCost:
    """Price of one password guess: memory in KiB, passes, lanes (Argon2id)."""

    memory_kib: int
    passes: int
    lanes: int


def random_secret(length: int = 32) -> Secret:
    """Fresh random key material."""
    return Secret(os.urandom(length))


def stretch(password: str, *, salt: bytes, cost: StretchCost) -> Secret:
    """Argon2id of a password, 32 bytes. The one slow step of signing in."""
    return Secret(
        hash_secret_raw(
            password.encode(),
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=32,
            type=Type.ID,
        )
    )


def expand(key: Secret, *purpose: str | int | bytes, salt: bytes = b"", length: int = 32) -> Secret:
    """HKDF-SHA256: the key that belongs to one purpose."""
    derive = HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=encode(*purpose))
    return Secret(derive.derive(key.reveal()))


def tag(key: Secret, message: bytes) -> bytes:
    """HMAC-SHA256 of a message."""
    mac = hmac.HMAC(key.reveal(), hashes.SHA256())
    mac.update(message)
    return mac.finalize()


def digest(*parts: str | int | bytes) -> bytes:
    """SHA-256 of parts, unambiguous by their lengths."""
    hashing = hashes.Hash(hashes.SHA256())
    hashing.update(encode(*parts))
    return hashing.finalize()


def seal(key: Secret, content: bytes, *, bound: bytes, generation: int = 1) -> bytes:
    """AES-256-GCM under `key`, opening only together with the same `bound` bytes."""
    head = _head(AES_256_GCM, generation)
    nonce = os.urandom(NONCE)
    return head + nonce + AESGCM(key.reveal()).encrypt(nonce, content, head + bound)


def unseal(key: Secret, blob: bytes, *, bound: bytes) -> bytes:
    """Open what `seal` closed; raises Unopenable for any difference."""
    head, rest = _split(blob, AES_256_GCM)
    try:
        return AESGCM(key.reveal()).decrypt(rest[:NONCE], rest[NONCE:], head + bound)
    except (InvalidTag, ValueError):
        raise Unopenable from None


def generation_of(blob: bytes) -> int:
    """The generation of the key that a blob was sealed under; raises Unopenable if it has none."""
    if len(blob) < 4 or blob[0] != FORMAT:
        raise Unopenable
    return int.from_bytes(blob[2:4], "big")


def seal_to(public_key: bytes, content: bytes, *, bound: bytes, generation: int = 1) -> bytes:
    """Seal to the holder of a hybrid key pair (HPKE, ML-KEM-768 with X25519)."""
    head = _head(HPKE_MLKEM768_X25519, generation)
    return head + _HYBRID.encrypt(content, _hybrid_public(public_key), info=head + bound)


@dataclass(frozen=True, repr=False)
class KeyPair:
    """A receiving pair (hybrid HPKE) and a signing pair (Ed25519), both grown from one secret."""

    root: Secret

    def public(self) -> bytes:
        """The public receiving key: 1,184 bytes ML-KEM-768, then 32 bytes X25519."""
        lattice, curve = self._parts()
        return lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()

    def signing_public(self) -> bytes:
        """The public key that signatures are checked with, 32 bytes."""
        return self._signing().public_key().public_bytes_raw()

    def unseal(self, blob: bytes, *, bound: bytes) -> bytes:
        """Open what was sealed to `public()`; raises Unopenable for any difference."""
        head, rest = _split(blob, HPKE_MLKEM768_X25519)
        private = hpke.MLKEM768X25519PrivateKey(*self._parts())
        try:
            return _HYBRID.decrypt(rest, private, info=head + bound)
        except (InvalidTag, ValueError):
            raise Unopenable from None

    def sign(self, message: bytes) -> bytes:
        """Ed25519 signature, 64 bytes."""
        return self._signing().sign(message)

    def _parts(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        lattice = expand(self.root, "receiving", "mlkem768", length=64).reveal()
        curve = expand(self.root, "receiving", "x25519").reveal()
        return (
            MLKEM768PrivateKey.from_seed_bytes(lattice),
            X25519PrivateKey.from_private_bytes(curve),
        )

    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(expand(self.root, "signing").reveal())


def verify(signing_public: bytes, signature: bytes, message: bytes) -> None:
    """Check a signature; raises Unopenable if it is not by the holder of the key."""
    try:
        Ed25519PublicKey.from_public_bytes(signing_public).verify(signature, message)
    except (InvalidSignature, ValueError):
        raise Unopenable from None


def _hybrid_public(raw: bytes) -> hpke.MLKEM768X25519PublicKey:
    try:
        return hpke.MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_PUBLIC]),
            X25519PublicKey.from_public_bytes(raw[_MLKEM_PUBLIC:]),
        )
    except ValueError:
        raise Unopenable from None


def _head(suite: int, generation: int) -> bytes:
    return bytes((FORMAT, suite)) + generation.to_bytes(2, "big")


def _split(blob: bytes, suite: int) -> tuple[bytes, bytes]:
    if len(blob) < 4 or blob[0] != FORMAT or blob[1] != suite:
        raise Unopenable
    return blob[:4], blob[4:]
