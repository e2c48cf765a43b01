"""Feedback to the station that reported: one coded status, on her release from secrecy, or nothing.

What the police have, the accused person's lawyer may read. So there is no text field, nothing leaves
without a release, and nothing before somebody has made sure that she knows (practice.md).
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.actions import Bond, send_transmission
from schutznetz.casework.exchange.kinds import Kind, Part, Row
from schutznetz.casework.exchange.ledger import disclosures
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import Disclosure, NoBasis, Relation
from schutznetz.ground.audit.actions import recorded
from schutznetz.ground.organisations.access import is_police
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit

SCHEMA: Final = 1


class Status(TextChoices):
    """What the station may learn: never why, never where, never what was said."""

    CONTACT = "contact", _("Kontakt hergestellt")
    COUNSELLING = "counselling", _("in Beratung")
    NOT_REACHED = "not_reached", _("nicht erreicht")
    DECLINED = "declined", _("möchte keine Beratung")
    NO_CAPACITY = "no_capacity", _("zurzeit kein freier Platz")


class Release(TextChoices):
    """Whether she has released the counsellors from secrecy for this one status."""

    WRITTEN = "written", _("Ja, schriftlich")
    VERBAL = "verbal", _("Ja, mündlich – ich habe es notiert")
    REFUSED = "refused", _("Nein")
    NOT_ASKED = "not_asked", _("Nicht gefragt")


class Releaser(TextChoices):
    """Who gave the release."""

    SELF = "self", _("die Person selbst")
    GUARDIAN = "guardian", _("wer sie rechtlich vertritt")


class ReleaseLanguage(TextChoices):
    """In which language she was asked; a code, so that nothing else can be written here."""

    GERMAN = "de", _("Deutsch")
    ENGLISH = "en", _("Englisch")
    ARABIC = "ar", _("Arabisch")
    DARI = "prs", _("Dari")
    FARSI = "fa", _("Farsi")
    FRENCH = "fr", _("Französisch")
    KURDISH = "ku", _("Kurdisch")
    POLISH = "pl", _("Polnisch")
    ROMANIAN = "ro", _("Rumänisch")
    RUSSIAN = "ru", _("Russisch")
    SPANISH = "es", _("Spanisch")
    TIGRINYA = "ti", _("Tigrinya")
    TURKISH = "tr", _("Türkisch")
    UKRAINIAN = "uk", _("Ukrainisch")
    VIETNAMESE = "vi", _("Vietnamesisch")
    OTHER = "other", _("eine andere Sprache")


GIVEN: Final = (Release.WRITTEN, Release.VERBAL)


@dataclass(frozen=True)
class Released:
    """Her release from secrecy: how, by whom, when, in which language."""

    how: str
    by: str
    at: datetime
    language: str

    def as_consent(self) -> dict[str, str]:
        """As the ledger keeps it."""
        return {
            "how": self.how,
            "by": self.by,
            "at": self.at.isoformat(timespec="minutes"),
            "language": self.language,
        }


def reports_to_answer(actor: Actor) -> QuerySet[Transmission]:
    """What a police station sent to the actor's unit and can still be opened."""
    if is_police(actor):
        return Transmission.objects.none()
    return received_by(actor).filter(
        from_unit__kind=Unit.Kind.STATION, shredded_at=None, follows=None
    )


def may_answer(actor: Actor, transmission: Transmission) -> bool:
    """Whether it is a police report that somebody of the unit has read; opens its line."""
    if is_police(actor) or transmission.acknowledged_at is None or transmission.shredded_at:
        return False
    line = disclosures(by=actor, transmissions=[transmission])[0]
    return line.kind is not None and line.kind.code == "police_report" and not line.relation


def send_feedback(
    *, by: Actor, report: Transmission, token: uuid.UUID, status: str, released: Released
) -> Transmission:
    """Give the station one coded status about the report it sent.

    Raises NoBasis without a release, PermissionError for a report of somebody else or one that
    no station sent.
    """
    if released.how not in GIVEN:
        raise NoBasis
    with recorded(by=by, verb="send_feedback", purpose="feedback") as record:
        record.about("transmission", report.pk)
        if report.to_unit_id != by.unit_id or not may_answer(by, report):
            raise PermissionError("feedback goes back to who reported, from who was told")
        fields = {"feedback_status": Status(status).value}
        return send_transmission(
            by=by,
            token=token,
            to_unit=report.from_unit,
            urgent=False,
            header={"kind": "feedback", "relation": Relation.FEEDBACK},
            body={
                "kind": "feedback",
                "schema": SCHEMA,
                "relation": Relation.FEEDBACK,
                "fields": fields,
            },
            disclosure=Disclosure(
                kind="feedback",
                basis="release",
                purpose="feedback",
                fields=tuple(fields),
                consent=released.as_consent(),
                reference=report.code,
                relation=Relation.FEEDBACK,
            ),
            bond=Bond(follows=report),
        )


def feedback_parts(body: Mapping[str, object]) -> list[Part]:
    """The opened feedback: one row."""
    fields = body.get("fields")
    code = str(fields.get("feedback_status", "")) if isinstance(fields, dict) else ""
    words = {each.value: str(each.label) for each in Status}
    row = Row(str(_("Stand")), words.get(code, code))
    return [Part(str(_("Rückmeldung der Beratungsstelle")), (row,))]


def feedback_labels(names: Iterable[str]) -> list[str]:
    """What the ledger calls it."""
    return [str(_("Rückmeldung: Stand")) for name in names if name == "feedback_status"]


FEEDBACK: Final = Kind(
    "feedback",
    _("Rückmeldung"),
    feedback_parts,
    feedback_labels,
    fields=("feedback_status",),
)
