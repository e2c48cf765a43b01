"""Pages of a station: what is under way, the last look at who gets what, sending."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from schutznetz.casework.exchange.access import sent_by
from schutznetz.casework.exchange.presenters import sent_rows
from schutznetz.casework.exchange.readers import NobodyToRead
from schutznetz.casework.exchange.rules import NoBasis
from schutznetz.casework.referrals import actions
from schutznetz.casework.referrals.access import may_report, own_drafts, sent_from_draft
from schutznetz.casework.referrals.forms import Report, from_draft
from schutznetz.casework.referrals.forms.steps_of_incident import HandoverForm
from schutznetz.casework.referrals.models import Draft
from schutznetz.casework.referrals.review import review_of
from schutznetz.casework.referrals.step_views import Showing, shown, step_labels
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.requests import StaffRequest

SENT_SHOWN = 50


@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """What this person has not sent yet, and what the station has sent."""
    if not may_report(request.actor):
        raise Http404
    rows = sent_rows(by=request.actor, transmissions=sent_by(request.actor)[:SENT_SHOWN])
    context = {"drafts": own_drafts(request.actor), "sent": rows}
    return render(request, "referrals/mine.html", context)


@require_GET
def review(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Who gets what on which basis; the last look before sending."""
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    content = actions.open_draft(by=request.actor, draft=draft)
    report = from_draft(content.typed)
    missing = report.first_open()
    if missing is None:
        return _review(request, draft, report)
    return shown(request, Showing(draft.pk, missing.step, draft, content, checked=True), status=422)


@require_GET
def sent(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What became of a report: who has it, and whether a person has read it."""
    found = sent_from_draft(request.actor, draft_id)
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("exchange:sent", transmission_id=found[0].pk)
    context = {"sent": sent_rows(by=request.actor, transmissions=found)}
    return render(request, "referrals/sent.html", context)


@require_POST
def send(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Send exactly the version that was shown. A repeated click finds what was sent."""
    if sent_from_draft(request.actor, draft_id):
        return redirect("referrals:sent", draft_id=draft_id)
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    report = from_draft(actions.open_draft(by=request.actor, draft=draft).typed)
    if not report.is_valid():
        return redirect("referrals:review", draft_id=draft.pk)
    handover = HandoverForm(data=request.POST)
    if report.is_urgent() and not handover.is_valid():
        return _review(request, draft, report, handover=handover)
    return _send(request, draft, report, handover)


@require_POST
def discard(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Delete a draft that is not needed."""
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    actions.discard_draft(by=request.actor, draft=draft)
    return redirect("referrals:mine")


@require_POST
def answer_only(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Nothing may leave: the answer is counted, the draft is deleted."""
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    report = from_draft(actions.open_draft(by=request.actor, draft=draft).typed)
    if not report.is_valid():
        return redirect("referrals:review", draft_id=draft.pk)
    try:
        actions.count_answers(by=request.actor, draft=draft, report=report.coded())
    except (actions.MayBeSent, actions.Outdated):
        return redirect("referrals:review", draft_id=draft.pk)
    messages.success(request, _("Der Entwurf ist gelöscht. Gezählt ist nur die Antwort."))
    return redirect("referrals:mine")


def _review(
    request: StaffRequest,
    draft: Draft,
    report: Report,
    *,
    handover: HandoverForm | None = None,
    nothing_chosen: bool = False,
) -> HttpResponse:
    """The cards; with what was typed after a try that did not go through."""
    tried = nothing_chosen or handover is not None
    labels = step_labels(draft)
    context = {
        "draft": draft,
        "review": review_of(request.actor, report, now()),
        "handover": handover or HandoverForm(),
        "nothing_chosen": nothing_chosen,
        "steps_labels": labels,
        "number": len(labels),
    }
    return render(request, "referrals/review.html", context, status=422 if tried else 200)


def _send(
    request: StaffRequest, draft: Draft, report: Report, handover: HandoverForm
) -> HttpResponse:
    version = request.POST.get("version", "")
    call = handover.coded() if report.is_urgent() else {}
    try:
        actions.send_report(
            by=request.actor,
            draft=draft,
            version=int(version) if version.isdecimal() else 0,
            report={**report.coded(), **call},
            urgent=report.is_urgent(),
            weekday=report.weekday(),
            parts=request.POST.getlist("parts"),
        )
    except actions.AlreadySent:
        return redirect("referrals:sent", draft_id=draft.pk)
    except actions.Outdated:
        return render(request, "referrals/outdated.html", {"draft": draft}, status=409)
    except NobodyToRead:
        return render(request, "referrals/nobody.html", {"draft": draft}, status=409)
    except (NoBasis, actions.NoRoute):
        return _review(request, draft, report, nothing_chosen=True)
    return redirect("referrals:sent", draft_id=draft.pk)
