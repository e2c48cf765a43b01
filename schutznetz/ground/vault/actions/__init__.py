"""Making and opening keys. Whatever opens content leaves an audit entry in the same transaction.

Who may open a file that exists already is changed in `readers.py` beside.
"""

import uuid
from collections.abc import Collection, Iterable

from schutznetz.ground.audit.actions import record_entry, recorded
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Account, Member, Unit
from schutznetz.ground.vault import passwords, suite
from schutznetz.ground.vault.access import fingerprint_of, present_key_of
from schutznetz.ground.vault.actions.wraps import seal_key_for
from schutznetz.ground.vault.file import OpenFile
from schutznetz.ground.vault.keyring import (
    Keyring,
    keyring_of,
    membership_bound,
    statistics_pair,
    unit_pair,
    unit_wrapping_key,
    wrap_bound,
)
from schutznetz.ground.vault.models import (
    FileKey,
    KeySlot,
    KeyWrap,
    Membership,
    UnitKey,
    UserKey,
)
from schutznetz.ground.vault.place import encode
from schutznetz.ground.vault.sealed import KeyMissing, Sealed, Secret, Unopenable

#: The purpose of opening a file in order to add to it.
WRITE = "write"


def try_password(*, account: Account | None, password: str) -> Secret | None:
    """The password slot's key if the password is right, else None.

    Exactly one Argon2id run whatever happens, so that the time tells nobody whether an account
    exists (security test T25).
    """
    stored = passwords.Stored.decoded(account.password) if account else None
    salt = stored.salt if stored else bytes(16)
    cost = stored.cost if stored else passwords.present_cost()
    derived = passwords.derive(password, salt=salt, cost=cost)
    if stored is None or derived.verifier != stored.verifier:
        return None
    return derived.slot_key


def open_seed(*, account: Account, slot_key: Secret) -> Secret:
    """The account's seed out of its password slot; raises Unopenable for a wrong key or no slot."""
    slot = KeySlot.objects.filter(account=account, kind=KeySlot.Kind.PASSWORD).first()
    if slot is None:
        raise Unopenable("key_slot", account.pk)
    bound = _slot_bound(account.pk, KeySlot.Kind.PASSWORD)
    return Secret(suite.unseal(slot_key, slot.sealed_seed.stored(), bound=bound))


def enrol_account(*, account: Account, password: str) -> Secret:
    """Give a new account its key pair and its password slot; returns the seed for this moment.

    Raises IntegrityError if the account already has a key: changing a password is another act.
    """
    seed = suite.random_secret()
    pair = suite.KeyPair(suite.expand(seed, "user pair"))
    cost, salt = passwords.present_cost(), suite.random_secret(16).reveal()
    derived = passwords.derive(password, salt=salt, cost=cost)
    bound = _slot_bound(account.pk, KeySlot.Kind.PASSWORD)
    public, signing = pair.public(), pair.signing_public()
    UserKey.objects.create(
        account=account,
        public_key=public,
        signing_public=signing,
        fingerprint=fingerprint_of(public, signing),
    )
    KeySlot.objects.create(
        account=account,
        kind=KeySlot.Kind.PASSWORD,
        sealed_seed=Sealed(suite.seal(derived.slot_key, seed.reveal(), bound=bound)),
    )
    account.password = passwords.Stored(cost, salt, derived.verifier).encoded()
    account.save(update_fields=["password"])
    record_entry(account_id=account.pk, verb="enrol_account")
    return seed


def found_unit(*, member: Member, seed: Secret) -> Membership:
    """Make the unit's first secret in the session of its first member."""
    secret = suite.random_secret()
    pair = unit_pair(secret)
    public, signing = pair.public(), pair.signing_public()
    unit_key = UnitKey.objects.create(
        unit_id=member.unit_id,
        generation=1,
        public_key=public,
        signing_public=signing,
        statistics_public=statistics_pair(secret).public(),
        fingerprint=fingerprint_of(public, signing),
    )
    granter = Keyring(seed, member.account_id, member.pk)
    return _seal_membership(member, unit_key, secret, granter)


