"""The road of the PDF: the empty blank, a filled one, and its check by a person."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from schutznetz.casework.attachments.forms import WORDS as DOCUMENT_WORDS
from schutznetz.casework.attachments.presenters import attachment_rows
from schutznetz.casework.attachments.rules import Refused
from schutznetz.casework.attachments.scanning import is_configured
from schutznetz.casework.intakes import actions
from schutznetz.casework.intakes.actions import Begun
from schutznetz.casework.intakes.blank.drawing import blank_pdf
from schutznetz.casework.intakes.filled import arrival_of, upload_of
from schutznetz.casework.intakes.forms import ArrivalForm, UploadForm
from schutznetz.casework.intakes.models import IntakeDraft
from schutznetz.casework.intakes.views import as_data, require_recorder, typed_in
from schutznetz.casework.referrals.forms import Report
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.organisations.access import works_on_cases
from schutznetz.ground.organisations.requests import StaffRequest


@require_GET
def blank(request: StaffRequest) -> HttpResponse:
    """The empty form, made on demand."""
    if not works_on_cases(request.actor):
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="formular.pdf"'}
    return HttpResponse(blank_pdf(), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    """Take a filled form; it is only read here, and goes nowhere by itself."""
    require_recorder(request)
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        try:
            taken = upload_of(form.cleaned_data["document"])
        except Refused as refused:
            form.add_error("document", DOCUMENT_WORDS[refused.code])
        else:
            draft = actions.save_intake(
                by=request.actor, draft_id=new_id(), begun=taken.begun, document=taken.document
            )
            return redirect("intakes:edit", intake_draft_id=draft.pk)
    context = {"form": form, "scanned": is_configured()}
    return render(request, "intakes/upload.html", context, status=422 if form.errors else 200)


def check(request: StaffRequest, draft: IntakeDraft, begun: Begun) -> HttpResponse:
    """What was read, in our own rendering, each mistake at its field; recorded when a person says so."""
    if request.method == "POST":
        return _checked(request, draft, Begun("form", typed_in(request)))
    return _page(request, draft, Report(begun.typed), ArrivalForm(as_data(begun)))


def _checked(request: StaffRequest, draft: IntakeDraft, begun: Begun) -> HttpResponse:
    report, form = Report(begun.typed), ArrivalForm(as_data(begun))
    fits, refusal = all([report.is_valid(), form.is_valid()]), ""
    if fits and "later" not in request.POST:
        arrival = arrival_of(request.actor, report, form)
        if isinstance(arrival, actions.Arrival):
            row = actions.record_intake(by=request.actor, draft_id=draft.pk, arrival=arrival)
            return redirect("exchange:received", transmission_id=row.pk)
        refusal = arrival
    try:
        draft = actions.save_intake(by=request.actor, draft_id=draft.pk, begun=begun)
    except actions.AlreadyRecorded:
        return redirect("intakes:edit", intake_draft_id=draft.pk)
    if "later" in request.POST:
        return redirect("intakes:edit", intake_draft_id=draft.pk)
    return _page(request, draft, report, form, refusal=refusal, status=422)


def _page(
    request: StaffRequest,
    draft: IntakeDraft,
    report: Report,
    form: ArrivalForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    _, file = actions.open_intake(by=request.actor, draft=draft)
    context = {
        "draft": draft,
        "form": form,
        "pages": list(report.pages.values()),
        "fits": report.is_valid() and form.is_valid(),
        "refusal": refusal,
        "attachments": attachment_rows(by=request.actor, file=file),
        "scanned": is_configured(),
    }
    return render(request, "intakes/check.html", context, status=status)
