"""Somebody is not there: who takes over which file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schutznetz.casework.cases.access import open_files_of
from schutznetz.casework.cases.actions import assign_chosen_cases
from schutznetz.casework.cases.forms.taking import AbsentForm, HandOverForm
from schutznetz.casework.cases.views import require_files
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def absence(request: StaffRequest) -> HttpResponse:
    """Give the open files of an absent colleague away, all at once or each to somebody of its own."""
    require_files(request)
    actor, data = request.actor, request.POST if request.method == "POST" else None
    asking = AbsentForm(data or request.GET or None, actor=actor)
    context: dict[str, object] = {"asking": asking}
    if not asking.is_bound or not asking.is_valid():
        status = 422 if asking.errors else 200
        return render(request, "cases/absence.html", context, status=status)
    absent = asking.cleaned_data["absent"]
    theirs = open_files_of(actor).filter(owner_id=absent.pk)
    form = HandOverForm(data, actor=actor, absent=absent, cases=theirs)
    if data is not None and form.is_valid():
        assign_chosen_cases(by=actor, absent=absent, chosen=form.chosen())
        return redirect("cases:listed")
    context |= {"form": form, "absent": absent}
    return render(request, "cases/absence.html", context, status=422 if form.errors else 200)
