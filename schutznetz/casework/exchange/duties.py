"""What `care` asks this room when one of its timers rings."""

import uuid

from django.utils.translation import gettext_lazy as _

from schutznetz.casework.exchange import access
from schutznetz.casework.exchange.actions import CONFLICT, UNREAD
from schutznetz.casework.exchange.actions.recalling import RECORD_DUE, RECORD_NEW
from schutznetz.casework.exchange.actions.shredding import DECISION
from schutznetz.casework.exchange.models import Breach, Transmission, Withdrawal
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.duties import Duty
from schutznetz.ground.care.messages import Message
from schutznetz.ground.vault.access import named_readers


def who_may_know(timer: Timer) -> frozenset[uuid.UUID] | None:
    """The named readers of what is not for the whole unit."""
    for rows in (Transmission.objects, Withdrawal.objects, Breach.objects):
        found = rows.filter(pk=timer.subject_id).values_list("file_id", flat=True).first()
        if found is not None:
            return named_readers(found)
    return None


def is_read(timer: Timer) -> bool:
    """Whether the transmission behind the timer has been read or is gone."""
    return not Transmission.objects.filter(access.UNREAD, pk=timer.subject_id).exists()


def is_decided(timer: Timer) -> bool:
    """Whether nobody has to decide any more: the withdrawal, or the offer, behind the timer."""
    looking = Withdrawal.objects.filter(pk=timer.subject_id, decided_at=None)
    offered = Transmission.objects.filter(
        pk=timer.subject_id, answered_at=None, shredded_at=None
    ).exclude(offer_tag=None)
    return not (looking.exists() or offered.exists())


def is_seen(timer: Timer) -> bool:
    """Whether somebody who leads the unit has looked at the record, or it is complete."""
    return not Breach.objects.filter(pk=timer.subject_id, seen_at=None, completed_at=None).exists()


def is_complete(timer: Timer) -> bool:
    """Whether the record says everything it has to say."""
    return not Breach.objects.filter(pk=timer.subject_id, completed_at=None).exists()


DUTIES = tuple(
    Duty(code, words, is_settled=is_settled, may_be_told=who_may_know)
    for code, words, is_settled in (
        (UNREAD, _("Eine Mitteilung an Ihre Stelle ist noch von niemandem gelesen."), is_read),
        (DECISION, _("Eine Entscheidung Ihrer Stelle steht aus."), is_decided),
        (RECORD_NEW, _("Ein Nachweis Ihrer Stelle ist neu. Bitte sehen Sie ihn an."), is_seen),
        (RECORD_DUE, _("Ein Nachweis Ihrer Stelle ist noch unvollständig."), is_complete),
    )
)
CONFLICTS = Message(
    CONFLICT,
    _("Eine Mitteilung im Netzwerk betrifft jemanden, der Ihrer Stelle nahesteht."),
    _(
        "Sie ist nur für wenige benannte Menschen lesbar. Mehr steht hier mit Absicht nicht. Bitte"
        " sprechen Sie niemanden darauf an."
    ),
)
