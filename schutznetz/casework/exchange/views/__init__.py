"""A transmission as the recipient reads it, and as the sender follows it."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from schutznetz.casework.exchange.access import received_by, sent_by
from schutznetz.casework.exchange.actions import acknowledge_transmission, read_transmission
from schutznetz.casework.exchange.followups import follow_ups_for, notes_on
from schutznetz.casework.exchange.ledger import disclosures
from schutznetz.casework.exchange.presenters import (
    answers_to,
    attachments_with,
    ledger_rows,
    parts_of,
)
from schutznetz.casework.exchange.rules import is_overdue
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.measure import within_measure
from schutznetz.ground.organisations.requests import StaffRequest


@require_GET
@within_measure
def received(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Open and read; being read is not yet being acknowledged."""
    transmission = get_object_or_404(received_by(request.actor), pk=transmission_id)
    body = read_transmission(by=request.actor, transmission=transmission)
    context = {
        "transmission": transmission,
        "parts": parts_of(body),
        "attachments": attachments_with(by=request.actor, transmission=transmission),
        "notes": notes_on(request.actor, transmission, body),
        "follow_ups": follow_ups_for(request.actor, transmission),
        "overdue": is_overdue(transmission.due_at, transmission.acknowledged_at, now()),
    }
    return render(request, "exchange/received.html", context)


@require_POST
def acknowledge(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Tell the sender that a person has read it."""
    transmission = get_object_or_404(received_by(request.actor), pk=transmission_id)
    acknowledge_transmission(by=request.actor, transmission=transmission)
    return redirect("exchange:received", transmission_id=transmission.pk)


@require_GET
def sent(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Whether a person has read it, and what was given on which basis."""
    transmission = get_object_or_404(sent_by(request.actor), pk=transmission_id)
    line = disclosures(by=request.actor, transmissions=[transmission])[0]
    context = {
        "transmission": transmission,
        "line": line,
        "answers": answers_to(by=request.actor, transmission=transmission),
        "row": ledger_rows([line], timezone.localdate(now()))[0],
        "overdue": is_overdue(transmission.due_at, transmission.acknowledged_at, now()),
    }
    return render(request, "exchange/sent.html", context)
