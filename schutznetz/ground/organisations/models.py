"""Agencies, their units, and who belongs to them. Nothing here is about a person concerned.

Names of accounts and units stay readable (security.md 3.16): without them nobody could sign in
or choose whom to send to.
"""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from schutznetz.ground.base.ids import new_id
from schutznetz.ground.base.working_time import Hours, Shift


class Agency(models.Model):
    """An institution that is a controller of its own, such as a police directorate."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A group of people with one secret (Stelle): a station, a counselling team."""

    class Kind(models.TextChoices):
        STATION = "station", "Polizeirevier"
        VICTIM_PROTECTION = "victim_protection", "Opferschutz"
        CENTRE = "centre", "Interventionsstelle"
        YOUTH_OFFICE = "youth_office", "Jugendamt"
        PROGRAMME = "programme", "Täterberatung"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=Kind)
    #: Where a human answers when it cannot wait; shown before sending.
    on_call_phone = models.CharField(max_length=40, blank=True)
    holiday_state = models.CharField(max_length=2, blank=True)
    #: Agreed times until a person has read a report. Network settings, not law.
    urgent_minutes = models.PositiveIntegerField(default=60)
    ordinary_minutes = models.PositiveIntegerField(default=240)
    #: Staffed time until somebody has spoken with her for the first time; three days of eight hours.
    contact_minutes = models.PositiveIntegerField(default=1440)
    #: Time until the next escalation once the first one has gone unheard.
    escalation_minutes = models.PositiveIntegerField(default=60)
    #: Days until somebody has looked what follows from a withdrawn consent. Setting, not law.
    withdrawal_days = models.PositiveSmallIntegerField(default=3)
    #: Days until an offered hand-over is accepted or declined.
    answer_days = models.PositiveSmallIntegerField(default=2)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def hours(self) -> Hours:
        """The staffed hours as the working-time rules want them."""
        shifts = tuple(Shift(s.weekday, s.begins, s.ends) for s in self.shifts.all())
        return Hours(shifts=shifts, state=self.holiday_state)


class UnitShift(models.Model):
    """A weekly stretch on which somebody of the unit is there (0 = Monday)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="shifts")
    weekday = models.PositiveSmallIntegerField()
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ("weekday", "begins")
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="shift_weekday"),
            models.CheckConstraint(
                condition=models.Q(begins__lt=models.F("ends")), name="shift_begins_before_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.begins}-{self.ends}"


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by their login, whatever case it was typed in."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(login=(username or "").strip().casefold())


class Account(AbstractBaseUser):
    """Somebody who can sign in. Rights come from membership alone; there is no superuser.

    `password` holds the login verifier that `vault` derives; only `vault` may write it, because
    a password changed past it would orphan the key behind it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    login = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    #: Known to the network, so that nobody reads a report about himself; readable like the name.
    birth_year = models.PositiveSmallIntegerField(null=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    def __str__(self) -> str:
        return self.login


class Member(models.Model):
    """A person's place in a unit. Opening the unit's content needs a key beside it (`vault`)."""

    class Role(models.TextChoices):
        MEMBER = "member", "Mitglied"
        LEAD = "lead", "Leitung"
        #: Stands in for the lead, and is told about conflicts of interest (security.md 3.10).
        DEPUTY = "deputy", "Stellvertretung"
        #: Watches how data are handled and holds no key: is told that, never what.
        PRIVACY = "privacy", "Datenschutz"
        #: Works for the network and holds no key of any unit (security test T11).
        COORDINATOR = "coordinator", "Netzwerkkoordination"

    #: Who has a place, but not in casework: holds no key and sees no case.
    WITHOUT_KEY: ClassVar[tuple[str, ...]] = (Role.COORDINATOR, Role.PRIVACY)
    #: Who is named first when a file is for a few only.
    HEADS: ClassVar[tuple[str, ...]] = (Role.LEAD, Role.DEPUTY)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="members")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    #: What others read about who acted: "Beraterin", "Streifendienst".
    function = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "unit"], name="member_once_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.account} @ {self.unit}"
