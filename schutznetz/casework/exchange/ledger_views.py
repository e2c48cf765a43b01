"""The ledger on screen and as a table."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schutznetz.casework.exchange.forms import SpanForm
from schutznetz.casework.exchange.ledger import SHOWN, as_table, chosen, disclosures
from schutznetz.ground.base.csv_cells import table
from schutznetz.ground.organisations.access import works_on_cases
from schutznetz.ground.organisations.requests import StaffRequest

#: More than this is not exported at once: an export is a disclosure to a spreadsheet.
EXPORTED = 500


@require_GET
def ledger(request: StaffRequest) -> HttpResponse:
    """What this unit has given to whom, on which basis."""
    form = _span(request)
    if not form.is_valid():
        return render(request, "exchange/ledger.html", {"form": form}, status=422)
    found = list(chosen(request.actor, **form.cleaned_data)[: SHOWN + 1])
    context = {
        "form": form,
        "lines": disclosures(by=request.actor, transmissions=found[:SHOWN]),
        "more": len(found) > SHOWN,
        "query": request.GET.urlencode(),
    }
    return render(request, "exchange/ledger.html", context)


@require_GET
def ledger_table(request: StaffRequest) -> HttpResponse:
    """The same for a spreadsheet."""
    form = _span(request)
    if not form.is_valid():
        return render(request, "exchange/ledger.html", {"form": form}, status=422)
    found = chosen(request.actor, **form.cleaned_data)[:EXPORTED]
    text = table(as_table(disclosures(by=request.actor, transmissions=found)))
    headers = {"Content-Disposition": 'attachment; filename="liste.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _span(request: StaffRequest) -> SpanForm:
    if not works_on_cases(request.actor):
        raise Http404
    return SpanForm(request.GET or {})
