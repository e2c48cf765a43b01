"""Who sees which transmission. A stranger gets "not found", never "forbidden"."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db.models import F, Q, QuerySet

from schutznetz.casework.exchange.models import Basis, Breach, Transmission, Withdrawal
from schutznetz.casework.exchange.rules import State, sounds_like_consent
from schutznetz.casework.exchange.terms import Terms
from schutznetz.ground.audit.access import first_time
from schutznetz.ground.organisations.access import works_on_cases
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.vault.access import open_to, require_signed_by
from schutznetz.ground.vault.place import encode
from schutznetz.ground.vault.sealed import Unopenable

#: What nobody has read and can still be read; what was recalled unread waits for nobody.
UNREAD = Q(acknowledged_at=None, shredded_at=None)
#: What somebody has read and nobody has made a file of, or handed on.
UNTAKEN = Q(
    acknowledged_at__isnull=False,
    taken_at=None,
    handed_on_at=None,
    shredded_at=None,
    follows=None,
)


def received_by(actor: Actor) -> QuerySet[Transmission]:
    """What was sent to the actor's unit, or there to her by name; nothing outside casework."""
    if not works_on_cases(actor):
        return Transmission.objects.none()
    return Transmission.objects.filter(_came_to(actor)).select_related(
        "from_unit", "to_unit", "acknowledged_by__account", "follows"
    )


def _came_to(actor: Actor) -> Q:
    return Q(to_unit_id=actor.unit_id) & open_to(actor, "file", "rest_file")


def _went_from(actor: Actor) -> Q:
    return Q(from_unit_id=actor.unit_id) & open_to(actor, "stub_file")


def unread_by(actor: Actor) -> QuerySet[Transmission]:
    """The inbox: what nobody has read yet, urgent first, then what falls due first."""
    return received_by(actor).filter(UNREAD).order_by(F("urgent").desc(), "due_at")


def read_by(actor: Actor) -> QuerySet[Transmission]:
    """What the unit has already read, newest reading first."""
    return received_by(actor).exclude(acknowledged_at=None).order_by("-acknowledged_at")


def untaken_by(actor: Actor) -> QuerySet[Transmission]:
    """What somebody has read but nobody made a file of yet, oldest reading first."""
    return received_by(actor).filter(UNTAKEN).order_by("acknowledged_at")


def sent_by(actor: Actor) -> QuerySet[Transmission]:
    """What the actor's unit has sent, newest first. The content is not among what it can open.

    What the unit wrote down itself was given to nobody.
    """
    if not works_on_cases(actor):
        return Transmission.objects.none()
    return (
        Transmission.objects.filter(_went_from(actor), recorded_here=False)
        .select_related("from_unit", "to_unit", "sent_by__account", "follows")
        .order_by("-sent_at")
    )


def exchanged_by(actor: Actor) -> QuerySet[Transmission]:
    """What the actor's unit has sent or was sent, newest first; not what it wrote down itself."""
    if not works_on_cases(actor):
        return Transmission.objects.none()
    return (
        Transmission.objects.filter(_went_from(actor) | _came_to(actor), recorded_here=False)
        .select_related("from_unit", "to_unit", "sent_by__account", "acknowledged_by__account")
        .order_by("-sent_at", "-pk")
    )


def partners_of(actor: Actor) -> QuerySet[Unit]:
    """The units this unit has exchanged something with, by name."""
    ids = {
        unit_id
        for pair in exchanged_by(actor)
        .order_by()
        .values_list("from_unit_id", "to_unit_id")
        .distinct()
        for unit_id in pair
    }
    return Unit.objects.filter(pk__in=ids - {actor.unit_id}).order_by("name")


def followers_of(actor: Actor, transmissions: Iterable[Transmission]) -> QuerySet[Transmission]:
    """What came after these transmissions and changes them, oldest first."""
    firsts = [each.pk for each in transmissions]
    return exchanged_by(actor).filter(follows_id__in=firsts).order_by("sent_at", "pk")


def is_takeable(transmission: Transmission) -> bool:
    """Whether a file may be made of it: it can be read, is nobody's yet, and is a first one."""
    if transmission.follows_id or transmission.waits_for_answer():
        return False
    return transmission.state() in (State.SENT, State.ACKNOWLEDGED, State.ACCEPTED)


