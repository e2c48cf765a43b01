"""A filled blank that has been read: checked by the rules of the screen form, never accepted by itself."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from schutznetz.casework.attachments.rules import (
    LARGEST,
    Document,
    Refused,
    require_honest_name,
    require_size,
    type_of,
)
from schutznetz.casework.attachments.scanning import require_harmless
from schutznetz.casework.attachments.workbench import cleaned_apart, form_read_apart
from schutznetz.casework.exchange.access import bases
from schutznetz.casework.intakes.access import stations
from schutznetz.casework.intakes.actions import Arrival, Begun
from schutznetz.casework.intakes.blank.reading import typed_of
from schutznetz.casework.intakes.blank.table import STATION_FIELD
from schutznetz.casework.intakes.forms import REMARKS, ArrivalForm
from schutznetz.casework.referrals.forms import Report
from schutznetz.casework.referrals.parts import Cut, cuts_of, header
from schutznetz.casework.referrals.typed import Typed
from schutznetz.ground.base.clock import now
from schutznetz.ground.organisations.actor import Actor
from schutznetz.ground.organisations.models import Unit

#: Which cut of a report a unit may keep, by its kind.
CUT_OF = {
    Unit.Kind.CENTRE: "centre-1",
    Unit.Kind.VICTIM_PROTECTION: "centre-1",
    Unit.Kind.YOUTH_OFFICE: "children",
    Unit.Kind.PROGRAMME: "accused-1",
}


@dataclass(frozen=True)
class Upload:
    """What became of an uploaded file: what to go on with, and the paper if it could be cleaned."""

    begun: Begun
    document: Document | None


def upload_of(file: "UploadedFile[Any]") -> Upload:
    """Read a filled blank, or keep the file for the six questions with one sentence why.

    Raises Refused where the file itself must not be taken: too large, a virus, a misleading name,
    or neither PDF nor picture.
    """
    require_size(file.size or LARGEST + 1)
    content, name = file.read(), file.name or ""
    kind = type_of(content)
    require_honest_name(name, kind)
    require_harmless(content)
    document = _cleaned(content, name)
    if kind.code != "pdf":
        return Upload(Begun("questions", _begin(), "scan"), document)
    try:
        typed = typed_of(form_read_apart(content))
    except Refused as refused:
        if refused.code not in REMARKS:
            raise
        return Upload(Begun("questions", _begin(), refused.code), document)
    return Upload(Begun("form", {**typed, **_arrived(typed)}), document)


def arrival_of(actor: Actor, report: Report, form: ArrivalForm) -> Arrival | str:
    """What is to be recorded of a report that is complete, or the code of why nothing may be."""
    station, received = form.cleaned_data["station"], form.cleaned_data["received_at"]
    cut = _own_cut(actor, report, station.name)
    if cut is None:
        return "nothing_for_us"
    terms = cut.plain(bases().values())
    if terms is None:
        return "no_basis"
    line = header(cut, station=station.name, weekday=report.weekday())
    return Arrival(
        kind=cut.part.kind,
        urgent=report.is_urgent(),
        received_at=received,
        header={**line, "station_id": str(station.pk)},
        fields=cut.fields(terms),
    )


def _own_cut(actor: Actor, report: Report, station: str) -> Cut | None:
    wanted = CUT_OF.get(Unit.Kind(actor.unit_kind))
    cuts = cuts_of(report.coded(), station=station)
    return next((cut for cut in cuts if cut.id == wanted), None)


def _cleaned(content: bytes, name: str) -> Document | None:
    try:
        return cleaned_apart(content, name)
    except Refused:
        return None


def _begin() -> dict[str, list[str]]:
    moment = timezone.localtime(now())
    return {
        "way": ["letter"],
        "received_at_0": [moment.date().isoformat()],
        "received_at_1": [moment.strftime("%H:%M")],
    }


def _arrived(typed: Typed) -> dict[str, list[str]]:
    """When it came is now until somebody says otherwise; the station by the name on the paper."""
    begin = _begin()
    begin.pop("way")
    named = "".join(typed.get(STATION_FIELD, [])).strip()
    station = stations().filter(name__iexact=named).first() if named else None
    return {**begin, **({"station": [str(station.pk)]} if station else {})}
