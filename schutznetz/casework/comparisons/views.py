"""The weekly comparison, seen from one side."""

import uuid

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schutznetz.casework.comparisons import actions
from schutznetz.casework.comparisons.access import weeks_of
from schutznetz.casework.comparisons.forms import CountForm, SettleForm
from schutznetz.casework.comparisons.models import WeekComparison
from schutznetz.casework.comparisons.presenters import week_page, week_rows
from schutznetz.ground.organisations.access import works_on_cases
from schutznetz.ground.organisations.requests import StaffRequest


@require_GET
def listed(request: StaffRequest) -> HttpResponse:
    """The last weeks and where each stands."""
    if not works_on_cases(request.actor):
        raise Http404
    return render(request, "comparisons/listed.html", {"rows": week_rows(request.actor)})


@require_http_methods(["GET", "POST"])
def week(request: StaffRequest, week_id: uuid.UUID) -> HttpResponse:
    """One week: say the own number, then see the other one."""
    found = get_object_or_404(weeks_of(request.actor), pk=week_id)
    form = CountForm(request.POST or None)
    if request.method == "POST":
        if not form.is_valid():
            return _page(request, found, count=form, status=422)
        try:
            actions.count_papers(by=request.actor, week=found, **form.cleaned_data)
        except actions.NothingToSay:
            return _page(request, found, status=409)
        return redirect("comparisons:week", week_id=found.pk)
    return _page(request, found)


@require_POST
def settle(request: StaffRequest, week_id: uuid.UUID) -> HttpResponse:
    """Say what a difference was."""
    found = get_object_or_404(weeks_of(request.actor), pk=week_id)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _page(request, found, settle=form, status=422)
    try:
        actions.settle_week(by=request.actor, week=found, **form.cleaned_data)
    except actions.NothingToSay:
        return _page(request, found, status=409)
    return redirect("comparisons:week", week_id=found.pk)


def _page(
    request: StaffRequest,
    found: WeekComparison,
    *,
    count: Form | None = None,
    settle: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    page = week_page(request.actor, found)
    said = page.sides.own.papers
    context = {
        "page": page,
        "count_form": count
        or CountForm(initial={"papers": page.in_inbox if said is None else said}),
        "settle_form": settle or SettleForm(),
        "outdated": status == 409,
    }
    return render(request, "comparisons/week.html", context, status=status)
