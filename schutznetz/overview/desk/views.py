"""What must happen today: the first page of everybody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schutznetz.casework.calls.presenters import on_the_desk
from schutznetz.casework.comparisons.access import open_weeks
from schutznetz.casework.exchange.presenters import duties_of
from schutznetz.casework.intakes.access import own_drafts
from schutznetz.ground.organisations.access import is_lead, is_police, works_on_cases
from schutznetz.ground.organisations.requests import StaffRequest
from schutznetz.overview.desk.access import has_inbox
from schutznetz.overview.desk.inbox import inbox_of, numbers_of
from schutznetz.overview.desk.station import station_of


@require_GET
def start(request: StaffRequest) -> HttpResponse:
    """The desk of a station, of a receiving unit, or of somebody outside casework."""
    if not works_on_cases(request.actor):
        return render(request, "desk/coordination.html")
    context: dict[str, object] = {
        "calls": on_the_desk(request.actor),
        "duties": duties_of(request.actor),
        "weeks_open": open_weeks(request.actor),
    }
    if is_police(request.actor):
        context["station"] = station_of(request.actor)
        return render(request, "desk/station.html", context)
    context |= {
        "inbox": inbox_of(request.actor, page=request.GET.get("page", "")),
        "is_lead": is_lead(request.actor),
        "begun": own_drafts(request.actor),
    }
    return render(request, "desk/start.html", context)


@require_GET
def inbox(request: StaffRequest) -> HttpResponse:
    """The inbox alone, for quiet renewal; opens nothing while nothing has changed."""
    if not has_inbox(request.actor):
        raise Http404
    if request.GET.get("stamp") == numbers_of(request.actor).stamp():
        return HttpResponse(status=204)
    context = {
        "inbox": inbox_of(request.actor, page=request.GET.get("page", "")),
        "is_lead": is_lead(request.actor),
    }
    return render(request, "desk/start.html#inbox", context)
