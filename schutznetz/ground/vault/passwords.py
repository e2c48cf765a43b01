"""From a password to two things: a verifier for signing in and the key of the password slot.

One Argon2id run feeds both through HKDF with the pepper. Two different hashes would cost twice
and let an attacker pick the cheaper one (security.md 3.2).
"""

import base64
import threading
from dataclasses import dataclass

from django.conf import settings

from schutznetz.ground.vault import server, suite
from schutznetz.ground.vault.sealed import Secret
from schutznetz.ground.vault.suite import StretchCost

NAME = "schutznetz1"
#: Two at a time: more threads make every one slower and let a flood of logins eat the memory.
_ONE_OF_TWO = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Derived:
    """What one run yields. The slot key never leaves memory; the verifier is stored."""

    verifier: Secret
    slot_key: Secret


@dataclass(frozen=True)
class Stored:
    """The stored part of a password: its cost, salt and verifier."""

    cost: StretchCost
    salt: bytes
    verifier: Secret

    def encoded(self) -> str:
        """The text for `Account.password`."""
        numbers = f"{self.cost.memory_kib},{self.cost.passes},{self.cost.lanes}"
        return "$".join((NAME, numbers, _text(self.salt), _text(self.verifier.reveal())))

    @classmethod
    def decoded(cls, text: str) -> "Stored | None":
        """Read `Account.password` back; None for anything else, such as an unusable password."""
        parts = text.split("$")
        if len(parts) != 4 or parts[0] != NAME:
            return None
        memory, passes, lanes = (int(number) for number in parts[1].split(","))
        salt, verifier = (base64.b64decode(part) for part in parts[2:])
        return cls(StretchCost(memory, passes, lanes), salt, Secret(verifier))


def present_cost() -> StretchCost:
    """The cost for new passwords: 64 MiB, three passes, one lane unless the settings say more."""
    return StretchCost(*settings.PASSWORD_COST)


def derive(password: str, *, salt: bytes, cost: StretchCost) -> Derived:
    """One slow run, two keys."""
    with _ONE_OF_TWO:
        stretched = suite.stretch(password, salt=salt, cost=cost)
    pepper = server.pepper()
    return Derived(
        verifier=suite.expand(stretched, "login verifier", salt=pepper),
        slot_key=suite.expand(stretched, "password slot", salt=pepper),
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
