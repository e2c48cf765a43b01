"""Coded answers about calls and threats, with their words on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.calls import rules


class ClaimedAs(TextChoices):
    """Who somebody on the phone claims to be."""

    YOUTH_OFFICE = "youth_office", _("Jugendamt")
    POLICE = "police", _("Polizei")
    LAWYER = "lawyer", _("Anwältin oder Anwalt")
    COURT = "court", _("Gericht")
    HEALTH = "health", _("Arztpraxis oder Klinik")
    COUNSELLING = "counselling", _("andere Beratungsstelle")
    FAMILY = "family", _("Familie oder Bekannte")
    OTHER = "other", _("jemand anderes")


class CalledBack(TextChoices):
    """How somebody was called back."""

    DIRECTORY = rules.CalledBack.DIRECTORY.value, _("Ja, über die Nummer aus dem Verzeichnis")
    OTHERWISE = rules.CalledBack.OTHERWISE.value, _("Ja, auf einem anderen Weg")
    NO = rules.CalledBack.NO.value, _("Nein")


class Outcome(TextChoices):
    """What came out of it."""

    GENUINE = rules.Outcome.GENUINE.value, _("echt")
    NOT_GENUINE = rules.Outcome.NOT_GENUINE.value, _("nicht echt")
    UNCLEAR = rules.Outcome.UNCLEAR.value, _("bleibt unklar")


class How(TextChoices):
    """How somebody was threatened."""

    PHONE = "phone", _("am Telefon")
    MESSAGE = "message", _("in einer Nachricht oder E-Mail")
    LETTER = "letter", _("in einem Brief")
    PERSON = "person", _("von Angesicht zu Angesicht")
    AT_WORK = "at_work", _("vor oder in unserer Stelle")
    AT_HOME = "at_home", _("zu Hause oder auf dem Weg")
    ONLINE = "online", _("öffentlich im Netz")
    OTHER = "other", _("anders")


class Police(TextChoices):
    """Whether the police know."""

    YES = "yes", _("Ja, angezeigt")
    PLANNED = "planned", _("Noch nicht, aber geplant")
    NO = "no", _("Nein")
