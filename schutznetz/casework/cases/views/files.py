"""The list of files, one file, and one change of it."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from schutznetz.casework.attachments.forms import WORDS, DocumentForm
from schutznetz.casework.attachments.rules import Refused
from schutznetz.casework.attachments.scanning import is_configured
from schutznetz.casework.cases.access import files_of, open_files_of
from schutznetz.casework.cases.actions import attach_to_case, read_head
from schutznetz.casework.cases.changes import change_named
from schutznetz.casework.cases.changing import OpenedChange
from schutznetz.casework.cases.manners import manner_of
from schutznetz.casework.cases.page import Wanted, page_of
from schutznetz.casework.cases.rules import State
from schutznetz.casework.cases.views import require_files
from schutznetz.casework.cases.views.readers import named_for, purpose_of, with_reason
from schutznetz.ground.base.clock import now
from schutznetz.ground.care.measure import is_within_measure, within_measure
from schutznetz.ground.organisations.requests import StaffRequest

CLOSED_SHOWN = 20
#: Files on one page of the list.
PAGE = 50


@require_GET
def listed(request: StaffRequest) -> HttpResponse:
    """The unit's open files by next date, and those closed lately. Nothing is opened for it."""
    require_files(request)
    closed = files_of(request.actor).filter(state=State.CLOSED).order_by("-closed_at")
    context = {
        "open": Paginator(open_files_of(request.actor), PAGE).get_page(request.GET.get("page")),
        "closed": closed[:CLOSED_SHOWN],
        "today": timezone.localdate(now()),
    }
    return render(request, "cases/listed.html", context)


@require_GET
@within_measure
@with_reason
def opened(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """One file: what is next, how to reach her, what has happened."""
    case = get_object_or_404(files_of(request.actor), pk=case_id)
    page = page_of(request.actor, case, Wanted.of(request.GET), purpose_of(request, case))
    context = {"page": page, "case": case, "today": timezone.localdate(now())}
    context["named"] = named_for(request, case)
    return render(request, "cases/opened.html", context)


@require_http_methods(["GET", "POST"])
@within_measure
@with_reason
def change(request: StaffRequest, case_id: uuid.UUID, act: str) -> HttpResponse:
    """One change: its question, its form, its action, and what somebody else did meanwhile."""
    case = get_object_or_404(files_of(request.actor), pk=case_id)
    manner, posted = manner_of(request.actor.unit_kind), request.method == "POST"
    wanted = change_named(act, None if posted else case.state, manner)
    if wanted is None:
        raise Http404
    head = read_head(by=request.actor, case=case)
    opened = OpenedChange(request.actor, case, wanted, head, request.POST if posted else None)
    opened.shows_contact = is_within_measure(request) and bool(purpose_of(request, case))
    if posted and opened.done():
        return redirect("cases:opened", case_id=case.pk)
    return render(request, "cases/change.html", {"opened": opened}, status=opened.status)


@require_http_methods(["GET", "POST"])
def attach(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """Add a document to an open file."""
    case = get_object_or_404(files_of(request.actor), pk=case_id, state=State.OPEN)
    posted = request.method == "POST"
    form = DocumentForm(*((request.POST, request.FILES) if posted else ()))
    if posted and form.is_valid():
        try:
            attach_to_case(by=request.actor, case=case, document=form.cleaned_data["document"])
            return redirect(f"{reverse('cases:opened', args=[case.pk])}?tab=documents#parts")
        except Refused as refused:
            form.add_error("document", WORDS[refused.code])
    context = {"case": case, "form": form, "scanned": is_configured()}
    return render(request, "cases/attach.html", context, status=422 if form.errors else 200)