def grant_membership(*, by: Actor, member: Member) -> Membership:
    """Seal the unit's present secret to another member of the same unit.

    Raises KeyMissing if `by` does not hold it, PermissionError for a member of another unit.
    """
    if member.unit_id != by.unit_id:
        raise PermissionError("a membership is granted within one unit")
    granter = keyring_of(by)
    with recorded(by=by, verb="grant_membership") as record:
        unit_key_id, secret = granter.present_unit_key()
        unit_key = UnitKey.objects.get(pk=unit_key_id)
        record.about("member", member.pk)
        return _seal_membership(member, unit_key, secret, granter)


def supply_statistics_key(*, by: Actor) -> None:
    """Publish the unit's statistics key if its present generation has none yet.

    Raises KeyMissing for somebody who holds no key of the unit.
    """
    unit_key_id, secret = keyring_of(by).present_unit_key()
    missing = UnitKey.objects.filter(pk=unit_key_id, statistics_public=None)
    if missing.exists():
        missing.update(statistics_public=statistics_pair(secret).public())


def make_own_file(*, by: Actor) -> OpenFile:
    """A new file that only this person opens, such as a draft."""
    keyring = keyring_of(by)
    file, key = FileKey.objects.create(), suite.random_secret()
    bound = wrap_bound(file.pk, by.account_id, file.epoch)
    wrapped = Sealed(suite.seal(keyring.own_wrapping_key, key.reveal(), bound=bound))
    KeyWrap.objects.create(file=file, account_id=by.account_id, wrapped=wrapped)
    return OpenFile(file.pk, key, file.epoch)


def make_unit_file(*, by: Actor, only: Collection[uuid.UUID] | None = None) -> OpenFile:
    """A new file of the actor's unit; raises KeyMissing without the unit's key.

    With `only` (accounts) it is sealed to these people's own keys instead of the unit's.
    """
    if only is not None:
        return _make_file_for_named(only)
    unit_key_id, secret = keyring_of(by).present_unit_key()
    file, key = FileKey.objects.create(), suite.random_secret()
    bound = wrap_bound(file.pk, unit_key_id, file.epoch)
    wrapped = Sealed(suite.seal(unit_wrapping_key(secret), key.reveal(), bound=bound))
    KeyWrap.objects.create(file=file, unit_key_id=unit_key_id, wrapped=wrapped)
    return OpenFile(file.pk, key, file.epoch)


def make_file_for(*, unit: Unit, only: Collection[uuid.UUID] | None = None) -> OpenFile:
    """A new file that only `unit` opens; the maker needs nothing but its public key.

    With `only` (accounts) it is sealed to these people's own keys instead of the unit's. Raises
    KeyMissing while the unit has published none (it is not live yet), or for a person without one.
    """
    if only is not None:
        return _make_file_for_named(only)
    unit_key = present_key_of(unit.pk)
    if unit_key is None:
        raise KeyMissing
    file, key = FileKey.objects.create(), suite.random_secret()
    bound = wrap_bound(file.pk, unit_key.pk, file.epoch)
    blob = suite.seal_to(
        bytes(unit_key.public_key), key.reveal(), bound=bound, generation=unit_key.generation
    )
    KeyWrap.objects.create(file=file, unit_key=unit_key, wrapped=Sealed(blob))
    return OpenFile(file.pk, key, file.epoch)


def make_file_for_account(*, account_id: uuid.UUID) -> OpenFile:
    """A new file that only this person opens; made while she holds no open key herself.

    Raises KeyMissing for an account that has no key yet.
    """
    file, key = FileKey.objects.create(), suite.random_secret()
    seal_key_for(file=file, key=key, accounts=[account_id])
    return OpenFile(file.pk, key, file.epoch)


