"""Pages: calls that may not be what they say, and threats against colleagues."""

import uuid
from typing import Any

from django import forms
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schutznetz.casework.calls import actions
from schutznetz.casework.calls.access import (
    calls_of,
    is_still_to_be_told,
    known_units,
    open_calls_of,
    takes_calls,
    threats_of,
)
from schutznetz.casework.calls.forms import (
    CallForm,
    CloseForm,
    FollowForm,
    SettleForm,
    ThreatForm,
)
from schutznetz.casework.calls.models import Call, Threat
from schutznetz.casework.calls.presenters import (
    answer_facts,
    answer_of,
    call_facts,
    on_the_desk,
    rows_of,
    threat_events,
    threat_facts,
)
from schutznetz.casework.calls.rules import NotAllowed, State
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.errors import error_page
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.requests import StaffRequest

SHOWN = 30


@require_GET
def listed(request: StaffRequest) -> HttpResponse:
    """Open call-backs first, then what was settled lately, and the threats."""
    _require_calls(request)
    closed = calls_of(request.actor).filter(state=State.CLOSED)[:SHOWN]
    context = {
        "desk": on_the_desk(request.actor),
        "open": rows_of(request.actor, list(open_calls_of(request.actor))),
        "closed": rows_of(request.actor, list(closed)),
        "threats": threats_of(request.actor)[:SHOWN],
        "today": localdate(now()),
        "moment": now(),
    }
    return render(request, "calls/listed.html", context)


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """What to say now, and what to note. The id is made now: sent twice, it is noted once."""
    _require_calls(request)
    form = CallForm(request.POST if request.method == "POST" else None)
    call_id = _id_of(request)
    if form.is_bound and form.is_valid():
        try:
            call = actions.record_call(by=request.actor, call_id=call_id, typed=form.typed())
        except IntegrityError:  # the id is another unit's
            raise Http404 from None
        return redirect("calls:opened", call_id=call.pk)
    context = {"form": form, "id": call_id, "units": known_units()}
    return render(request, "calls/new.html", context, status=_status(form))


@require_GET
def opened(request: StaffRequest, call_id: uuid.UUID) -> HttpResponse:
    """One call: what was asked, whom to call back, what came out of it."""
    return _call_page(request, get_object_or_404(calls_of(request.actor), pk=call_id))


@require_http_methods(["GET", "POST"])
def settle(request: StaffRequest, call_id: uuid.UUID) -> HttpResponse:
    """What came out of calling back."""
    call = get_object_or_404(calls_of(request.actor), pk=call_id)
    if request.method == "GET":
        return redirect("calls:opened", call_id=call.pk)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _call_page(request, call, form)
    try:
        actions.settle_call(by=request.actor, call=call, **form.answers())
    except NotAllowed:
        return error_page(409)
    return redirect("calls:opened", call_id=call.pk)


@require_http_methods(["GET", "POST"])
def new_threat(request: StaffRequest) -> HttpResponse:
    """A threat against somebody who works here."""
    _require_calls(request)
    initial = {"owner": request.actor.member_id, "happened_on": localdate(now())}
    data = request.POST if request.method == "POST" else None
    form, threat_id = ThreatForm(data, initial=initial, actor=request.actor), _id_of(request)
    if form.is_bound and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("owner", "next_on")}
        try:
            threat = actions.record_threat(
                by=request.actor, threat_id=threat_id, typed=form.typed(), **chosen
            )
        except IntegrityError:  # the id is another unit's
            raise Http404 from None
        return redirect("calls:threat", threat_id=threat.pk)
    context = {"form": form, "id": threat_id}
    return render(request, "calls/new_threat.html", context, status=_status(form))


@require_GET
def threat(request: StaffRequest, threat_id: uuid.UUID) -> HttpResponse:
    """One threat: what happened, what was done, who looks next."""
    return _threat_page(request, get_object_or_404(threats_of(request.actor), pk=threat_id))


@require_http_methods(["GET", "POST"])
def change_threat(request: StaffRequest, threat_id: uuid.UUID, act: str) -> HttpResponse:
    """Note what was done, or close."""
    found = get_object_or_404(threats_of(request.actor), pk=threat_id)
    if act not in ("follow", "close"):
        raise Http404
    if request.method == "GET":
        return redirect("calls:threat", threat_id=found.pk)
    form = _threat_form(request, act, found, request.POST)
    if not form.is_valid():
        return _threat_page(request, found, **{act: form})
    do: Any = actions.note_threat if act == "follow" else actions.close_threat
    try:
        do(by=request.actor, threat=found, **form.cleaned_data)
    except NotAllowed:
        return error_page(409)
    return redirect("calls:threat", threat_id=found.pk)


@require_POST
def known(request: StaffRequest, subject_id: uuid.UUID) -> HttpResponse:
    """The actor knows; her desk stops saying so."""
    _require_calls(request)
    actions.confirm_warning(by=request.actor, subject_id=subject_id)
    return redirect("calls:listed")


def _call_page(request: StaffRequest, call: Call, form: SettleForm | None = None) -> HttpResponse:
    content = actions.read_call(by=request.actor, call=call)
    answer = answer_of(content)
    context = {
        "call": call,
        "facts": call_facts(content),
        "phone": content.get("directory_phone", ""),
        "settled": answer_facts(answer) if answer else None,
        "outcome": answer["outcome"] if answer else "",
        "form": form or SettleForm(initial={"called_at": now()}),
        "to_be_told": is_still_to_be_told(request.actor, call.pk),
    }
    return render(request, "calls/opened.html", context, status=422 if form else 200)


def _threat_page(
    request: StaffRequest,
    found: Threat,
    follow: forms.Form | None = None,
    close: forms.Form | None = None,
) -> HttpResponse:
    content = actions.read_threat(by=request.actor, threat=found)
    context = {
        "threat": found,
        "facts": threat_facts(content),
        "events": threat_events(content),
        "follow": follow or _threat_form(request, "follow", found),
        "close": close or CloseForm(auto_id="close_%s"),
        "wrong": follow or close,
        "to_be_told": is_still_to_be_told(request.actor, found.pk),
        "today": localdate(now()),
    }
    return render(request, "calls/threat.html", context, status=422 if follow or close else 200)


def _threat_form(request: StaffRequest, act: str, found: Threat, data: Any = None) -> forms.Form:
    if act == "close":
        return CloseForm(data, auto_id="close_%s")
    initial = {"owner": found.owner_id, "next_on": found.next_on}
    return FollowForm(data, initial=initial, actor=request.actor)


def _id_of(request: StaffRequest) -> uuid.UUID:
    if request.method != "POST":
        return new_id()
    try:
        return uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        raise Http404 from None


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200


def _require_calls(request: StaffRequest) -> None:
    if not takes_calls(request.actor):
        raise Http404
