"""Transmissions: sealed to the recipient, signed by the sender.

The envelope stays readable because deadlines need it (security.md 3.16): from, to, when, due.
`urgent` is readable as well, since due time less sending time tells it anyway. Kind, basis,
purpose and content are sealed. Readable is also that one follows another, whether a hand-over was
answered, and that something was recalled or shredded (ADR 0012).
"""

from django.db import models
from django.db.models import Q

from schutznetz.casework.exchange.checks import TRANSMISSION
from schutznetz.casework.exchange.rules import Answer, Marks, State, state_of
from schutznetz.casework.exchange.terms import Terms
from schutznetz.ground.base.ids import new_code, new_id
from schutznetz.ground.base.row_policies import OwnRows
from schutznetz.ground.organisations.models import Member, Unit
from schutznetz.ground.vault.fields import SealedField
from schutznetz.ground.vault.models import FileKey, UnitKey


class Transmission(models.Model):
    """One sealed snapshot from one unit to another (Übermittlung)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    #: Both sides name the transmission by it on the phone. Random, says nothing.
    code = models.CharField(max_length=12, default=new_code, editable=False)
    #: Made with the draft; sending twice with the same token is sending once.
    token = models.UUIDField()
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sent")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="received")
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="sent")
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    urgent = models.BooleanField()
    #: It came by fax, call or visit, and the receiving unit wrote it down itself (ADR 0018). Who it
    #: came from is sealed then; `sent_at` is when it came.
    recorded_here = models.BooleanField(default=False)

    #: The recipient's part: a line for the inbox, and the content.
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+", null=True)
    sealed_header = SealedField(null=True)
    sealed_body = SealedField(null=True)
    #: The separate sheet of what had waited for a second person: sealed to the recipient before it
    #: was sent (ADR 0019). That one exists tells that somebody looked twice, as the audit log does.
    sheet_file = models.OneToOneField(
        FileKey, on_delete=models.PROTECT, related_name="+", null=True
    )
    sealed_sheet = SealedField(null=True)
    #: The sender's part: basis, purpose, fields. The sender cannot open the content again.
    stub_file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    sealed_stub = SealedField()
    signed_with = models.ForeignKey(UnitKey, on_delete=models.PROTECT, related_name="+")
    signature = models.BinaryField()

    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="acknowledged"
    )
    #: The function she had on that day; what the sender gets to see.
    acknowledged_as = models.CharField(max_length=80, blank=True)
    #: When the receiving unit made a file of it. Read but not taken still waits for somebody.
    taken_at = models.DateTimeField(null=True)
    #: When another centre has taken it over instead (`handed_on`).
    handed_on_at = models.DateTimeField(null=True)

    #: The earlier transmission between the same two units that this one changes (ADR 0012).
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    #: Only on an offered hand-over: a keyed tag of what is offered, so that it is offered once at
    #: a time. Without the unit's key it says nothing.
    offer_tag = models.BinaryField(null=True)
    answer = models.CharField(max_length=10, blank=True, choices=[(a, a) for a in Answer])
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="answered"
    )
    recalled_at = models.DateTimeField(null=True)
    recalled_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="recalled"
    )
    #: When the recipient's part was destroyed, key and ciphertext. The row stays (promise 4).
    shredded_at = models.DateTimeField(null=True)
    #: What the receiving unit still knows of it then: coded, sealed, nothing about a person.
    rest_file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+", null=True)
    sealed_rest = SealedField(null=True)

    class Meta:
        constraints = [
            OwnRows(
                "from_unit",
                "to_unit",
                files=("stub_file", "file rest_file"),
                name="transmission_own_rows",
            ),
            models.UniqueConstraint(fields=["from_unit", "token"], name="transmission_sent_once"),
            *TRANSMISSION,
            models.UniqueConstraint(
                fields=["from_unit", "offer_tag"],
                condition=Q(answered_at__isnull=True, shredded_at__isnull=True),
                name="transmission_offered_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                "to_unit",
                models.F("urgent").desc(),
                "due_at",
                condition=Q(acknowledged_at__isnull=True, shredded_at__isnull=True),
                name="transmission_unread",
            ),
            models.Index(
                "to_unit",
                models.F("acknowledged_at").desc(),
                condition=Q(acknowledged_at__isnull=False),
                name="transmission_read",
            ),
            models.Index(
                fields=["to_unit", "acknowledged_at"],
                condition=Q(
                    acknowledged_at__isnull=False,
                    taken_at__isnull=True,
                    handed_on_at__isnull=True,
                    shredded_at__isnull=True,
                ),
                name="transmission_untaken",
            ),
            models.Index("from_unit", models.F("sent_at").desc(), name="transmission_sent"),
        ]

    def __str__(self) -> str:
        return self.code

    def state(self) -> State:
        """Where it stands, by what has been noted on it."""
        return state_of(
            Marks(
                acknowledged=self.acknowledged_at is not None,
                taken=self.taken_at is not None,
                handed_on=self.handed_on_at is not None,
                answer=self.answer,
                recalled=self.recalled_at is not None,
                shredded=self.shredded_at is not None,
            )
        )

    def is_offer(self) -> bool:
        """Whether it offers the receiving centre a hand-over."""
        return self.offer_tag is not None

    def waits_for_answer(self) -> bool:
        """Whether it is an offer that nobody has accepted or declined yet."""
        return self.is_offer() and not self.answer and self.shredded_at is None


class Withdrawal(models.Model):
    """A consent was withdrawn: somebody of the unit looks, then keeps or deletes (Widerruf).

    Readable is that a unit has so many of these, whose they are and until when. Which
    transmission it concerns, and what was found and decided, is sealed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="withdrawals")
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="withdrawals")
    recorded_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="decided_withdrawals"
    )
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    sealed_content = SealedField()

    class Meta:
        constraints = [
            OwnRows("unit", files=("file",), name="withdrawal_own_rows"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="withdrawal_decided_by_somebody_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["unit", "decided_at", "due_at"], name="withdrawal_open")]

    def __str__(self) -> str:
        return "withdrawal"


class Breach(models.Model):
    """Something went to the wrong unit: the record that Art. 33 asks for (Datenpanne).

    Readable is which recalled transmission it belongs to (recalled is readable there already)
    and whether the record is complete. What it says is sealed to the sending unit.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, default=new_code, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="breaches")
    transmission = models.OneToOneField(
        Transmission, on_delete=models.PROTECT, related_name="breach"
    )
    known_at = models.DateTimeField()
    due_at = models.DateTimeField()
    #: When somebody who leads the unit first looked at it.
    seen_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="completed_breaches"
    )
    file = models.OneToOneField(FileKey, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    sealed_content = SealedField()

    class Meta:
        constraints = [
            OwnRows("unit", files=("file",), name="breach_own_rows"),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True, completed_by__isnull=True)
                | Q(completed_at__isnull=False, completed_by__isnull=False),
                name="breach_completed_by_somebody_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["unit", "completed_at", "due_at"], name="breach_open")]

    def __str__(self) -> str:
        return self.code


class Basis(models.Model):
    """A legal basis of the network (Rechtsgrundlage), readable: it is about nobody; see `terms`."""

    code = models.CharField(max_length=40, primary_key=True)
    kind = models.CharField(max_length=40)
    #: Language → words, for this and for the purpose.
    names = models.JSONField()
    purpose = models.CharField(max_length=40)
    purpose_names = models.JSONField()
    fields = models.JSONField()
    confirmed = models.BooleanField()
    rests_on = models.CharField(max_length=20)
    weighing = models.BooleanField()
    four_eyes = models.BooleanField()
    days = models.PositiveSmallIntegerField(null=True)
    #: In the order of the file: the first that holds is the one that is offered.
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)

    def __str__(self) -> str:
        return self.code

    def terms(self) -> Terms:
        """The basis as the rules want it."""
        values = {each: getattr(self, each) for each in Terms.__dataclass_fields__}
        return Terms(**{**values, "fields": tuple(self.fields)})
