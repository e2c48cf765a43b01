"""The desk of a police station: drafts that wait, and reports that nobody has read yet."""

from dataclasses import dataclass

from schutznetz.casework.exchange.access import UNREAD, sent_by
from schutznetz.casework.exchange.presenters import SentRow, sent_rows
from schutznetz.casework.referrals.access import own_drafts
from schutznetz.casework.referrals.models import Draft
from schutznetz.ground.organisations.actor import Actor

SHOWN = 10


@dataclass(frozen=True)
class Station:
    """What the page shows."""

    drafts: list[Draft]
    unread: list[SentRow]
    lately_read: list[SentRow]


def station_of(actor: Actor) -> Station:
    """The station's reports: what waits for a reader first."""
    sent = sent_by(actor).order_by("-sent_at")
    waiting = sent_rows(by=actor, transmissions=sent.filter(UNREAD)[:SHOWN])
    done = sent_rows(by=actor, transmissions=sent.exclude(UNREAD)[:SHOWN])
    return Station(drafts=list(own_drafts(actor)[:SHOWN]), unread=waiting, lately_read=done)
