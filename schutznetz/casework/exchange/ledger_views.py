"""The ledger on screen and as a table."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from schutznetz.casework.exchange.forms import LedgerForm
from schutznetz.casework.exchange.ledger_choice import OPENED, pick, pick_all
from schutznetz.casework.exchange.ledger_table import as_table
from schutznetz.casework.exchange.presenters import ledger_rows
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.csv_cells import table
from schutznetz.ground.organisations.access import works_on_cases
from schutznetz.ground.organisations.requests import StaffRequest


@require_GET
def ledger(request: StaffRequest) -> HttpResponse:
    """What this unit has given to whom and what it was given, on which basis."""
    form = _choice(request)
    if not form.is_valid():
        return render(request, "exchange/ledger.html", {"form": form}, status=422)
    number, today = request.GET.get("page", ""), timezone.localdate(now())
    page = int(number) if number.isdecimal() and 0 < int(number) < 10_000 else 1
    found = pick(by=request.actor, wanted=form.cleaned_data, page=page, today=today)
    query = _query(request)
    context = {
        "form": form,
        "found": found,
        "rows": ledger_rows(found.lines, today),
        "query": query.urlencode(),
        "narrowed": any(query.values()),
        "opened_at_most": OPENED,
    }
    return render(request, "exchange/ledger.html", context)


@require_GET
def ledger_table(request: StaffRequest) -> HttpResponse:
    """The same for a spreadsheet; at most as many lines as may be opened at once."""
    form = _choice(request)
    if not form.is_valid():
        return render(request, "exchange/ledger.html", {"form": form}, status=422)
    today = timezone.localdate(now())
    found = pick_all(by=request.actor, wanted=form.cleaned_data, today=today)
    headers = {"Content-Disposition": 'attachment; filename="liste.csv"'}
    text = table(as_table(found.lines, today))
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _query(request: StaffRequest) -> QueryDict:
    query = request.GET.copy()
    query.pop("page", None)
    return query


def _choice(request: StaffRequest) -> LedgerForm:
    if not works_on_cases(request.actor):
        raise Http404
    return LedgerForm(request.GET or {}, actor=request.actor)
