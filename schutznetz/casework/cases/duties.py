"""What `care` asks this room when one of its timers rings. Looks at readable columns only."""

import uuid

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.cases.actions.changing import FIRST_CONTACT, NEXT_DATE
from schutznetz.casework.cases.actions.restricting import RESTRICTED
from schutznetz.casework.cases.actions.waiting import UNTAKEN
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import State
from schutznetz.casework.exchange.access import UNTAKEN as UNTAKEN_REPORT
from schutznetz.casework.exchange.duties import who_may_know as who_may_know_of_report
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.models import Timer
from schutznetz.ground.care.duties import Duty
from schutznetz.ground.care.messages import Message
from schutznetz.ground.vault.access import named_readers


def is_kept(timer: Timer) -> bool:
    """Whether the next date behind the timer was kept or moved, or the file is closed."""
    late = Case.objects.filter(pk=timer.subject_id, state=State.OPEN, next_on__lt=localdate(now()))
    return not late.exists()


def is_contacted(timer: Timer) -> bool:
    """Whether somebody has spoken with her, or the file has ended otherwise."""
    return not Case.objects.filter(
        pk=timer.subject_id, state=State.OPEN, first_contact_due__isnull=False
    ).exists()


def owner_of(timer: Timer) -> uuid.UUID | None:
    """Who answers for the file."""
    found = Case.objects.filter(pk=timer.subject_id).values_list("owner_id", flat=True)
    return next(iter(found), None)


def who_may_know(timer: Timer) -> frozenset[uuid.UUID] | None:
    """The named readers of a file that is not for the whole unit."""
    found = Case.objects.filter(pk=timer.subject_id).values_list("file_id", flat=True)
    return named_readers(found.first())


def is_taken(timer: Timer) -> bool:
    """Whether somebody has made a file of a report that was read, or it is gone."""
    return not Transmission.objects.filter(UNTAKEN_REPORT, pk=timer.subject_id).exists()


#: What deputy and officer for data protection hear when a file is restricted.
FOR_A_FEW = Message(
    RESTRICTED,
    _("In Ihrer Stelle ist eine Akte nur noch für wenige benannte Menschen lesbar."),
    _("Welche es ist, steht hier mit Absicht nicht. Bitte sprechen Sie es nicht an."),
)
DUTIES = (
    Duty(
        UNTAKEN,
        _("Eine gelesene Meldung hat noch niemand übernommen."),
        is_taken,
        who_may_know_of_report,
    ),
    Duty(
        NEXT_DATE,
        _("In einer Akte ist die Wiedervorlage überfällig."),
        is_kept,
        who_may_know,
        owner_of,
    ),
    Duty(
        FIRST_CONTACT,
        _("In einer Akte ist der erste Kontakt überfällig."),
        is_contacted,
        who_may_know,
        owner_of,
    ),
)
