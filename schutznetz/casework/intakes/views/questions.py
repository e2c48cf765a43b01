"""Writing down what came another way."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from schutznetz.casework.attachments.presenters import attachment_rows
from schutznetz.casework.attachments.scanning import is_configured
from schutznetz.casework.intakes import actions
from schutznetz.casework.intakes.access import own_drafts, recorded_from, side_of
from schutznetz.casework.intakes.actions import Begun
from schutznetz.casework.intakes.forms import QUESTIONS, REMARKS, IntakeForm, begun_answers
from schutznetz.casework.intakes.models import IntakeDraft
from schutznetz.casework.intakes.views import require_recorder, typed_in
from schutznetz.casework.intakes.views.filled import check
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """The six questions, empty. The id is made now, so that posting twice makes one record."""
    require_recorder(request)
    if request.method == "GET":
        form = IntakeForm(initial={"received_at": timezone.localtime(now())})
        return _page(request, form, new_id())
    try:
        draft_id = uuid.UUID(request.POST.get("intake_draft_id", ""))
    except ValueError:
        raise Http404 from None
    return _take(request, draft_id)


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, intake_draft_id: uuid.UUID) -> HttpResponse:
    """Something begun, to go on with."""
    earlier = recorded_from(request.actor, intake_draft_id)
    if earlier:
        return redirect("exchange:received", transmission_id=earlier.pk)
    draft = get_object_or_404(own_drafts(request.actor), pk=intake_draft_id)
    begun, _ = actions.open_intake(by=request.actor, draft=draft)
    if begun.page == "form":
        return check(request, draft, begun)
    if request.method == "POST":
        return _take(request, draft.pk)
    return _page(request, IntakeForm(initial=begun_answers(begun.typed)), draft.pk, draft)


@require_POST
def discard(request: StaffRequest, intake_draft_id: uuid.UUID) -> HttpResponse:
    """Delete something begun that is not needed."""
    draft = get_object_or_404(own_drafts(request.actor), pk=intake_draft_id)
    actions.discard_intake(by=request.actor, draft=draft)
    return redirect("intakes:new")


def _take(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Record what is complete; keep what is not, the paper included."""
    form = IntakeForm(request.POST, request.FILES)
    if form.is_valid() and "later" not in request.POST:
        row = actions.record_intake(
            by=request.actor,
            draft_id=draft_id,
            arrival=form.arrival(side_of(request.actor)),
            document=form.paper(),
        )
        return redirect("exchange:received", transmission_id=row.pk)
    begun = Begun(page="questions", typed=typed_in(request))
    try:
        draft = actions.save_intake(
            by=request.actor, draft_id=draft_id, begun=begun, document=form.paper()
        )
    except actions.AlreadyRecorded:
        return redirect("intakes:edit", intake_draft_id=draft_id)
    if "later" in request.POST:
        return redirect("intakes:edit", intake_draft_id=draft.pk)
    return _page(request, form, draft.pk, draft, status=422)


def _page(
    request: StaffRequest,
    form: IntakeForm,
    draft_id: uuid.UUID,
    draft: IntakeDraft | None = None,
    status: int = 200,
) -> HttpResponse:
    papers, remark = [], ""
    if draft:
        begun, file = actions.open_intake(by=request.actor, draft=draft)
        papers = attachment_rows(by=request.actor, file=file)
        remark = str(REMARKS.get(begun.remark, ""))
    context = {
        "form": form,
        "sections": [(title, [form[name] for name in names]) for title, names in QUESTIONS],
        "draft_id": draft_id,
        "draft": draft,
        "attachments": papers,
        "remark": remark,
        "scanned": is_configured(),
    }
    return render(request, "intakes/record.html", context, status=status)
