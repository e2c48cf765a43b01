"""From a report to a file."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from schutznetz.casework.cases.access import may_take
from schutznetz.casework.cases.joining import case_joining
from schutznetz.casework.cases.known import known_for
from schutznetz.casework.cases.taking import Taking, suggested
from schutznetz.casework.cases.views import require_files
from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.actions import AlreadyTaken
from schutznetz.casework.exchange.followups import follow_ups_for
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NotAllowed
from schutznetz.ground.care.measure import within_measure
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@within_measure
def take(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Make a file of a report, with an owner and a next date from its first moment."""
    require_files(request)
    transmission = get_object_or_404(received_by(request.actor), pk=transmission_id)
    if not may_take(request.actor, transmission):
        return _too_late(request, transmission)
    known = known_for(by=request.actor, transmission=transmission)
    taking = Taking(request.actor, transmission, known, request.POST or None)
    try:
        case = taking.done()
    except (AlreadyTaken, NotAllowed):
        return _too_late(request, transmission)
    if case is not None:
        return redirect("cases:opened", case_id=case.pk)
    context = {"taking": taking, "others": follow_ups_for(request.actor, transmission)}
    return render(request, "cases/take.html", context, status=taking.status)


@require_POST
def take_now(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Take a report with one press, unless somebody has to look first whether she is known."""
    require_files(request)
    transmission = get_object_or_404(received_by(request.actor), pk=transmission_id)
    if not may_take(request.actor, transmission):
        return _too_late(request, transmission)
    known = known_for(by=request.actor, transmission=transmission)
    if known.has_anything():
        return redirect("cases:take", transmission_id=transmission.pk)
    taking = Taking(request.actor, transmission, known, suggested(request.actor, transmission))
    try:
        case = taking.done()
    except (AlreadyTaken, NotAllowed):
        case = None
    if case is None:
        return _too_late(request, transmission)
    return redirect("cases:opened", case_id=case.pk)


def _too_late(request: StaffRequest, transmission: Transmission) -> HttpResponse:
    transmission.refresh_from_db()
    case = case_joining(request.actor, transmission.pk) if transmission.taken_at else None
    context = {"transmission": transmission, "case": case}
    return render(request, "cases/taken.html", context, status=409)
