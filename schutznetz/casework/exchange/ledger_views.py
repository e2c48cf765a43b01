"""The ledger on screen and as a table."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from schutznetz.casework.exchange.forms import LedgerForm, ReferenceForm
from schutznetz.casework.exchange.ledger_choice import OPENED, pick, pick_all
from schutznetz.casework.exchange.ledger_table import as_table
from schutznetz.casework.exchange.presenters import ledger_rows
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.csv_cells import table
from schutznetz.ground.organisations.access import works_on_cases
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def ledger(request: StaffRequest) -> HttpResponse:
    """What this unit has given to whom and what it was given, on which basis."""
    choice, search = _forms(request)
    asked = choice if request.method == "GET" else search
    if not asked.is_valid():
        return _page(request, {"form": choice, "search": search}, status=422)
    number, today = request.POST.get("page") or request.GET.get("page", ""), _today()
    page = int(number) if number.isdecimal() and 0 < int(number) < 10_000 else 1
    found = pick(by=request.actor, wanted=asked.cleaned_data, page=page, today=today)
    context = {
        "form": choice,
        "search": search,
        "reference": asked.cleaned_data.get("reference", ""),
        "found": found,
        "rows": ledger_rows(found.lines, today),
        "query": _query(request).urlencode(),
        "narrowed": any(_query(request).values()) or request.method == "POST",
    }
    return _page(request, context)


@require_http_methods(["GET", "POST"])
def ledger_table(request: StaffRequest) -> HttpResponse:
    """The same for a spreadsheet; at most as many lines as may be opened at once."""
    choice, search = _forms(request)
    asked = choice if request.method == "GET" else search
    if not asked.is_valid():
        return _page(request, {"form": choice, "search": search}, status=422)
    found = pick_all(by=request.actor, wanted=asked.cleaned_data, today=_today())
    headers = {"Content-Disposition": 'attachment; filename="liste.csv"'}
    text = table(as_table(found.lines, _today()))
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _page(request: StaffRequest, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    known = {**context, "opened_at_most": OPENED}
    return render(request, "exchange/ledger.html", known, status=status)


def _query(request: StaffRequest) -> QueryDict:
    query = request.GET.copy()
    query.pop("page", None)
    return query


def _forms(request: StaffRequest) -> tuple[LedgerForm, ReferenceForm]:
    if not works_on_cases(request.actor):
        raise Http404
    search = ReferenceForm(request.POST if request.method == "POST" else None)
    return LedgerForm(request.GET or {}, actor=request.actor), search


def _today() -> date:
    return timezone.localdate(now())
