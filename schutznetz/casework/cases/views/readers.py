"""Who may open a file, who has opened it, and why somebody opens one that is for a few."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schutznetz.casework.cases.access import colleagues, files_of
from schutznetz.casework.cases.forms.readers import ReasonForm
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.naming import Naming
from schutznetz.casework.cases.openings import openings_of
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.requests import StaffRequest

REASONS = "case_reasons"
#: So long a reason once said is good for the same file; then it is asked again.
GOOD_FOR = timedelta(hours=1)

View = Callable[..., HttpResponse]


@require_http_methods(["GET", "POST"])
def readers(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Name who may open the file; whoever is left out finds nothing from the next click on."""
    case = get_object_or_404(files_of(request.actor), pk=case_id)
    naming = Naming(request.actor, case, request.POST if request.method == "POST" else None)
    if naming.done():
        return redirect("cases:opened", case_id=case.pk)
    return render(request, "cases/readers.html", {"naming": naming}, status=naming.status)


@require_GET
def openings(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everybody who has opened the file."""
    case = get_object_or_404(files_of(request.actor), pk=case_id)
    context = {"case": case, "openings": openings_of(case)}
    return render(request, "cases/openings.html", context)


@require_POST
def reason(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say why a file for named people is opened; the code goes into the log with the opening."""
    case = get_object_or_404(files_of(request.actor), pk=case_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "cases/reason.html", {"case": case, "form": form}, status=422)
    said = {**request.session.get(REASONS, {})}
    said[str(case.pk)] = [form.cleaned_data["reason"], now().isoformat()]
    request.session[REASONS] = said
    return redirect("cases:opened", case_id=case.pk)


def with_reason(view: View) -> View:
    """Ask for the reason before a file for named people is opened.

    What was typed into a form is never stopped by it: it was opened with a reason.
    """

    @wraps(view)
    def asking(request: StaffRequest, case_id: uuid.UUID, **others: object) -> HttpResponse:
        case = get_object_or_404(files_of(request.actor), pk=case_id)
        if request.method == "GET" and not purpose_of(request, case):
            context = {"case": case, "form": ReasonForm()}
            return render(request, "cases/reason.html", context)
        return view(request, case_id, **others)

    return asking


def named_for(request: StaffRequest, case: Case) -> list[str]:
    """The names of those who may open a file for named people; empty if it is the whole unit's."""
    if not case.file.restricted:
        return []
    return [each.account.name for each in colleagues(request.actor, case.file_id)]


def purpose_of(request: StaffRequest, case: Case) -> str:
    """What the log will say the opening is for; empty if it has to be asked first."""
    if not case.file.restricted:
        return "read"
    code, at = request.session.get(REASONS, {}).get(str(case.pk), ("", ""))
    said = parse_datetime(at) if at else None
    return str(code) if said and now() - said < GOOD_FOR else ""
