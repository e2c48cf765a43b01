"""The desk of a police station: drafts that wait, and reports that nobody has read yet."""

from dataclasses import dataclass

from schutznetz.casework.exchange.access import UNREAD, sent_by, unread_by
from schutznetz.casework.exchange.presenters import AnswerRow, SentRow, answer_rows, sent_rows
from schutznetz.casework.referrals.access import own_drafts, pending_of
from schutznetz.casework.referrals.models import Draft, PendingPart
from schutznetz.ground.organisations.actor import Actor

SHOWN = 10


@dataclass(frozen=True)
class Station:
    """What the page shows."""

    drafts: list[Draft]
    unread: list[SentRow]
    lately_read: list[SentRow]
    answers: list[AnswerRow]
    pending: list[PendingPart]


def station_of(actor: Actor) -> Station:
    """The station's reports: what waits for a reader first."""
    sent = sent_by(actor).order_by("-sent_at")
    waiting = sent_rows(by=actor, transmissions=sent.filter(UNREAD)[:SHOWN])
    done = sent_rows(by=actor, transmissions=sent.exclude(UNREAD)[:SHOWN])
    answers = answer_rows(by=actor, transmissions=unread_by(actor)[:SHOWN])
    pending = list(pending_of(actor)[:SHOWN])
    return Station(list(own_drafts(actor)[:SHOWN]), waiting, done, answers, pending)
