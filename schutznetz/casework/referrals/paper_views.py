"""Papers for somebody to take along or to sign: the consent sheet and the neutral card."""

import uuid
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from schutznetz.casework.exchange.access import bases
from schutznetz.casework.referrals import actions
from schutznetz.casework.referrals.access import (
    may_print_papers,
    own_drafts,
    units_for_cards,
)
from schutznetz.casework.referrals.consent_sheet import (
    PURPOSES,
    SPEAKS_TO,
    Agreed,
    consent_sheet,
    neutral_card,
    part_named,
)
from schutznetz.casework.referrals.forms import from_draft
from schutznetz.casework.referrals.languages import MODEL, Language, complete, languages
from schutznetz.casework.referrals.models import Draft
from schutznetz.casework.referrals.paper_forms import SafeForm
from schutznetz.casework.referrals.parts import Part
from schutznetz.casework.referrals.printed_report import TellsHowToReach, printed_report
from schutznetz.casework.referrals.recipients import recipient_on_sheet
from schutznetz.casework.referrals.typed import people, person_of
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.papers import as_answer
from schutznetz.ground.organisations.access import is_police
from schutznetz.ground.organisations.requests import StaffRequest


@require_GET
def papers(request: StaffRequest, draft_id: uuid.UUID | None = None) -> HttpResponse:
    """First the question whether it is safe, then what can be printed."""
    _require_papers(request)
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id) if draft_id else None
    form = SafeForm(request.GET or None, units=units_for_cards(request.actor))
    context = {
        "form": form,
        "draft": draft,
        "sheets": _sheets(request, draft) if draft and form.is_valid() else [],
        "chosen": form.cleaned_data if form.is_valid() else None,
        "incomplete": [each for each in languages() if each.missing],
    }
    return render(request, "referrals/papers.html", context, status=422 if form.errors else 200)


@require_GET
def sheet(request: StaffRequest, draft_id: uuid.UUID | None = None) -> HttpResponse:
    """The consent sheet, blank or filled from one's own draft."""
    _require_papers(request)
    part = part_named(request.GET.get("part", "centre"))
    if part is None:
        raise Http404
    who, chosen, typed = request.GET.get("who", ""), request.GET.get("unit", ""), None
    if draft_id:
        draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
        typed = actions.open_draft(by=request.actor, draft=draft).typed
    unit = recipient_on_sheet(request.actor, part, typed=typed, who=who, chosen=chosen)
    pdf = consent_sheet(
        _language(request),
        part,
        station=request.actor.unit_name if is_police(request.actor) else "",
        unit=unit.name if unit else "",
        typed=person_of(typed, who) if typed is not None else None,
        terms=_agreed(part, _language(request)),
        stays="stays" in request.GET,
    )
    return as_answer(pdf, "blatt")


@require_GET
def card(request: StaffRequest) -> HttpResponse:
    """The neutral card with the number of the unit that was chosen."""
    _require_papers(request)
    units = units_for_cards(request.actor)
    wanted = request.GET.get("unit") or str(units[0].pk if units else "")
    unit = next((each for each in units if str(each.pk) == wanted), None)
    if unit is None:
        raise Http404
    return as_answer(neutral_card(_language(request), unit), "karte")


def _agreed(part: Part, language: Language) -> Agreed:
    """What the network has agreed on where the part rests on this person's consent alone."""
    rests_on = f"{SPEAKS_TO[part.code]}_consent"
    plain = [each for each in bases().values() if each.is_plain and each.rests_on == rests_on]
    terms = next((each for each in plain if each.kind == part.kind), None)
    if terms is None:
        return Agreed()
    until = timezone.localdate(now()) + timedelta(days=terms.days) if terms.days else None
    usual = terms.purpose == PURPOSES[part.code]  # the sheet's own words speak to the person
    purpose = "" if usual else terms.purpose_names.get(language.code, "")
    return Agreed(frozenset(terms.fields), purpose, until)


def _sheets(request: StaffRequest, draft: Draft) -> list[tuple[str, str, str]]:
    """A sheet for everybody in a draft whose consent is asked: part, key and name."""
    typed = actions.open_draft(by=request.actor, draft=draft).typed
    return [
        (part, key, name or str(_("ohne Namen")))
        for part, prefix in (("centre", "affected"), ("accused", "accused"))
        for key, name in people(typed, prefix)
    ]


def _language(request: StaffRequest) -> Language:
    found = complete().get(request.GET.get("language", MODEL))
    if found is None:
        raise Http404
    return found


def _require_papers(request: StaffRequest) -> None:
    if not may_print_papers(request.actor):
        raise Http404


@require_GET
def printout(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """One's own draft for the police file, without the separate sheet."""
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    form = from_draft(actions.open_draft(by=request.actor, draft=draft).typed)
    if not form.is_valid():
        return redirect("referrals:review", draft_id=draft.pk)
    by = f"{request.actor.display_name}, {request.actor.function}"
    try:
        pdf = printed_report(
            form.coded(), code=draft.code, station=request.actor.unit_name, officer=by
        )
    except TellsHowToReach as told:
        context = {"draft": draft, "labels": told.labels}
        return render(request, "referrals/not_printed.html", context, status=422)
    return as_answer(pdf, "ausdruck")
