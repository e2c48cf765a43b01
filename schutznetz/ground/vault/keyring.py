"""The keys that are open for one person acting for one unit, during one request."""

import uuid
from functools import cached_property

from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault import suite
from schutznetz.ground.vault.models import KeyWrap, Membership
from schutznetz.ground.vault.place import encode
from schutznetz.ground.vault.sealed import KeyMissing, Sealed, Secret, Unopenable


def membership_bound(member_id: uuid.UUID, unit_key_id: uuid.UUID) -> bytes:
    """What a sealed unit secret is bound to: this member, this generation of this unit."""
    return encode("membership", str(member_id), str(unit_key_id))


def wrap_bound(file_id: uuid.UUID, reader_id: uuid.UUID, epoch: int) -> bytes:
    """What a wrapped file key is bound to: this file, this reader, this epoch."""
    return encode("wrap", str(file_id), str(reader_id), epoch)


class Keyring:
    """Opens lazily: a page that shows no content touches no key.

    Holds the user's seed for the length of a request. Unit secrets are fetched once, all
    generations together, and only for the unit the person acts for.
    """

    def __init__(self, seed: Secret, account_id: uuid.UUID, member_id: uuid.UUID) -> None:
        self.account_id = account_id
        self.member_id = member_id
        self._seed = seed

    def __repr__(self) -> str:
        return "<keyring>"

    @cached_property
    def user(self) -> suite.KeyPair:
        """The person's own key pair."""
        return suite.KeyPair(suite.expand(self._seed, "user pair"))

    @cached_property
    def own_wrapping_key(self) -> Secret:
        """Wraps what belongs to this person alone, such as a draft."""
        return suite.expand(self._seed, "own wrapping")

    @cached_property
    def _unit_secrets(self) -> dict[uuid.UUID, tuple[int, Secret]]:
        rows = Membership.objects.filter(member_id=self.member_id).select_related("unit_key")
        return {
            row.unit_key_id: (row.unit_key.generation, self._open_membership(row)) for row in rows
        }

    def _open_membership(self, row: Membership) -> Secret:
        bound = membership_bound(self.member_id, row.unit_key_id)
        try:
            secret = Secret(self.user.unseal(row.sealed_secret.stored(), bound=bound))
        except Unopenable:
            raise Unopenable("membership", row.unit_key_id) from None
        if unit_pair(secret).public() != bytes(row.unit_key.public_key):
            raise Unopenable("unit_key", row.unit_key_id)
        return secret

    def present_unit_key(self) -> tuple[uuid.UUID, Secret]:
        """Id and secret of the newest generation; raises KeyMissing for a member without one."""
        if not self._unit_secrets:
            raise KeyMissing
        newest = max(self._unit_secrets, key=lambda each: self._unit_secrets[each][0])
        return newest, self._unit_secrets[newest][1]

    def live_unit_secrets(self) -> list[Secret]:
        """The secrets of every generation the person holds, newest first; raises KeyMissing."""
        if not self._unit_secrets:
            raise KeyMissing
        held = sorted(self._unit_secrets.values(), key=lambda each: each[0], reverse=True)
        return [secret for _, secret in held]

    def unit_secret(self, unit_key_id: uuid.UUID) -> Secret:
        """The secret of one generation; raises KeyMissing if the person does not hold it."""
        if unit_key_id not in self._unit_secrets:
            raise KeyMissing
        return self._unit_secrets[unit_key_id][1]

    def unit_secret_of(self, generation: int) -> tuple[uuid.UUID, Secret]:
        """Key id and secret of one generation; raises KeyMissing if the person does not hold it."""
        for unit_key_id, (number, secret) in self._unit_secrets.items():
            if number == generation:
                return unit_key_id, secret
        raise KeyMissing

    def open_wrap(self, wrap: KeyWrap, epoch: int) -> Secret:
        """The file key in `wrap`; raises KeyMissing or Unopenable."""
        blob: Sealed = wrap.wrapped
        try:
            return Secret(self._open_wrapped(wrap, blob.stored(), epoch))
        except Unopenable:
            raise Unopenable("file", wrap.file_id) from None

    def _open_wrapped(self, wrap: KeyWrap, blob: bytes, epoch: int) -> bytes:
        if wrap.account_id is not None:
            if wrap.account_id != self.account_id:
                raise KeyMissing
            bound = wrap_bound(wrap.file_id, wrap.account_id, epoch)
            if _is_sealed_to_somebody(blob):
                return self.user.unseal(blob, bound=bound)
            return suite.unseal(self.own_wrapping_key, blob, bound=bound)
        if wrap.unit_key_id is None:
            raise KeyMissing
        secret = self.unit_secret(wrap.unit_key_id)
        bound = wrap_bound(wrap.file_id, wrap.unit_key_id, epoch)
        if _is_sealed_to_somebody(blob):
            return unit_pair(secret).unseal(blob, bound=bound)
        return suite.unseal(unit_wrapping_key(secret), blob, bound=bound)


def _is_sealed_to_somebody(blob: bytes) -> bool:
    """Whether a wrap was made by somebody else, with nothing but the reader's public key."""
    return blob[1:2] == bytes((suite.HPKE_MLKEM768_X25519,))


def unit_pair(secret: Secret) -> suite.KeyPair:
    """The unit's receiving and signing pair, grown from its secret."""
    return suite.KeyPair(suite.expand(secret, "unit pair"))


def unit_wrapping_key(secret: Secret) -> Secret:
    """The symmetric key that wraps the unit's own files."""
    return suite.expand(secret, "unit wrapping")


def statistics_pair(secret: Secret) -> suite.KeyPair:
    """The pair to which the unit's coded facts are sealed until their month is over."""
    return suite.KeyPair(suite.expand(secret, "statistics"))


def keyring_of(by: Actor) -> Keyring:
    """The actor's open keys; raises KeyMissing when the session holds none."""
    if not isinstance(by.keyring, Keyring):
        raise KeyMissing
    return by.keyring
