"""Keys as they are stored: public, or sealed. Nothing here opens without a member's session."""

from django.db import models
from django.db.models import Q

from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.models import Account, Member, Unit
from schutznetz.ground.vault.fields import SealedField


class UserKey(models.Model):
    """The public half of an account's own key."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, related_name="user_key"
    )
    public_key = models.BinaryField()
    signing_public = models.BinaryField()
    fingerprint = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.fingerprint


class KeySlot(models.Model):
    """One way to the account's seed: a password now, a printed code later."""

    class Kind(models.TextChoices):
        PASSWORD = "password", "Passwort"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="key_slots")
    kind = models.CharField(max_length=20, choices=Kind)
    sealed_seed = SealedField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind"], name="slot_once_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} slot"


class UnitKey(models.Model):
    """One generation of a unit's secret, as others see it: where to seal, how to check."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="keys")
    generation = models.PositiveSmallIntegerField()
    public_key = models.BinaryField()
    signing_public = models.BinaryField()
    #: Where coded facts are sealed to; None for a key from before there were any.
    statistics_public = models.BinaryField(null=True)
    fingerprint = models.CharField(max_length=40)

    class Meta:
        ordering = ("unit", "-generation")
        constraints = [
            models.UniqueConstraint(fields=["unit", "generation"], name="unit_key_generation"),
        ]

    def __str__(self) -> str:
        return f"generation {self.generation}"


class Membership(models.Model):
    """The unit's secret, sealed to one member. Membership is this row: without it, no content."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships")
    unit_key = models.ForeignKey(UnitKey, on_delete=models.CASCADE, related_name="memberships")
    sealed_secret = SealedField()
    #: The member whose session sealed the secret; the founder's own for the first row.
    granted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="granted")
    signature = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "unit_key"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return "membership"


class FileKey(models.Model):
    """A file: everything sealed under one key. Content rows of the rooms point here.

    `restricted` (Sperrakte) says that the key is sealed to named people instead of the unit. A
    thief of the dump learns that a unit has such a file and, from the wraps, who may open it; not
    about whom it is, nor who was kept out: that is everybody else (ADR 0015).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    epoch = models.PositiveSmallIntegerField(default=1)
    restricted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "file"


class KeyWrap(models.Model):
    """A file's key, wrapped for one reader: a unit, or a single account for its own drafts."""

    file = models.ForeignKey(FileKey, on_delete=models.CASCADE, related_name="wraps")
    unit_key = models.ForeignKey(UnitKey, on_delete=models.PROTECT, null=True, related_name="wraps")
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, related_name="key_wraps"
    )
    wrapped = SealedField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit_key__isnull=True) ^ Q(account__isnull=True),
                name="wrap_has_one_reader",
            ),
            models.UniqueConstraint(fields=["file", "unit_key"], name="wrap_once_per_unit"),
            models.UniqueConstraint(fields=["file", "account"], name="wrap_once_per_account"),
        ]

    def __str__(self) -> str:
        return "wrap"
