"""The pages on which an officer writes, one step after the other. Every answer is saved, right or wrong."""

import uuid
from dataclasses import dataclass, field

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schutznetz.casework.referrals import actions
from schutznetz.casework.referrals.access import may_report, own_drafts
from schutznetz.casework.referrals.drafts import Content, Newer, Seen
from schutznetz.casework.referrals.forms import BY_SLUG, STEPS, Step, StepPage, from_draft
from schutznetz.casework.referrals.forms.steps import next_of, number_of
from schutznetz.casework.referrals.models import Draft
from schutznetz.casework.referrals.presenters import compared
from schutznetz.casework.referrals.typed import (
    MOST_ROWS,
    Typed,
    key_of,
    lists_of,
    rows_of,
    with_rows,
)
from schutznetz.ground.base.clock import now
from schutznetz.ground.base.ids import new_code, new_id, new_number
from schutznetz.ground.organisations.requests import StaffRequest


@dataclass(frozen=True)
class Showing:
    """What a page is made of: whose draft, which step, and what was typed into it."""

    draft_id: uuid.UUID
    step: Step
    draft: Draft | None = None
    content: Content = field(default_factory=Content)
    checked: bool = False
    newer: list[tuple[str, str]] | None = None


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """The first step of an empty report. Its id is made now, so that posting it twice makes one draft."""
    if not may_report(request.actor):
        raise Http404
    if request.method == "GET":
        return shown(request, Showing(new_id(), STEPS[0]))
    try:
        draft_id = uuid.UUID(request.POST.get("draft_id", ""))
    except ValueError:
        raise Http404 from None
    return _save(request, draft_id, STEPS[0])


@require_http_methods(["GET", "POST"])
def step(request: StaffRequest, draft_id: uuid.UUID, slug: str) -> HttpResponse:
    """One step of one's own draft."""
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    if slug not in BY_SLUG:
        raise Http404
    if request.method == "POST":
        return _save(request, draft.pk, BY_SLUG[slug])
    content = actions.open_draft(by=request.actor, draft=draft)
    return shown(request, Showing(draft.pk, BY_SLUG[slug], draft, content))


@require_GET
def edit(request: StaffRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Go on where something is missing; with nothing missing, to the last look."""
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    content = actions.open_draft(by=request.actor, draft=draft)
    missing = from_draft(content.typed).first_open()
    if missing is None:
        return redirect("referrals:review", draft_id=draft.pk)
    return redirect("referrals:step", draft_id=draft.pk, slug=missing.step.slug)


def shown(request: StaffRequest, showing: Showing, status: int = 200) -> HttpResponse:
    """The page of a step."""
    step, draft, content = showing.step, showing.draft, showing.content
    page = StepPage(
        step, content.typed, checked=showing.checked, begins=_begins(request, step, content)
    )
    if showing.checked:
        page.is_valid()
    context = {
        "page": page,
        "step": step,
        "draft": draft,
        "draft_id": showing.draft_id,
        "seen": content.last(step.slug).count,
        "window": request.POST.get("window") or new_code(),
        "steps_labels": step_labels(draft),
        "number": number_of(step),
        "is_last": next_of(step) is None,
        "back": _before(draft, step),
        "newer": showing.newer,
        "may_have_more": step.rows and len(rows_of(content.typed, step.rows.prefix)) < MOST_ROWS,
    }
    return render(request, "referrals/write.html", context, status=status)


def step_labels(draft: Draft | None) -> list[tuple[str, str]]:
    """The steps for the top of the page; each may be opened again once there is a draft."""
    links = [
        (reverse("referrals:step", args=[draft.pk, each.slug]) if draft else "", str(each.label))
        for each in STEPS
    ]
    last = reverse("referrals:review", args=[draft.pk]) if draft else ""
    return [*links, (last, _("Wer bekommt was?"))]


def _save(request: StaffRequest, draft_id: uuid.UUID, step: Step) -> HttpResponse:
    posted = step.part_of(lists_of(dict(request.POST.lists())))
    typed, moved = _with_rows_changed(request, step, posted)
    try:
        draft = actions.save_draft(
            by=request.actor, draft_id=draft_id, typed=typed, step=step, seen=_seen(request)
        )
    except actions.AlreadySent:
        return redirect("referrals:sent", draft_id=draft_id)
    except Newer as newer:
        return _conflict(request, draft_id, step, typed, newer.content)
    if "X-Autosave" in request.headers:
        return HttpResponse(status=204)
    if "later" in request.POST or "papers" in request.POST:
        return _aside(request, draft)
    if moved:
        return redirect(reverse("referrals:step", args=[draft.pk, step.slug]) + moved)
    return _onward(request, draft, step)


def _aside(request: StaffRequest, draft: Draft) -> HttpResponse:
    """Saved as it is; on later, or now to what can be printed."""
    if "papers" in request.POST:
        return redirect("referrals:draft_papers", draft_id=draft.pk)
    return redirect("referrals:mine")


def _onward(request: StaffRequest, draft: Draft, step: Step) -> HttpResponse:
    """To the next step, or back with each mistake at its field."""
    content = draft.content or Content()
    if not StepPage(step, content.typed, checked=True).is_valid():
        return shown(request, Showing(draft.pk, step, draft, content, checked=True), status=422)
    following = next_of(step)
    if following is None:
        return redirect("referrals:review", draft_id=draft.pk)
    return redirect("referrals:step", draft_id=draft.pk, slug=following.slug)


def _conflict(
    request: StaffRequest, draft_id: uuid.UUID, step: Step, typed: Typed, content: Content
) -> HttpResponse:
    """Both versions side by side (409): what this window says stays in the form until she decides."""
    draft = get_object_or_404(own_drafts(request.actor), pk=draft_id)
    newer = compared(step.part_of(content.typed), typed)
    others = {name: content.typed[name] for name in content.typed if not step.owns(name)}
    mine = Content({**others, **typed}, content.saved)
    return shown(request, Showing(draft_id, step, draft, mine, newer=newer), status=409)


def _with_rows_changed(request: StaffRequest, step: Step, typed: Typed) -> tuple[Typed, str]:
    """What was typed with a row more or less, and the place on the page to go to.

    The number in the address makes it another one: a script would not load the same page again.
    """
    if step.rows is None:
        return typed, ""
    rows, gone = rows_of(typed, step.rows.prefix), request.POST.get("remove", "")
    if "more" in request.POST and len(rows) < MOST_ROWS:
        rows.append({"key": [new_number()]})
        return with_rows(typed, step.rows.prefix, rows), f"?rows={len(rows)}#row-{len(rows)}"
    if gone and any(key_of(row) == gone for row in rows):
        rows = [row for row in rows if key_of(row) != gone]
        return with_rows(typed, step.rows.prefix, rows), f"?rows={len(rows)}#content"
    return typed, ""


def _seen(request: StaffRequest) -> Seen | None:
    count, turn = request.POST.get("seen", ""), request.POST.get("turn", "")
    if not count.isdecimal():
        return None
    return Seen(
        int(count[:9]),
        request.POST.get("window", "")[:12],
        int(turn[:9]) if turn.isdecimal() else 0,
    )


def _before(draft: Draft | None, step: Step) -> str:
    place = STEPS.index(step)
    if draft is None or not place:
        return ""
    return reverse("referrals:step", args=[draft.pk, STEPS[place - 1].slug])


def _begins(request: StaffRequest, step: Step, content: Content) -> dict[str, object]:
    if step.slug != "operation" or step.slug in content.saved or step.part_of(content.typed):
        return {}
    return {"officer": request.actor.display_name, "happened_on": timezone.localdate(now())}