def opened_at(transmission: Transmission) -> datetime | None:
    """When the receiving unit first opened it, whether or not she has confirmed; None if never."""
    return transmission.acknowledged_at or first_time(transmission.pk, "read_transmission")


def may_offer(actor: Actor) -> bool:
    """Whether the actor's unit hands cases over: centres do, among themselves."""
    return works_on_cases(actor) and actor.unit_kind == Unit.Kind.CENTRE


def other_centres(actor: Actor) -> QuerySet[Unit]:
    """The centres a case can be offered to: every other one that is live."""
    if not may_offer(actor):
        return Unit.objects.none()
    return (
        Unit.objects.filter(kind=Unit.Kind.CENTRE, keys__isnull=False)
        .exclude(pk=actor.unit_id)
        .distinct()
        .order_by("name")
    )


def is_to_be_settled(actor: Actor, subject: str) -> bool:
    """Whether the received transmission behind "transmission:…" still counts as the unit's own."""
    return received_by(actor).filter(UNTAKEN, pk=subject.partition(":")[2]).exists()


def withdrawals_of(actor: Actor) -> QuerySet[Withdrawal]:
    """What the actor's unit has to look at after a withdrawn consent, or has looked at."""
    if not works_on_cases(actor):
        return Withdrawal.objects.none()
    return (
        Withdrawal.objects.filter(open_to(actor), unit_id=actor.unit_id)
        .select_related("owner__account", "decided_by__account")
        .order_by("due_at")
    )


def breaches_of(actor: Actor) -> QuerySet[Breach]:
    """The unit's records of what went to the wrong place, newest first."""
    if not works_on_cases(actor):
        return Breach.objects.none()
    return (
        Breach.objects.filter(open_to(actor), unit_id=actor.unit_id)
        .select_related("transmission__to_unit", "completed_by__account")
        .order_by("-known_at")
    )


def following(actor: Actor, first: Transmission) -> QuerySet[Transmission]:
    """What follows on a transmission that the actor's unit sent or received, oldest first."""
    if not works_on_cases(actor) or actor.unit_id not in (first.from_unit_id, first.to_unit_id):
        return Transmission.objects.none()
    return (
        Transmission.objects.filter(follows_id=first.pk)
        .select_related("from_unit", "to_unit", "acknowledged_by__account", "follows")
        .order_by("sent_at", "pk")
    )


def signed_message(transmission: Transmission) -> bytes:
    """What the sender signs: the whole envelope and every ciphertext for the recipient."""
    sheet = transmission.sealed_sheet
    more = ("sheet", str(transmission.sheet_file_id), sheet.stored()) if sheet else ()
    follows = (str(transmission.follows_id),) if transmission.follows_id else ()
    return encode(
        "transmission",
        str(transmission.pk),
        str(transmission.token),
        str(transmission.from_unit_id),
        str(transmission.to_unit_id),
        str(transmission.sent_by_id),
        _spelled(transmission.sent_at),
        _spelled(transmission.due_at),
        int(transmission.urgent),
        transmission.sealed_header.stored(),
        transmission.sealed_body.stored(),
        *follows,
        *more,
    )


def _spelled(moment: datetime) -> str:
    """A moment in the one spelling that does not depend on the zone it was worked out in."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def require_genuine(transmission: Transmission) -> None:
    """Raise Unopenable unless the sending unit signed exactly this transmission.

    A follow-up must follow something between the same two units.
    """
    pair = {transmission.from_unit_id, transmission.to_unit_id}
    if transmission.follows_id:  # asked anew: what others sent each other is not even visible
        first = Transmission.objects.filter(pk=transmission.follows_id).first()
        if first is None or {first.from_unit_id, first.to_unit_id} != pair:
            raise Unopenable("transmission", transmission.pk)
    key = transmission.signed_with
    unit_id = key.unit_id if key.unit_id == transmission.from_unit_id else None
    message = signed_message(transmission) if unit_id else b""
    require_signed_by(key, signature=bytes(transmission.signature), message=message)


def bases() -> dict[str, Terms]:
    """The network's legal bases by their codes, in the order of its file."""
    return {each.code: each.terms() for each in Basis.objects.all()}


def rests_on_consent(code: str) -> bool:
    """Whether a basis falls with the consent it rests on; the network's file says so."""
    terms = bases().get(code)
    return terms.rests_on.endswith("consent") if terms else sounds_like_consent(code)
