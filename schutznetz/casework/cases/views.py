"""Pages of a unit that keeps case files."""

import uuid
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.access import files_of, keeps_files, open_files_of
from schutznetz.casework.cases.changes import change_named, changes_in
from schutznetz.casework.cases.forms import AbsenceForm, TakeForm
from schutznetz.casework.cases.presenters import contact_rows, events_of, report_parts
from schutznetz.casework.cases.rules import NotAllowed, State
from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.actions import AlreadyTaken
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.requests import StaffRequest

CLOSED_SHOWN = 20


@require_GET
def listed(request: StaffRequest) -> HttpResponse:
    """The unit's open files by next date, and those closed lately. Nothing is opened for it."""
    _require_files(request)
    closed = files_of(request.actor).filter(state=State.CLOSED).order_by("-closed_at")
    context = {
        "open": open_files_of(request.actor),
        "closed": closed[:CLOSED_SHOWN],
        "today": timezone.localdate(now()),
    }
    return render(request, "cases/listed.html", context)


@require_http_methods(["GET", "POST"])
def take(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Make a file of a report, with an owner and a next date from its first moment."""
    _require_files(request)
    transmission = get_object_or_404(received_by(request.actor), pk=transmission_id)
    tomorrow = timezone.localdate(now()) + timedelta(days=1)
    form = TakeForm(request.POST or None, initial={"next_on": tomorrow})
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.open_case(
                by=request.actor, transmission=transmission, **form.cleaned_data
            )
        except AlreadyTaken:
            return render(request, "cases/taken.html", status=409)
        return redirect("cases:opened", case_id=case.pk)
    context = {"form": form, "transmission": transmission}
    return render(request, "cases/take.html", context, status=422 if form.errors else 200)


@require_GET
def opened(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """One file: what is next, how to reach her, what has happened."""
    case = get_object_or_404(files_of(request.actor), pk=case_id)
    contact, entries = actions.read_case(by=request.actor, case=case)
    context = {
        "case": case,
        "name": contact.get("affected_name", ""),
        "contact": contact_rows(contact),
        "contact_valid": contact.get("valid", True),
        "events": events_of(entries),
        "parts": report_parts(entries),
        "changes": changes_in(case.state),
        "today": timezone.localdate(now()),
    }
    return render(request, "cases/opened.html", context)


@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, case_id: uuid.UUID, act: str) -> HttpResponse:
    """One change: its question, its form, its action."""
    case = get_object_or_404(files_of(request.actor), pk=case_id)
    wanted = change_named(act, case.state)
    if wanted is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = wanted.make_form(request.actor, data, {"next_on": case.next_on})
    if data is not None and form.is_valid():
        try:
            wanted.apply(request.actor, case, form.cleaned_data)
        except NotAllowed:
            return render(request, "cases/changed.html", {"case": case}, status=409)
        return redirect("cases:opened", case_id=case.pk)
    context = {"case": case, "change": wanted, "form": form}
    return render(request, "cases/change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def absence(request: StaffRequest) -> HttpResponse:
    """Give all open files of an absent colleague to another one."""
    _require_files(request)
    data = request.POST if request.method == "POST" else None
    form = AbsenceForm(data, actor=request.actor)
    if data is not None and form.is_valid():
        actions.assign_all_cases(by=request.actor, **form.cleaned_data)
        return redirect("cases:listed")
    return render(request, "cases/absence.html", {"form": form}, status=422 if form.errors else 200)


def _require_files(request: StaffRequest) -> None:
    if not keeps_files(request.actor):
        raise Http404
