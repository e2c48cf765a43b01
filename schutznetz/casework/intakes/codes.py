"""By which way something came, with the words on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """The ways beside a sent report. What comes as a filled PDF form has its own code."""

    FAX = "fax", _("Fax")
    LETTER = "letter", _("Brief oder Scan")
    CALL = "call", _("Anruf einer Stelle")
    VISIT = "visit", _("Besuch")
    SELF = "self", _("Die Person hat sich selbst gemeldet")
    FOR_HER = "for_her", _("Jemand hat für die Person angerufen")


#: A filled blank of ours (`blank/`), checked by a person.
FORM = "form"
