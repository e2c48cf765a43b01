"""Offering something to another centre, answering an offer, and ending one's own part."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from schutznetz.casework.exchange.access import may_offer, received_by, sent_by
from schutznetz.casework.exchange.actions import read_transmission
from schutznetz.casework.exchange.actions.handing_over import (
    Offer,
    answer_handover,
    offer_transmission,
    settle_handover,
)
from schutznetz.casework.exchange.forms.deciding import AnswerForm, HandOverForm
from schutznetz.casework.exchange.history import fields_now, label_of
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NoBasis, NotAllowed, OfferedAlready, SentBefore
from schutznetz.casework.exchange.views.following import refused
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.requests import StaffRequest

WHY = {
    NoBasis: "no_basis",
    NotAllowed: "not_allowed",
    OfferedAlready: "offered_already",
    SentBefore: "sent_before",
}


@require_http_methods(["GET", "POST"])
def hand_over(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Offer a received transmission that nobody has made a file of."""
    row = get_object_or_404(received_by(request.actor), pk=transmission_id)
    if not may_offer(request.actor) or row.file_id is None or row.follows_id:
        raise Http404
    data = request.POST if request.method == "POST" else None
    initial = {"token": new_id(), "urgent": row.urgent}
    form = HandOverForm(data, actor=request.actor, choices=_choices(request, row), initial=initial)
    if data is not None and form.is_valid():
        return _offer(request, row, form)
    context = {"transmission": row, "form": form}
    return render(request, "exchange/hand_over.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Accept or decline."""
    row = get_object_or_404(received_by(request.actor), pk=transmission_id)
    if not row.waits_for_answer():
        return redirect("exchange:received", transmission_id=row.pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_handover(by=request.actor, transmission=row, **form.cleaned_data)
        except tuple(WHY) as refusal:
            return refused(request, WHY[type(refusal)], row)
        return redirect("exchange:received", transmission_id=row.pk)
    context = {"transmission": row, "form": form}
    return render(request, "exchange/answer.html", context, status=422 if form.errors else 200)


@require_POST
def settle(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """The other centre has accepted: the own part is done."""
    row = get_object_or_404(sent_by(request.actor), pk=transmission_id)
    try:
        settle_handover(by=request.actor, offer=row)
    except NotAllowed:
        return refused(request, "not_allowed", row)
    return redirect("exchange:sent", transmission_id=row.pk)


def _choices(request: StaffRequest, row: Transmission) -> list[tuple[str, str]]:
    body = read_transmission(by=request.actor, transmission=row)
    known = fields_now(by=request.actor, first=row, body=body)
    return [(name, label_of(body, name)) for name in known]


def _offer(request: StaffRequest, row: Transmission, form: HandOverForm) -> HttpResponse:
    token = form.cleaned_data["token"]
    try:
        sent = offer_transmission(
            by=request.actor, token=token, transmission=row, offer=offer_of(form)
        )
    except tuple(WHY) as refusal:
        return refused(request, WHY[type(refusal)], row)
    return redirect("exchange:sent", transmission_id=sent.pk)


def offer_of(form: HandOverForm) -> Offer:
    """What the form says; whoever offers adds what it is about."""
    said = form.cleaned_data
    return Offer(
        subject="",
        to_unit=said["to_unit"],
        fields=dict.fromkeys(said["names"], ""),
        source_kind="",
        note=said["note"],
        basis=said["basis"],
        urgent=said["urgent"],
        consent=form.consent(),
    )
