"""Coded answers of a police report, with the words they have on screen.

Built from domain.md 3.1; the Leipzig form itself is not public. Codes go into the sealed content,
words never do, so that a later wording still reads old reports.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: What is written instead of a name when the call found nobody.
NOBODY = "nobody"


class Offence(TextChoices):
    """What kind of act it was, as far as the officer can say at night."""

    BODILY_HARM = "bodily_harm", _("Körperverletzung")
    GRIEVOUS_HARM = "grievous_harm", _("Gefährliche oder schwere Körperverletzung")
    STRANGULATION = "strangulation", _("Würgen oder Griff an den Hals")
    THREAT = "threat", _("Bedrohung oder Nötigung")
    SEXUAL = "sexual", _("Sexualisierte Gewalt")
    STALKING = "stalking", _("Nachstellung (Stalking)")
    ORDER_BREACH = "order_breach", _("Verstoß gegen eine Schutzanordnung")
    DETENTION = "detention", _("Freiheitsberaubung")
    ATTEMPTED_KILLING = "attempted_killing", _("Versuchte Tötung")
    QUARREL = "quarrel", _("Art der Tat noch unklar")
    OTHER = "other", _("Etwas anderes")


class Relationship(TextChoices):
    """How the two people stand to each other."""

    PARTNER = "partner", _("bestehende Partnerschaft")
    FORMER_PARTNER = "former_partner", _("frühere Partnerschaft")
    CHILD_OF = "child_of", _("erwachsenes Kind der betroffenen Person")
    PARENT_OF = "parent_of", _("Elternteil der betroffenen Person")
    SIBLING = "sibling", _("Geschwister")
    OTHER_FAMILY = "other_family", _("andere Familie")
    ACQUAINTANCE = "acquaintance", _("bekannt, nicht verwandt")
    STRANGER = "stranger", _("fremd")
    UNKNOWN = "unknown", _("nicht bekannt")


class Sex(TextChoices):
    """As the person states it."""

    FEMALE = "female", _("weiblich")
    MALE = "male", _("männlich")
    DIVERSE = "diverse", _("divers")
    UNSTATED = "unstated", _("keine Angabe")


class Known(TextChoices):
    """Yes, no, or not known. Unknown is an answer of its own and never counts as no."""

    YES = "yes", _("ja")
    NO = "no", _("nein")
    UNKNOWN = "unknown", _("nicht bekannt")


class YesNo(TextChoices):
    """A decision of the officer herself, which leaves no third answer."""

    YES = "yes", _("ja")
    NO = "no", _("nein")


class Danger(TextChoices):
    """First impression of danger. No answer says that there is none."""

    UNKNOWN = "unknown", _("noch nicht eingeschätzt")
    SIGNS = "signs", _("Zeichen von Gefahr beobachtet")
    ACUTE = "acute", _("akute Gefahr")


class Injury(TextChoices):
    """What the officer saw of injuries; nobody examines anybody here."""

    NONE_SEEN = "none_seen", _("keine gesehen")
    VISIBLE = "visible", _("sichtbar verletzt")
    TREATED = "treated", _("ärztlich versorgt")
    HOSPITAL = "hospital", _("im Krankenhaus")
    UNKNOWN = "unknown", _("nicht bekannt")


class Capacity(TextChoices):
    """Whether the person decides for herself."""

    ABLE = "able", _("ja")
    ASSISTED = "assisted", _("mit Unterstützung")
    LIMITED = "limited", _("gerade nicht")
    UNKNOWN = "unknown", _("nicht bekannt")


class PhoneContract(TextChoices):
    """Whose contract the phone runs on: who may see calls and places."""

    OWN = "own", _("ein eigener")
    FAMILY = "family", _("gemeinsamer oder Familienvertrag")
    ACCUSED = "accused", _("der beschuldigten Person")
    UNKNOWN = "unknown", _("nicht bekannt")


class DangerSign(TextChoices):
    """First signs of danger in our own words. No instrument: nothing is added up."""

    NECK = "neck", _("Hand oder Arm am Hals")
    DEATH_THREAT = "death_threat", _("Drohung mit dem Tod")
    WEAPON = "weapon", _("Waffe oder gefährlicher Gegenstand dabei")
    WORSE = "worse", _("Gewalt wird häufiger oder schwerer")
    PARTING = "parting", _("Trennung gerade oder bald")
    CONTROL = "control", _("Verfolgen, Kontrollieren, Überwachen")
    PREGNANT = "pregnant", _("Schwangerschaft")
    CHILDREN_USED = "children_used", _("Drohung gegen Kinder oder mit ihnen")
    SELF_HARM = "self_harm", _("Ankündigung, sich selbst zu töten")
    BANS_IGNORED = "bans_ignored", _("Verbote werden nicht beachtet")
    FEAR = "fear", _("die betroffene Person hat große Angst")


class ChildAge(TextChoices):
    """The band of a child's age."""

    BABY = "0_3", _("0 bis 3 Jahre")
    SMALL = "4_6", _("4 bis 6 Jahre")
    SCHOOL = "7_13", _("7 bis 13 Jahre")
    YOUTH = "14_17", _("14 bis 17 Jahre")


class ChildHow(TextChoices):
    """How a child was affected, as far as the officer saw."""

    DIRECTLY = "directly", _("selbst angegriffen oder verletzt")
    SAW = "saw", _("dabei gewesen")
    NEAR = "near", _("in der Wohnung, nicht dabei")
    AWAY = "away", _("nicht da")
    UNKNOWN = "unknown", _("nicht bekannt")


class ConsentBy(TextChoices):
    """Who agreed. A parent who is accused cannot agree for a child."""

    SELF = "self", _("die Person selbst")
    GUARDIAN = "guardian", _("rechtliche Betreuung")
    PARENT = "parent", _("sorgeberechtigter Elternteil, nicht beschuldigt")


class ConflictPlace(TextChoices):
    """Where somebody concerned works or is related to somebody."""

    POLICE = "police", _("Polizei")
    YOUTH_OFFICE = "youth_office", _("Jugendamt")
    COURT = "court", _("Gericht oder Staatsanwaltschaft")
    NETWORK = "network", _("eine Stelle des Netzwerks")


class HandedOver(TextChoices):
    """What came of the call that an urgent report needs."""

    REACHED = "reached", _("Ja, ich habe jemanden gesprochen")
    NOBODY = "nobody", _("Ich habe angerufen, aber niemanden erreicht")


class OwnConsent(TextChoices):
    """Whether the accused person wants the perpetrator service to call."""

    WRITTEN = "written", _("Ja, schriftlich")
    VERBAL = "verbal", _("Ja, mündlich – ich habe es notiert")
    REFUSED = "refused", _("Nein")
    NOT_ASKED = "not_asked", _("Nicht gefragt")


class Consent(TextChoices):
    """Whether the affected person agrees that the centre gets her data."""

    WRITTEN = "written", _("Ja, schriftlich")
    VERBAL = "verbal", _("Ja, mündlich – ich habe es notiert")
    REFUSED = "refused", _("Nein")
    NOT_ABLE = "not_able", _("Die Person kann es gerade nicht sagen")