def open_files(
    *, by: Actor, file_ids: Iterable[uuid.UUID], purpose: str
) -> dict[uuid.UUID, OpenFile]:
    """Open several files for one page, with one audit entry that names them all.

    A file that the actor holds no key for, or whose key was damaged, is left out, so that one
    broken row does not hide a whole list; the entry names the damaged ones.
    """
    wanted = list(file_ids)
    if not wanted:
        return {}
    with recorded(by=by, verb="open_files", purpose=purpose) as record:
        opened, damaged = _open_wraps(keyring_of(by), wanted)
        record.detail = {"files": sorted(map(str, opened))}
        if damaged:
            record.detail["damaged"] = sorted(map(str, damaged))
        return opened


def open_file(*, by: Actor, file_id: uuid.UUID, purpose: str) -> OpenFile:
    """Open one file; raises KeyMissing if the actor has no key for it, Unopenable if it is damaged.

    Opened to write (`WRITE`), its key does not change until the transaction ends.
    """
    with recorded(by=by, verb="open_file", purpose=purpose) as record:
        record.about("file", file_id)
        if purpose == WRITE:
            FileKey.objects.select_for_update(no_key=True).filter(pk=file_id).first()
        opened, damaged = _open_wraps(keyring_of(by), [file_id])
        if damaged:
            raise Unopenable("file", file_id)
        if not opened:
            raise KeyMissing
        return opened[file_id]


def shred_file(*, file_id: uuid.UUID) -> None:
    """Delete a file's keys. The room deletes the ciphertext in the same transaction."""
    FileKey.objects.filter(pk=file_id).delete()


def sign_for_unit(*, by: Actor, message: bytes) -> tuple[uuid.UUID, bytes]:
    """The unit's signature over `message`, and the id of the key that checks it."""
    unit_key_id, secret = keyring_of(by).present_unit_key()
    return unit_key_id, unit_pair(secret).sign(message)


def make_tag(*, by: Actor, purpose: str, content: bytes) -> bytes:
    """The unit's keyed tag of `content`: equal for equal content, and nothing without the key.

    Never over something short that may be guessed by a member, such as a single name.
    """
    _, secret = keyring_of(by).present_unit_key()
    return suite.tag(suite.expand(secret, "tag", purpose), content)


def _open_wraps(
    keyring: Keyring, file_ids: list[uuid.UUID]
) -> tuple[dict[uuid.UUID, OpenFile], set[uuid.UUID]]:
    opened: dict[uuid.UUID, OpenFile] = {}
    damaged: set[uuid.UUID] = set()
    for wrap in KeyWrap.objects.filter(file_id__in=file_ids).select_related("file"):
        try:
            key = keyring.open_wrap(wrap, wrap.file.epoch)
        except KeyMissing:
            continue
        except Unopenable:
            damaged.add(wrap.file_id)
            continue
        opened[wrap.file_id] = OpenFile(wrap.file_id, key, wrap.file.epoch)
    return opened, damaged - opened.keys()


def _make_file_for_named(accounts: Collection[uuid.UUID]) -> OpenFile:
    file, key = FileKey.objects.create(restricted=True), suite.random_secret()
    seal_key_for(file=file, key=key, accounts=accounts)
    return OpenFile(file.pk, key, file.epoch)


def _slot_bound(account_id: uuid.UUID, kind: str) -> bytes:
    return encode("key slot", str(account_id), kind)


def _seal_membership(
    member: Member, unit_key: UnitKey, secret: Secret, granter: Keyring
) -> Membership:
    user_key = UserKey.objects.get(account_id=member.account_id)
    bound = membership_bound(member.pk, unit_key.pk)
    blob = suite.seal_to(
        bytes(user_key.public_key),
        secret.reveal(),
        bound=bound,
        generation=unit_key.generation,
    )
    return Membership.objects.create(
        member=member,
        unit_key=unit_key,
        sealed_secret=Sealed(blob),
        granted_by_id=granter.member_id,
        signature=granter.user.sign(encode("grant", bound, suite.digest(blob))),
    )
