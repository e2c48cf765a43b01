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
    VOICEMAIL = "voicemail", _("auf die Mailbox gesprochen")
    SENT = "sent", _("abgeschickt, noch keine Antwort")
    UNSAFE = "unsafe", _("abgebrochen, es war nicht sicher")


class Asked(TextChoices):
    """What was asked before anything else was said, and the answer. Not asked is never no."""

    NOT_ASKED = "not_asked", _("nicht gefragt")
    NO = "no", _("nein")
    YES = "yes", _("ja")


class Outcome(TextChoices):
    """Why a file is closed. "No capacity" is counted like everything else: it must be seen."""

    COUNSELLED = "counselled", _("Beratung abgeschlossen")
    PROGRAMME_DONE = "programme_done", _("Programm abgeschlossen")
    PROGRAMME_LEFT = "programme_left", _("Programm abgebrochen")
    UNSUITABLE = "unsuitable", _("passt nicht zu unserem Angebot")
    HELP_AGREED = "help_agreed", _("Hilfe für die Kinder ist vereinbart")
    IN_CARE_ALREADY = "in_care_already", _("wird bei uns schon anderswo bearbeitet")
    CHECKED = "checked", _("geprüft, zurzeit keine weiteren Schritte")
    NOT_REACHABLE = "not_reachable", _("kein Kontakt zustande gekommen")
    DECLINED = "declined", _("möchte keine Beratung")
    NO_CAPACITY = "no_capacity", _("kein freier Platz bei uns")
    HANDED_OVER = "handed_over", _("an eine andere Stelle übergeben")


class Recalled(TextChoices):
    """How a file ends that held nothing but what was recalled; nobody chooses it from a list."""

    RECALLED = "recalled", _("zurückgerufen, war nicht für diese Stelle bestimmt")


class Reason(TextChoices):
    """Why somebody opens a file that is for a few; goes into the log as it is."""

    WORK = "work", _("Ich arbeite an dieser Akte")
    STAND_IN = "stand_in", _("Ich vertrete jemanden")
    DANGER = "danger", _("Jemand ist in Gefahr, und es eilt")
    REVIEW = "review", _("Ich prüfe, ob richtig gearbeitet wurde")
