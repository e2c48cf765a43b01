"""Four eyes: what a colleague wants to send although nobody agreed, and what the second person says."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from schutznetz.casework.exchange.presenters import parts_of
from schutznetz.casework.exchange.readers import NobodyToRead
from schutznetz.casework.exchange.sheets import ReadersChanged
from schutznetz.casework.exchange.words import basis_in_words, purpose_in_words
from schutznetz.casework.referrals import actions
from schutznetz.casework.referrals.access import may_decide, pending_of
from schutznetz.casework.referrals.forms.deciding import DecisionForm
from schutznetz.casework.referrals.models import PendingPart
from schutznetz.casework.referrals.sheet import without_sheet
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def pending(request: StaffRequest, pending_id: uuid.UUID) -> HttpResponse:
    """A part that waits: to be read and decided by a second person, or watched by the first."""
    part = get_object_or_404(pending_of(request.actor), pk=pending_id)
    if request.method == "GET":
        return _page(request, part, DecisionForm())
    form = DecisionForm(data=request.POST)
    if not form.is_valid():
        return _page(request, part, form, status=422)
    try:
        return _decide(request, part, form)
    except actions.NotSecond:
        return _page(request, part, DecisionForm(), status=409)
    except (ReadersChanged, NobodyToRead):
        return _page(request, part, DecisionForm(), status=409, stale=True)


def _decide(request: StaffRequest, part: PendingPart, form: DecisionForm) -> HttpResponse:
    decision = form.cleaned_data["decision"]
    if decision == "seen":
        actions.discard_pending(by=request.actor, pending=part)
    elif decision == "refuse":
        actions.refuse_part(by=request.actor, pending=part, reason=form.cleaned_data["reason"])
    else:
        sent = actions.approve_part(by=request.actor, pending=part)
        return redirect("exchange:sent", transmission_id=sent.pk)
    return redirect("referrals:mine")


def _page(
    request: StaffRequest,
    part: PendingPart,
    form: DecisionForm,
    *,
    status: int = 200,
    stale: bool = False,
) -> HttpResponse:
    held = actions.open_pending(by=request.actor, pending=part)
    disclosure = held["disclosure"]
    context = {
        "part": part,
        "held": held,
        "form": form,
        "stale": stale,
        "sections": parts_of(without_sheet(held["body"])[0]),
        "basis": basis_in_words(disclosure["basis"]),
        "purpose": purpose_in_words(disclosure["purpose"]),
        "may_decide": may_decide(request.actor, part),
        "is_mine": part.asked_by.account_id == request.actor.account_id,
    }
    return render(request, "referrals/pending.html", context, status=status)
