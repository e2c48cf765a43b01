"""Taking a copy of a document out of the seal. There is no preview."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from schutznetz.casework.attachments.access import attachments_of
from schutznetz.casework.attachments.actions import read_attachment
from schutznetz.casework.attachments.forms import PurposeForm
from schutznetz.casework.attachments.models import Attachment
from schutznetz.casework.attachments.rules import BY_CODE, Document
from schutznetz.casework.attachments.scanning import is_configured
from schutznetz.ground.organisations.requests import StaffRequest
from schutznetz.ground.vault.actions import open_file


@require_http_methods(["GET", "POST"])
def download(request: StaffRequest, attachment_id: uuid.UUID) -> HttpResponse:
    """Ask what for, then hand the document over as a file with a neutral name."""
    attachment = get_object_or_404(attachments_of(request.actor), pk=attachment_id)
    file = open_file(by=request.actor, file_id=attachment.file_id, purpose="attachment")
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        document = read_attachment(by=request.actor, attachment=attachment, **form.cleaned_data)
        return _handed_over(attachment, document)
    label = file.open(attachment, "sealed_label")
    context = {"attachment": attachment, "name": label["name"], "form": form}
    context["scanned"] = is_configured()
    status = 422 if request.method == "POST" else 200
    return render(request, "attachments/download.html", context, status=status)


def _handed_over(attachment: Attachment, document: Document) -> HttpResponse:
    """Never shown in the browser: as a file, of no type that a browser opens by itself."""
    name = f"anlage-{attachment.code.lower()}{BY_CODE[document.kind].suffix}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(document.content, content_type="application/octet-stream", headers=headers)
