"""What the pages of a transmission show: its content, what came after, and what may be done next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from schutznetz.casework.exchange.access import may_offer, rests_on_consent
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.actions.following import open_stub
from schutznetz.casework.exchange.chain import Link, links_of
from schutznetz.casework.exchange.followups import (
    follow_ups_for,
    notes_on,
    settling_of,
    without_veiled,
)
from schutznetz.casework.exchange.history import Later, history_of
from schutznetz.casework.exchange.kinds import kind_for
from schutznetz.casework.exchange.ledger import Disclosure, disclosures
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.presenters import (
    answers_to,
    attachments_with,
    ledger_rows,
    parts_of,
)
from schutznetz.casework.exchange.rules import (
    CARRYING,
    READABLE,
    Answer,
    Relation,
    State,
    is_overdue,
)
from schutznetz.casework.exchange.sentences import reasons
from schutznetz.casework.exchange.words import relation_in_words
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.vault.actions import open_file

Page = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """A link to something that may be done now."""

    label: str | Promise
    url: str


def received_page(by: Actor, transmission: Transmission) -> Page:
    """An opened transmission for its recipient, with everything that changed since."""
    body = read_transmission(by=by, transmission=transmission)
    line = disclosures(by=by, transmissions=[transmission])[0]
    relation = str(body.get("relation", ""))
    later = _history(by, transmission, body, relation)
    return {
        "transmission": transmission,
        "relation": relation,
        "relation_words": relation_in_words(relation) if relation else "",
        "parts": []
        if relation in CARRYING and later
        else parts_of(without_veiled(by, transmission, body)),
        "attachments": attachments_with(by=by, transmission=transmission),
        "notes": notes_on(by, transmission, body),
        "sentence": str(body.get("sentence", "")),
        "later": later,
        "reasons": reasons(line, localdate(now())),
        "follow_ups": follow_ups_for(by, transmission) if relation in ("", *CARRYING) else [],
        "acts": _acts_of_recipient(by, transmission, relation, line, later),
        "offer_url": _offer_url(transmission, relation),
        "overdue": is_overdue(transmission.due_at, transmission.acknowledged_at, now()),
    }


def gone_page(by: Actor, transmission: Transmission) -> Page:
    """What a receiving unit still knows of something whose content is destroyed."""
    rest: Mapping[str, object] = {}
    if transmission.rest_file_id is not None:
        file = open_file(by=by, file_id=transmission.rest_file_id, purpose="read")
        rest = file.open(transmission, "sealed_rest")
    kind = str(rest.get("kind", ""))
    return {
        "transmission": transmission,
        "state": transmission.state().value,
        "kind_name": str(kind_for(kind).name) if kind else "",
        "why": str(rest.get("why", "")),
        "notes": notes_on(by, transmission, {}),
        "links": [each for each in links_of(by=by, first=transmission) if not each.mine],
    }


def sent_page(by: Actor, transmission: Transmission) -> Page:
    """What was given, whether somebody has read it, and what came after."""
    links = links_of(by=by, first=transmission)
    stub = open_stub(by=by, transmission=transmission)
    line = disclosures(by=by, transmissions=[transmission])[0]
    return {
        "transmission": transmission,
        "state": transmission.state().value,
        "waits_for_answer": transmission.waits_for_answer(),
        "relation_words": relation_in_words(str(stub["relation"])) if stub.get("relation") else "",
        "line": line,
        "row": ledger_rows([line], localdate(now()))[0],
        "overdue": is_overdue(transmission.due_at, transmission.acknowledged_at, now()),
        "answers": answers_to(by=by, transmission=transmission),
        "links": [(each, relation_in_words(each.relation)) for each in links],
        "acts": _acts_of_sender(transmission, stub, links),
        "settling": _settling(by, transmission, stub),
        "breach": getattr(transmission, "breach", None),
    }


def _history(
    by: Actor, row: Transmission, body: Mapping[str, object], relation: str
) -> list[Later]:
    """All that followed on a first one; on the page of a follow-up, what that one changed."""
    first = row.follows
    if first is None:
        return history_of(by=by, first=row, body=body)
    if relation not in CARRYING or first.file_id is None or first.to_unit_id != by.unit_id:
        return []
    first_body = read_transmission(by=by, transmission=first)
    told = history_of(by=by, first=first, body=first_body)
    return [each for each in told if each.transmission.pk == row.pk]


def _acts_of_recipient(
    by: Actor, row: Transmission, relation: str, line: Disclosure, later: list[Later]
) -> list[Act]:
    if relation:
        return []
    if row.waits_for_answer():
        return [Act(_("Annehmen oder ablehnen"), reverse("exchange:answer", args=[row.pk]))]
    acts = []
    if may_offer(by) and row.state() in (State.SENT, State.ACKNOWLEDGED, State.ACCEPTED):
        url = reverse("exchange:hand_over", args=[row.pk])
        acts.append(Act(_("An andere Beratungsstelle übergeben"), url))
    withdrawn = any(each.relation == Relation.CONSENT_WITHDRAWN for each in later)
    if rests_on_consent(line.basis or "consent") and not withdrawn:
        url = reverse("exchange:withdraw_received", args=[row.pk])
        acts.append(Act(_("Einwilligung widerrufen"), url))
    return acts


def _acts_of_sender(row: Transmission, stub: Mapping[str, object], links: list[Link]) -> list[Act]:
    if row.state() not in READABLE or str(stub.get("relation", "")) not in ("", *CARRYING):
        return []
    acts = []
    first = row.follows_id is None
    withdrawn = any(each.relation in ("", Relation.CONSENT_WITHDRAWN) for each in links)
    on_consent = rests_on_consent(str(stub["basis"]))
    if first and row.offer_tag is None and not (on_consent and withdrawn):
        acts.append(Act(_("Etwas nachtragen"), reverse("exchange:supplement", args=[row.pk])))
    if first and on_consent and not withdrawn:
        url = reverse("exchange:withdraw_sent", args=[row.pk])
        acts.append(Act(_("Einwilligung widerrufen"), url))
    url = reverse("exchange:recall", args=[row.pk])
    return [*acts, Act(_("Falsch gesendet – zurückrufen"), url)]


def _settling(by: Actor, row: Transmission, stub: Mapping[str, object]) -> Act | None:
    """After an acceptance: the one click that ends the own part."""
    if row.answer != Answer.ACCEPTED:
        return None
    settling = settling_of(str(stub.get("subject", "")).partition(":")[0])
    if settling is None or not settling.is_open(by, str(stub["subject"])):
        return None
    return Act(settling.label, reverse(settling.url_name, args=[row.pk]))


def _offer_url(row: Transmission, relation: str) -> str:
    """From the answer to an offer the way leads back to the offer."""
    if relation != Relation.HANDOVER_ANSWER or row.follows_id is None:
        return ""
    return reverse("exchange:sent", args=[row.follows_id])
