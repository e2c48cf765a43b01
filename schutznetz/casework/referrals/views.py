"""Pages of a station: write, look at who gets what, send."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schutznetz.casework.exchange.access import sent_by
from schutznetz.casework.exchange.presenters import sent_rows
from schutznetz.casework.exchange.rules import NoBasis
from schutznetz.casework.referrals import actions
from schutznetz.casework.referrals.access import may_report, own_drafts, sent_from_draft
from schutznetz.casework.referrals.forms import ReportForm, from_draft
from schutznetz.casework.referrals.models import Draft
from schutznetz.casework.referrals.presenters import FORM_SECTIONS
from schutznetz.casework.referrals.review import review_of
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.requests import StaffRequest

SENT_SHOWN = 50


@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """What this person has not sent yet, and what the station has sent."""
    _require_station(request)
    rows = sent_rows(by=request.actor, transmissions=sent_by(request.actor)[:SENT_SHOWN])
    context = {"drafts": own_drafts(request.actor), "sent": rows}
    return render(request, "referrals/mine.html", context)


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """An empty report. Its id is made now, so that posting it twice makes one draft."""
    _require_station(request)
    if request.method == "GET":
        return _form(
            request, ReportForm(initial={"happened_on": timezone.localdate(now())}), new_id()
        )
    try:
        draft_id = uuid.UUID(request.POST.get("draft_id", ""))
    except ValueError:
        raise Http404 from None
    return _save(request, draft_id)


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """A draft of one's own, to write on."""
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    if request.method == "POST":
        return _save(request, draft.pk)
    typed = actions.open_draft(by=request.actor, draft=draft)
    return _form(request, ReportForm(initial=typed), draft.pk, draft)


@require_GET
def review(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Who gets what on which basis; the last look before sending."""
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    form = from_draft(actions.open_draft(by=request.actor, draft=draft))
    if not form.is_valid():
        return _form(request, form, draft.pk, draft, status=422)
    return _review(request, draft, form)


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
    form = from_draft(actions.open_draft(by=request.actor, draft=draft))
    if not form.is_valid():
        return redirect("referrals:review", draft_id=draft.pk)
    return _send(request, draft, form)


@require_POST
def discard(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Delete a draft that is not needed."""
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    actions.discard_draft(by=request.actor, draft=draft)
    return redirect("referrals:mine")


def _review(
    request: StaffRequest, draft: Draft, form: ReportForm, chosen: list[str] | None = None
) -> HttpResponse:
    """The cards; with `chosen` after a try that named no part that may leave."""
    context = {
        "draft": draft,
        "review": review_of(request.actor, form, now()),
        "nothing_chosen": chosen is not None,
        "steps_labels": _steps(reverse("referrals:edit", args=[draft.pk])),
    }
    return render(request, "referrals/review.html", context, status=200 if chosen is None else 422)


def _send(request: StaffRequest, draft: Draft, form: ReportForm) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        actions.send_report(
            by=request.actor,
            draft=draft,
            version=int(version) if version.isdecimal() else 0,
            report=form.coded(),
            urgent=form.is_urgent(),
            weekday=form.cleaned_data["happened_on"].weekday(),
            parts=request.POST.getlist("parts"),
        )
    except actions.AlreadySent:
        return redirect("referrals:sent", draft_id=draft.pk)
    except actions.Outdated:
        return render(request, "referrals/outdated.html", {"draft": draft}, status=409)
    except (NoBasis, actions.NoRoute):
        return _review(request, draft, form, chosen=request.POST.getlist("parts"))
    return redirect("referrals:sent", draft_id=draft.pk)


def _save(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    form = ReportForm(data=request.POST)
    try:
        draft = actions.save_draft(by=request.actor, draft_id=draft_id, typed=form.typed())
    except actions.AlreadySent:
        return redirect("referrals:sent", draft_id=draft_id)
    if "later" in request.POST:
        return redirect("referrals:mine")
    if not form.is_valid():
        return _form(request, form, draft.pk, draft, status=422)
    return redirect("referrals:review", draft_id=draft.pk)


def _form(
    request: StaffRequest,
    form: ReportForm,
    draft_id: uuid.UUID,
    draft: Draft | None = None,
    status: int = 200,
) -> HttpResponse:
    sections = [(title, [form[name] for name in names]) for title, names in FORM_SECTIONS]
    context = {
        "form": form,
        "sections": sections,
        "draft_id": draft_id,
        "draft": draft,
        "steps_labels": _steps(),
    }
    return render(request, "referrals/write.html", context, status=status)


def _steps(writing: str = "") -> list[tuple[str, str]]:
    return [(writing, _("Schreiben")), ("", _("Wer bekommt was?")), ("", _("Gesendet"))]


def _require_station(request: StaffRequest) -> None:
    if not may_report(request.actor):
        raise Http404
