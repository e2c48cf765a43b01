"""The page of one file: what is always there, and the part that was asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.attachments.presenters import AttachmentRow, attachment_rows
from schutznetz.casework.cases import presenters, rules
from schutznetz.casework.cases.access import recalled_in
from schutznetz.casework.cases.actions import read_case
from schutznetz.casework.cases.changes import Change, changes_in
from schutznetz.casework.cases.head import Joined, client_of, reports_of
from schutznetz.casework.cases.manners import Manner, manner_of
from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.access import may_offer, received_by, sent_by
from schutznetz.casework.exchange.chain import offers_of
from schutznetz.casework.exchange.kinds import Part
from schutznetz.casework.exchange.models import Transmission
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.access import named_readers
from schutznetz.ground.vault.actions import open_file

OVERVIEW, REACHING, CHILDREN = "overview", "reaching", "children"
PAPERS, SENT = "documents", "transmissions"
TABS: dict[str, str | Promise] = {
    OVERVIEW: _("Überblick"),
    REACHING: _("Kontakt"),
    CHILDREN: _("Kinder"),
    PAPERS: _("Dokumente"),
    SENT: _("Übermittlungen"),
}
#: Reports of one file that are shown with what they say about children.
REPORTS_SHOWN = 5
ABOUT_REACHING = {"attempt", "returned", "contact_unsafe", "contact_confirmed"}


@dataclass(frozen=True)
class Wanted:
    """Which part of the page was asked for; what makes no sense counts as not asked."""

    tab: str = OVERVIEW
    page: int = 1
    report: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wanted":
        """Read the address."""
        tab = query.get("tab", "")
        return cls(
            tab=tab if tab in TABS else OVERVIEW,
            page=max(1, _number(query.get("page"))),
            report=_number(query.get("report")),
        )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0


@dataclass(frozen=True)
class CasePage:
    """Everything the template shows."""

    case: Case
    asked: Wanted
    name: str
    manner: Manner
    valid: bool
    contact: list[presenters.ContactRow]
    offered: list[presenters.ContactRow]
    incidents: str
    bands: list[tuple[str, str | Promise]]
    tabs: list[tuple[str, str | Promise]]
    events: list[presenters.Event] = field(default_factory=list)
    more: bool = False
    reports: list[tuple[int, str, str]] = field(default_factory=list)
    shown_report: int = 0
    parts: list[Part] = field(default_factory=list)
    children: list[tuple[str, list[Part]]] = field(default_factory=list)
    papers: list[AttachmentRow] = field(default_factory=list)
    received: list[Transmission] = field(default_factory=list)
    given: list[Transmission] = field(default_factory=list)
    recalled: list[Transmission] = field(default_factory=list)
    offer: Transmission | None = None
    may_offer: bool = False
    confirmed: bool = False
    changes: list[Change] = field(default_factory=list)


def page_of(actor: Actor, case: Case, asked: Wanted, purpose: str = "read") -> CasePage:
    """Open what this page shows and nothing more; the opening is recorded."""
    manner = manner_of(actor.unit_kind)
    read = partial(read_case, by=actor, case=case, purpose=purpose)
    needed = read(page=asked.page, lines=asked.tab in (OVERVIEW, REACHING))
    reports = reports_of(needed.head)
    number = asked.report if 0 < asked.report <= len(reports) else len(reports)
    wanted = _entries(asked.tab, reports, number)
    chosen = read(chosen=wanted, lines=False).chosen if wanted else []
    valid = bool(needed.head.get("valid", True))
    received, given = _transmissions(actor, reports) if asked.tab == SENT else ([], [])
    offer = next(iter(offers_of(by=actor, subject=f"case:{case.pk}")), None)
    return CasePage(
        case=case,
        asked=asked,
        name=presenters.name_of(client_of(needed.head, manner)),
        manner=manner,
        valid=valid,
        contact=presenters.contact_rows(needed.head, manner),
        offered=presenters.contact_rows(needed.head, manner, "offered"),
        incidents=presenters.incidents_in_words(reports),
        bands=_bands(case, valid),
        tabs=[(code, words) for code, words in TABS.items() if code != CHILDREN or reports],
        events=presenters.events_of(_shown(asked.tab, needed.lines)),
        more=needed.more,
        reports=presenters.report_rows(reports),
        shown_report=number,
        parts=presenters.report_parts(chosen[0]) if chosen and asked.tab == OVERVIEW else [],
        children=_children(chosen) if asked.tab == CHILDREN else [],
        papers=_papers(actor, case) if asked.tab == PAPERS else [],
        received=received,
        given=given,
        recalled=recalled_in(actor, needed.head),
        offer=offer,
        may_offer=may_offer(actor) and not (offer and offer.waits_for_answer()),
        confirmed=bool(needed.head.get("confirmed")),
        changes=changes_in(case.state, manner),
    )


def _shown(tab: str, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    about = [each for each in lines if each.get("kind") in ABOUT_REACHING]
    return about if tab == REACHING else lines


def _entries(tab: str, reports: list[Joined], number: int) -> list[str]:
    if tab == OVERVIEW and reports:
        return [reports[number - 1].entry]
    return [each.entry for each in reports[-REPORTS_SHOWN:]] if tab == CHILDREN else []


def _children(lines: Iterable[dict[str, Any]]) -> list[tuple[str, list[Part]]]:
    found = [(str(line["code"]), presenters.children_parts(line)) for line in lines]
    return [(code, parts) for code, parts in reversed(found) if parts]


def _transmissions(
    actor: Actor, reports: list[Joined]
) -> tuple[list[Transmission], list[Transmission]]:
    ids = [UUID(each.transmission) for each in reports]
    received = received_by(actor).filter(pk__in=ids).order_by("-sent_at")
    return list(received), list(sent_by(actor).filter(follows_id__in=ids))


def _papers(actor: Actor, case: Case) -> list[AttachmentRow]:
    return attachment_rows(by=actor, file=open_file(by=actor, file_id=case.file_id, purpose="read"))


def _bands(case: Case, valid: bool) -> list[tuple[str, str | Promise]]:
    moment, today = now(), localdate(now())
    found: list[tuple[bool, str, str | Promise]] = [
        (
            case.next_on is not None and case.next_on < today,
            "danger",
            _("Die Wiedervorlage ist überfällig."),
        ),
        (
            case.first_contact_due is not None and case.first_contact_due < moment,
            "danger",
            _("Der erste Kontakt ist überfällig."),
        ),
        (not valid, "danger", _("Die Kontaktdaten gelten nicht.")),
        (
            named_readers(case.file_id) is not None,
            "attention",
            _("Sperrakte: nur für namentlich Genannte."),
        ),
        (case.state == rules.State.CLOSED, "calm", _("Diese Akte ist geschlossen.")),
    ]
    return [(tone, words) for holds, tone, words in found if holds]
