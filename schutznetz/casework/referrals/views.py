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
from schutznetz.casework.referrals.access import (
    has_left,
    may_report,
    own_drafts,
    pending_from_draft,
    pending_of,
    sent_from_draft,
)
from schutznetz.casework.referrals.forms import Report, from_draft
from schutznetz.casework.referrals.forms.steps_of_incident import HandoverForm
from schutznetz.casework.referrals.models import Draft
from schutznetz.casework.referrals.parts import Choice
from schutznetz.casework.referrals.review import Tried, review_of
from schutznetz.casework.referrals.step_views import Showing, shown, step_labels
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.requests import StaffRequest

SENT_SHOWN = 50
#: What can be wrong with a choice, and the name of its advice on the page.
PROBLEMS: dict[type[Exception], str] = {
    NoBasis: "nothing_chosen",
    actions.NoRoute: "nothing_chosen",
    actions.NoWeighing: "no_weighing",
    actions.WayChanged: "way_changed",
}


@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """What this person has not sent yet, and what the station has sent."""
    if not may_report(request.actor):
        raise Http404
    rows = sent_rows(by=request.actor, transmissions=sent_by(request.actor)[:SENT_SHOWN])
    pending = pending_of(request.actor)
    context = {"drafts": own_drafts(request.actor), "sent": rows, "pending": pending}
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
    """What became of a report: who has it, whether a person has read it, what waits for a second one."""
    found = sent_from_draft(request.actor, draft_id)
    pending = pending_from_draft(request.actor, draft_id)
    if not found and not pending:
        raise Http404
    if len(found) == 1 and not pending:
        return redirect("exchange:sent", transmission_id=found[0].pk)
    rows = sent_rows(by=request.actor, transmissions=found)
    return render(request, "referrals/sent.html", {"sent": rows, "pending": pending})


@require_POST
def send(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Send exactly the version that was shown. A repeated click finds what was sent."""
    if has_left(request.actor, draft_id):
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
    problem: str = "",
) -> HttpResponse:
    """The cards; with what was ticked and written after a try that did not go through."""
    again = bool(problem) or (handover is not None and not handover.is_valid())
    labels = step_labels(draft)
    context = {
        "draft": draft,
        "review": review_of(request.actor, report, now(), _tried(request) if again else None),
        "handover": handover or HandoverForm(),
        "problem": problem,
        "steps_labels": labels,
        "number": len(labels),
    }
    return render(request, "referrals/review.html", context, status=422 if again else 200)


def _send(
    request: StaffRequest, draft: Draft, report: Report, handover: HandoverForm
) -> HttpResponse:
    call = handover.coded() if report.is_urgent() else {}
    try:
        actions.send_report(
            by=request.actor,
            draft=draft,
            version=_version(request),
            report={**report.coded(), **call},
            urgent=report.is_urgent(),
            weekday=report.weekday(),
            parts=_choices(request),
        )
    except actions.AlreadySent:
        return redirect("referrals:sent", draft_id=draft.pk)
    except actions.Outdated:
        return render(request, "referrals/outdated.html", {"draft": draft}, status=409)
    except NobodyToRead:
        return render(request, "referrals/nobody.html", {"draft": draft}, status=409)
    except tuple(PROBLEMS) as problem:
        called = handover if report.is_urgent() else None
        return _review(request, draft, report, handover=called, problem=PROBLEMS[type(problem)])
    return redirect("referrals:sent", draft_id=draft.pk)


def _choices(request: StaffRequest) -> list[Choice]:
    posted = request.POST
    cuts = [(ticked, ticked.partition("/")[0]) for ticked in posted.getlist("parts")]
    return [
        Choice.of(
            ticked, weighing=posted.get(f"weighing-{cut}", ""), unit=posted.get(f"to-{cut}", "")
        )
        for ticked, cut in cuts
    ]


def _tried(request: StaffRequest) -> Tried:
    begins = "weighing-"
    written = {
        name.removeprefix(begins): text
        for name, text in request.POST.items()
        if name.startswith(begins)
    }
    texts = {name: str(text).replace("\r\n", "\n") for name, text in written.items()}
    return Tried(tuple(request.POST.getlist("parts")), texts)


def _version(request: StaffRequest) -> int:
    version = request.POST.get("version", "")
    return int(version[:9]) if version.isdecimal() else 0
