"""What came into a file about a person and what went out of it, and the paper that says so."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from schutznetz.casework.cases import actions
from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.head import reports_of
from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.account import about_person
from schutznetz.casework.exchange.account_forms import AccountForm
from schutznetz.casework.exchange.ledger import Disclosure, disclosures
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.presenters import ledger_rows
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.papers import as_answer
from schutznetz.ground.organisations.models import Unit
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def case_disclosures(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """All disclosures about the person of one file; printed for her after two questions."""
    case = get_object_or_404(files_of(request.actor), pk=case_id)
    today = timezone.localdate(now())
    found = _of_case(request, case)
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        pdf = actions.hand_case_account(
            by=request.actor, case=case, transmissions=found, today=today, **form.options()
        )
        return as_answer(pdf, "aufstellung")
    lines = disclosures(by=request.actor, transmissions=found)
    context = {
        "case": case,
        "form": form,
        "rows": ledger_rows([each for each in lines if not each.transmission.recorded_here], today),
        "reports": [line.transmission for line in lines if _may_be_answered(line)],
    }
    return render(request, "cases/disclosures.html", context, status=422 if form.errors else 200)


def _of_case(request: StaffRequest, case: Case) -> list[Transmission]:
    reports = reports_of(actions.read_head(by=request.actor, case=case))
    return about_person(
        by=request.actor,
        reports=[uuid.UUID(each.transmission) for each in reports],
        codes={case.code, *(each.code for each in reports)},
        case_id=case.pk,
        today=timezone.localdate(now()),
    )


def _may_be_answered(line: Disclosure) -> bool:
    """Whether it is the report of a station, which may get one coded status."""
    sent = line.transmission
    reported = sent.from_unit.kind == Unit.Kind.STATION and not line.given and not line.relation
    return reported and line.kind is not None and line.kind.code == "police_report"
