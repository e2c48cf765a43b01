"""Who holds which key, asked without opening any."""

import uuid

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Member
from schutznetz.ground.vault import suite
from schutznetz.ground.vault.models import FileKey, KeyWrap, Membership, UnitKey


def holds_key(member_id: uuid.UUID) -> bool:
    """Whether the member holds a secret of the unit at all; the coordinator never does."""
    return Membership.objects.filter(member_id=member_id).exists()


def open_to(actor: Actor, *fields: str) -> Q:
    """The rows whose file is the whole unit's or sealed to this person (not: to others by name).

    `fields` name the row's file; of several, the first that is there counts. Only half a check:
    whose rows they are, the room says.
    """
    columns = [OuterRef(f"{field}_id") for field in fields or ("file",)]
    sealed_to_her = KeyWrap.objects.filter(file_id=OuterRef("pk"), account_id=actor.account_id)
    sealed_to_others = FileKey.objects.filter(
        ~Exists(sealed_to_her),
        restricted=True,
        pk=columns[0] if len(columns) == 1 else Coalesce(*columns),
    )
    return Q(~Exists(sealed_to_others))


def named_readers(file_id: uuid.UUID | None) -> frozenset[uuid.UUID] | None:
    """The accounts that a file is sealed to; None if it is the whole unit's or gone."""
    if file_id is None or not FileKey.objects.filter(pk=file_id, restricted=True).exists():
        return None
    wraps = KeyWrap.objects.filter(file_id=file_id, account_id__isnull=False)
    return frozenset(wraps.values_list("account_id", flat=True))


def key_holders(unit_id: uuid.UUID) -> list[Member]:
    """The members of a unit who hold its key now: whom a file may be sealed to."""
    return [
        *Member.objects.filter(
            unit_id=unit_id, is_active=True, account__is_active=True, memberships__isnull=False
        )
        .exclude(role__in=Member.WITHOUT_KEY)
        .select_related("account")
        .order_by("account__name")
        .distinct()
    ]


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
