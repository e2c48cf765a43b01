"""A station's account for the person concerned, found by the station's own file number."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from schutznetz.casework.exchange.access import followers_of
from schutznetz.casework.exchange.account import hand_account
from schutznetz.casework.exchange.account_forms import AccountForm
from schutznetz.casework.exchange.ledger import Disclosure
from schutznetz.casework.exchange.ledger_choice import pick_all
from schutznetz.casework.exchange.presenters import ledger_rows
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.papers import as_answer
from schutznetz.ground.organisations.access import works_on_cases
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def account(request: StaffRequest) -> HttpResponse:
    """Everything under one file number; what concerns this person is ticked, line by line."""
    if not works_on_cases(request.actor):
        raise Http404
    reference = request.POST.get("reference", "").strip()
    lines, today = _lines(request, reference), timezone.localdate(now())
    wanted, prints = set(request.POST.getlist("lines")), "print" in request.POST
    ticked = [line.transmission for line in lines if str(line.transmission.pk) in wanted]
    form = AccountForm(request.POST if prints else None)
    if form.is_valid() and ticked:
        rows = [*ticked, *followers_of(request.actor, ticked)]
        pdf = hand_account(by=request.actor, transmissions=rows, today=today, **form.options())
        return as_answer(pdf, "aufstellung")
    context = {
        "form": form,
        "reference": reference,
        "rows": ledger_rows(lines, today),
        "ticked": wanted,
        "nothing_ticked": prints and not ticked,
    }
    return render(request, "exchange/account.html", context, status=422 if prints else 200)


def _lines(request: StaffRequest, reference: str) -> list[Disclosure]:
    """The unit's own disclosures under exactly this number, oldest first."""
    if not reference:
        return []
    wanted = {"direction": "given", "reference": reference}
    found = pick_all(by=request.actor, wanted=wanted, today=timezone.localdate(now())).lines
    exact = [line for line in found if line.reference.casefold() == reference.casefold()]
    return sorted(exact, key=lambda line: line.transmission.sent_at)
