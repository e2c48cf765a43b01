"""Adding to, correcting and taking back what was sent."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from schutznetz.casework.exchange.access import sent_by
from schutznetz.casework.exchange.actions.following import (
    Change,
    open_stub,
    supplement_transmission,
)
from schutznetz.casework.exchange.forms.following import ChooseForm, ValuesForm
from schutznetz.casework.exchange.kinds import kind_for
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.exchange.rules import NoBasis, NotAllowed, SentBefore
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def supplement(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """Which answers change, then what they are now. The choice stands in the address, no value."""
    first = get_object_or_404(sent_by(request.actor), pk=transmission_id)
    stub = open_stub(by=request.actor, transmission=first)
    if first.follows_id or first.offer_tag or stub.get("relation"):
        raise Http404
    kind, names = kind_for(str(stub["kind"])), _names(stub)
    choose = ChooseForm(request.GET or None, kind=kind)
    if not choose.is_bound or not choose.is_valid():
        context = {"transmission": first, "form": choose}
        return render(
            request, "exchange/choose.html", context, status=422 if choose.errors else 200
        )
    data = request.POST if request.method == "POST" else None
    form = ValuesForm(data, kind=kind, names=choose.names(), sent=names, initial=_fresh())
    if data is not None and form.is_valid():
        return _send(request, first, choose.cleaned_data["relation"], form)
    context = {"transmission": first, "form": form, "query": request.GET.urlencode()}
    return render(request, "exchange/supplement.html", context, status=422 if form.errors else 200)


def _send(
    request: StaffRequest, first: Transmission, relation: str, form: ValuesForm
) -> HttpResponse:
    change = Change(relation, form.cleaned_data["sentence"], form.given(), form.void())
    try:
        sent = supplement_transmission(
            by=request.actor,
            token=form.cleaned_data["token"],
            first=first,
            change=change,
            urgent=form.cleaned_data["urgent"],
        )
    except SentBefore:
        return refused(request, "sent_before", first)
    except NoBasis:
        return refused(request, "no_basis", first)
    except NotAllowed:
        return refused(request, "not_allowed", first)
    return redirect("exchange:sent", transmission_id=sent.pk)


def refused(request: StaffRequest, why: str, transmission: Transmission) -> HttpResponse:
    """409: nothing was changed, and why."""
    mine = transmission.from_unit_id == request.actor.unit_id
    context = {"why": why, "transmission": transmission, "mine": mine}
    return render(request, "exchange/refused.html", context, status=409)


def _fresh() -> dict[str, object]:
    """A token for the empty form: the same form sent twice is sent once."""
    return {"token": new_id()}


def _names(stub: dict[str, object]) -> list[str]:
    fields = stub.get("fields")
    return [str(each) for each in fields] if isinstance(fields, list) else []
