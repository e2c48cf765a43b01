"""Coded answers of a police report, with the words they have on screen.

Built from domain.md 3.1; the Leipzig form itself is not public. Codes go into the sealed content,
words never do, so that a later wording still reads old reports.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class ChildrenAffected(TextChoices):
    """How the children were affected, as far as the officer saw."""

    DIRECTLY = "directly", _("selbst angegriffen oder verletzt")
    SAW = "saw", _("dabei gewesen")
    NEAR = "near", _("in der Wohnung, nicht dabei")
    AWAY = "away", _("nicht da")
    UNKNOWN = "unknown", _("nicht bekannt")


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
