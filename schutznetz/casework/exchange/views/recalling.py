"""Taking back what went to the wrong unit, and the record about it."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from schutznetz.casework.exchange.access import breaches_of, opened_at, sent_by
from schutznetz.casework.exchange.actions.recalling import (
    Outdated,
    read_breach,
    recall_transmission,
    save_breach,
)
from schutznetz.casework.exchange.forms.breach import BreachForm, answers_of, as_initial
from schutznetz.casework.exchange.forms.following import RecallForm
from schutznetz.casework.exchange.kinds import kind_for
from schutznetz.casework.exchange.models import Breach
from schutznetz.casework.exchange.rules import NotAllowed
from schutznetz.casework.exchange.views.following import refused
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.access import works_on_cases
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def recall(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """What happens when it is taken back, asked once."""
    transmission = get_object_or_404(sent_by(request.actor), pk=transmission_id)
    form = RecallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            breach = recall_transmission(
                by=request.actor, transmission=transmission, why=form.cleaned_data["why"]
            )
        except NotAllowed:
            return refused(request, "not_allowed", transmission)
        return redirect("exchange:breach", breach_id=breach.pk)
    context = {"transmission": transmission, "form": form, "opened": opened_at(transmission)}
    return render(request, "exchange/recall.html", context, status=422 if form.errors else 200)


@require_GET
def breaches(request: StaffRequest) -> HttpResponse:
    """The unit's records; nothing is opened for the list."""
    if not works_on_cases(request.actor):
        raise Http404
    context = {"breaches": breaches_of(request.actor), "moment": now()}
    return render(request, "exchange/breaches.html", context)


@require_http_methods(["GET", "POST"])
def breach(request: StaffRequest, breach_id: uuid.UUID) -> HttpResponse:
    """One record: what is known, what is still to be answered."""
    row = get_object_or_404(breaches_of(request.actor), pk=breach_id)
    known = read_breach(by=request.actor, breach=row)
    complete = "complete" in request.POST
    data = request.POST if request.method == "POST" else None
    initial = {**as_initial(known), "version": row.version}
    form = BreachForm(data, due_at=row.due_at, complete=complete, initial=initial)
    if data is None or not form.is_valid():
        return _page(request, row, known, form)
    try:
        version, content = form.cleaned_data["version"], form.content()
        save_breach(
            by=request.actor, breach=row, version=version, content=content, complete=complete
        )
    except Outdated:
        again = {**request.POST.dict(), "version": str(row.version)}
        form = BreachForm(again, due_at=row.due_at, initial=initial)
        return _page(request, row, known, form, outdated=True)
    return redirect("exchange:breach", breach_id=row.pk)


def _page(
    request: StaffRequest,
    row: Breach,
    known: dict[str, object],
    form: BreachForm,
    *,
    outdated: bool = False,
) -> HttpResponse:
    kind, fields = kind_for(str(known["kind"])), known.get("fields")
    context = {
        "breach": row,
        "transmission": row.transmission,
        "why": known.get("why", ""),
        "opened": opened_at(row.transmission),
        "labels": kind.labels(fields if isinstance(fields, list) else []),
        "kind_name": str(kind.name),
        "form": form,
        "answers": answers_of(known),
        "outdated": outdated,
        "overdue": row.completed_at is None and row.due_at <= now(),
    }
    status = 409 if outdated else 422 if form.errors else 200
    return render(request, "exchange/breach.html", context, status=status)
