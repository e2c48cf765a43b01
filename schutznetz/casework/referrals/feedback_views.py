"""Feedback: the centre gives it, the station finds it in one list."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from schutznetz.casework.exchange.access import received_by
from schutznetz.casework.exchange.presenters import answer_rows
from schutznetz.casework.referrals.access import may_report
from schutznetz.casework.referrals.feedback import may_answer, reports_to_answer, send_feedback
from schutznetz.casework.referrals.feedback_forms import FeedbackForm
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.requests import StaffRequest

SHOWN = 50


@require_http_methods(["GET", "POST"])
def give_feedback(request: StaffRequest, transmission_id: uuid.UUID) -> HttpResponse:
    """One coded status for the station that reported, or nothing."""
    report = get_object_or_404(reports_to_answer(request.actor), pk=transmission_id)
    if report.acknowledged_at is None:
        return redirect("exchange:received", transmission_id=report.pk)  # read it first
    if not may_answer(request.actor, report):
        raise Http404
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        sent = send_feedback(
            by=request.actor,
            report=report,
            token=_token(request),
            status=form.cleaned_data["status"],
            released=form.released(),
        )
        return redirect("exchange:sent", transmission_id=sent.pk)
    context = {"form": form, "report": report, "token": request.POST.get("token") or new_id()}
    return render(request, "referrals/feedback.html", context, status=422 if form.errors else 200)


@require_GET
def answers(request: StaffRequest) -> HttpResponse:
    """What was sent to this station: feedback first of all, unread before read."""
    if not may_report(request.actor):
        raise Http404
    found = received_by(request.actor).order_by("-sent_at")[:SHOWN]
    rows = answer_rows(by=request.actor, transmissions=found)
    return render(request, "referrals/answers.html", {"rows": rows})


def _token(request: StaffRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        raise Http404 from None
