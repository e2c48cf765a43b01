"""The invented people and their codes. Exists in a rehearsal only."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schutznetz.ground.entry.codes import code_now
from schutznetz.overview.rehearsal.access import NotADemo, require_demo
from schutznetz.overview.rehearsal.people import (
    PASSWORD,
    PEOPLE,
    UNITS,
    InventedPerson,
    second_factor_of,
)


@dataclass(frozen=True)
class Line:
    """One invented person with the code that is valid now."""

    person: InventedPerson
    unit_name: str
    code: str


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Who can be played, with password and present code; not found outside a rehearsal."""
    try:
        require_demo()
    except NotADemo:
        raise Http404 from None
    units = {each.key: each.name for each in UNITS}
    lines = [Line(p, units[p.unit], code_now(second_factor_of(p.login))) for p in PEOPLE]
    return render(request, "rehearsal/people.html", {"lines": lines, "password": PASSWORD})
