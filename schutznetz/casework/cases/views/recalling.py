"""Deleting from a file what was recalled."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from schutznetz.casework.cases.access import files_of, recalled_in
from schutznetz.casework.cases.actions import delete_recalled, read_head
from schutznetz.casework.cases.rules import NotAllowed
from schutznetz.casework.cases.views.readers import with_reason
from schutznetz.ground.care.measure import within_measure
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@within_measure
@with_reason
def recalled(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """What goes and what stays, asked once; with nothing to delete, back to the file."""
    case = get_object_or_404(files_of(request.actor), pk=case_id)
    gone = recalled_in(request.actor, read_head(by=request.actor, case=case))
    if request.method == "GET" and gone:
        return render(request, "cases/recalled.html", {"case": case, "gone": gone})
    if request.method == "POST":
        try:
            delete_recalled(by=request.actor, case=case)
        except NotAllowed:  # a colleague was faster
            return redirect("cases:opened", case_id=case.pk)
    return redirect("cases:opened", case_id=case.pk)
