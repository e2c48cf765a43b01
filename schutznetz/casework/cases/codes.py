"""Coded answers of a case file, with their words on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How somebody was tried to be reached."""

    PHONE = "phone", _("Anruf")
    LETTER = "letter", _("Brief")
    MAIL = "mail", _("E-Mail")
    MESSAGE = "message", _("Textnachricht")
    VISIT = "visit", _("persönlich")


class Result(TextChoices):
    """What came of an attempt."""

    SPOKEN = "spoken", _("Wir haben gesprochen")
    NOBODY = "nobody", _("niemand erreicht")
    ANOTHER = "another", _("jemand anderes war dran – nichts gesagt")
    UNSAFE = "unsafe", _("abgebrochen, es war nicht sicher")


class Outcome(TextChoices):
    """Why a file is closed. "No capacity" is counted like everything else: it must be seen."""

    COUNSELLED = "counselled", _("Beratung abgeschlossen")
    NOT_REACHABLE = "not_reachable", _("kein Kontakt zustande gekommen")
    DECLINED = "declined", _("möchte keine Beratung")
    NO_CAPACITY = "no_capacity", _("kein freier Platz bei uns")
    HANDED_OVER = "handed_over", _("an eine andere Stelle übergeben")
