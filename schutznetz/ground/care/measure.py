"""How much one person opens in an hour (T16). Nobody works on thirty files an hour; whoever browses does.

Beyond the measure somebody shows her second factor again, and the lead hears of it. It stops nobody
who has a reason, and no report waits for a permission.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from schutznetz.ground.audit.access import count_opened
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.actions import notify_of_openings
from schutznetz.ground.entry.access import stepped_up_at
from schutznetz.ground.organisations.requests import StaffRequest

#: So many different files and transmissions an hour; the next one asks for the code.
MOST: Final = 30
SPAN: Final = timedelta(hours=1)

View = Callable[..., HttpResponse]
_VERBS: set[str] = set()


def count(verb: str) -> None:
    """Called by a room's AppConfig.ready: entries of this verb are openings of content."""
    _VERBS.add(verb)


def within_measure(view: View) -> View:
    """Guard a page that opens content: beyond the measure it asks for the second factor first."""

    @wraps(view)
    def measured(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "GET" or is_within_measure(request):
            return view(request, *args, **kwargs)
        notify_of_openings(by=request.actor)
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('entry:step_up')}?{query}")

    return measured


def is_within_measure(request: StaffRequest) -> bool:
    """Whether this person has opened no more within the hour than work explains."""
    return count_opened(request.actor.account_id, _VERBS, _since(request)) < MOST


def _since(request: StaffRequest) -> datetime:
    begin, shown = now() - SPAN, stepped_up_at(request)
    return max(begin, shown) if shown else begin
