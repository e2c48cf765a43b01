"""Offering a file to another centre, and closing it once that one has accepted."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from schutznetz.casework.cases.access import files_of
from schutznetz.casework.cases.actions.handing_over import (
    close_handed_over,
    offer_case,
    read_for_handover,
)
from schutznetz.casework.cases.models import Case
from schutznetz.casework.cases.rules import NotAllowed, State
from schutznetz.casework.cases.views.readers import with_reason
from schutznetz.casework.exchange.access import may_offer, sent_by
from schutznetz.casework.exchange.chain import offers_of
from schutznetz.casework.exchange.forms.deciding import HandOverForm
from schutznetz.casework.exchange.history import label_of
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NotAllowed as NotNow
from schutznetz.casework.exchange.views.following import refused
from schutznetz.casework.exchange.views.handing_over import WHY, offer_of
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.care.measure import within_measure
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@within_measure
@with_reason
def hand_over(request: StaffRequest, case_id: uuid.UUID) -> HttpResponse:
    """To whom, what of it, why, on which basis."""
    case = get_object_or_404(files_of(request.actor), pk=case_id)
    if not may_offer(request.actor) or case.state != State.OPEN:
        return redirect("cases:opened", case_id=case.pk)
    offers = offers_of(by=request.actor, subject=f"case:{case.pk}")
    if request.method == "GET" and any(each.waits_for_answer() for each in offers):
        return refused(request, "offered_already", offers[0])
    try:
        origin, body = read_for_handover(by=request.actor, case=case)
    except NotAllowed:
        raise Http404 from None
    known = body["fields"]
    choices = [(name, label_of(body, name)) for name in (known if isinstance(known, dict) else {})]
    data = request.POST if request.method == "POST" else None
    form = HandOverForm(data, actor=request.actor, choices=choices, initial={"token": new_id()})
    if data is not None and form.is_valid():
        return _offer(request, case, origin, form)
    return _page(request, case, form)


@require_POST
def close_handed(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """The other centre has accepted: one click closes the own file."""
    offer = get_object_or_404(sent_by(request.actor), pk=transmission_id)
    try:
        entry = close_handed_over(by=request.actor, offer=offer)
    except (NotAllowed, NotNow):
        return refused(request, "not_allowed", offer)
    return redirect("cases:opened", case_id=entry.case_id)


def _offer(
    request: StaffRequest, case: Case, origin: Transmission, form: HandOverForm
) -> HttpResponse:
    token, offer = form.cleaned_data["token"], offer_of(form)
    try:
        sent = offer_case(by=request.actor, case=case, token=token, offer=offer)
    except tuple(WHY) as refusal:
        return refused(request, WHY[type(refusal)], origin)
    except NotAllowed:
        return redirect("cases:opened", case_id=case.pk)
    return redirect("exchange:sent", transmission_id=sent.pk)


def _page(request: StaffRequest, case: Case, form: HandOverForm) -> HttpResponse:
    back = reverse("cases:opened", args=[case.pk])
    context = {"case": case, "form": form, "back": back}
    return render(request, "cases/hand_over.html", context, status=422 if form.errors else 200)
