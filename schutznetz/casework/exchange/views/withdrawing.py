"""A consent was withdrawn: noting it, looking, deciding."""

import uuid
from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from schutznetz.casework.exchange.access import received_by, sent_by, withdrawals_of
from schutznetz.casework.exchange.actions.withdrawing import (
    decide_withdrawal,
    read_withdrawal,
    take_withdrawal,
    withdraw_consent,
)
from schutznetz.casework.exchange.forms.deciding import DecideForm
from schutznetz.casework.exchange.forms.following import WithdrawForm
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NotAllowed
from schutznetz.casework.exchange.views.following import refused
from schutznetz.casework.exchange.words import basis_in_words
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.requests import StaffRequest

FORM = ["GET", "POST"]


@require_http_methods(FORM)
def withdraw_sent(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """The sender has learned that a consent was withdrawn."""
    transmission = get_object_or_404(sent_by(request.actor), pk=transmission_id)
    return _withdraw(request, transmission, "exchange:sent")


@require_http_methods(FORM)
def withdraw_received(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """The recipient has learned of it."""
    transmission = get_object_or_404(received_by(request.actor), pk=transmission_id)
    return _withdraw(request, transmission, "exchange:received")


@require_http_methods(FORM)
def withdrawal(request: StaffRequest, withdrawal_id: uuid.UUID) -> HttpResponse:
    """Look for pressure and for another basis, then keep or delete."""
    row = get_object_or_404(withdrawals_of(request.actor), pk=withdrawal_id)
    data = request.POST if request.method == "POST" else None
    form = DecideForm(data)
    if data is not None and form.is_valid():
        with suppress(NotAllowed):  # somebody else was faster; the page shows what she decided
            decide_withdrawal(by=request.actor, withdrawal=row, decision=form.cleaned_data)
        return redirect("exchange:withdrawal", withdrawal_id=row.pk)
    known = read_withdrawal(by=request.actor, withdrawal=row)
    context = {
        "withdrawal": row,
        "known": known,
        "basis": basis_in_words(str(known["basis"])) if known.get("basis") else "",
        "form": form,
        "overdue": row.decided_at is None and row.due_at <= now(),
        "mine": row.owner_id == request.actor.member_id,
    }
    return render(request, "exchange/withdrawal.html", context, status=422 if form.errors else 200)


@require_POST
def take(request: StaffRequest, withdrawal_id: uuid.UUID) -> HttpResponse:
    """Look instead of the colleague it was given to."""
    row = get_object_or_404(withdrawals_of(request.actor), pk=withdrawal_id)
    if row.decided_at is None:
        take_withdrawal(by=request.actor, withdrawal=row)
    return redirect("exchange:withdrawal", withdrawal_id=row.pk)


def _withdraw(request: StaffRequest, transmission: Transmission, back: str) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_consent(by=request.actor, transmission=transmission, **form.cleaned_data)
        except NotAllowed:
            return refused(request, "not_allowed", transmission)
        return redirect(back, transmission_id=transmission.pk)
    context = {"transmission": transmission, "form": form, "back": back}
    return render(request, "exchange/withdraw.html", context, status=422 if form.errors else 200)
