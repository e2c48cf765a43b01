"""A transmission as the recipient reads it, and as the sender follows it."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from schutznetz.casework.exchange.access import received_by, sent_by
from schutznetz.casework.exchange.actions import acknowledge_transmission
from schutznetz.casework.exchange.pages import gone_page, received_page, sent_page
from schutznetz.casework.exchange.rules import StillKept
from schutznetz.casework.exchange.views.following import refused
from schutznetz.ground.care.measure import within_measure
from schutznetz.ground.organisations.requests import StaffRequest


@require_GET
@within_measure
def received(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Open and read; being read is not yet being acknowledged."""
    transmission = get_object_or_404(received_by(request.actor), pk=transmission_id)
    if transmission.file_id is None:
        return render(request, "exchange/gone.html", gone_page(request.actor, transmission))
    return render(request, "exchange/received.html", received_page(request.actor, transmission))


@require_POST
def acknowledge(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Tell the sender that a person has read it."""
    transmission = get_object_or_404(received_by(request.actor), pk=transmission_id)
    if transmission.file_id is not None:
        try:
            acknowledge_transmission(by=request.actor, transmission=transmission)
        except StillKept:
            return refused(request, "still_kept", transmission)
    return redirect("exchange:received", transmission_id=transmission.pk)


@require_GET
def sent(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Whether a person has read it, and what was given on which basis."""
    transmission = get_object_or_404(sent_by(request.actor), pk=transmission_id)
    return render(request, "exchange/sent.html", sent_page(request.actor, transmission))
