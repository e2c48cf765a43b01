"""The unit's figures, and those of the network."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from schutznetz.ground.base.clock import now
from schutznetz.ground.base.csv_cells import table
from schutznetz.ground.organisations.access import works_on_cases
from schutznetz.ground.organisations.requests import StaffRequest
from schutznetz.overview.statistics import actions
from schutznetz.overview.statistics.access import (
    coordinates,
    may_release,
    months_with_facts,
    network_releases,
    own_releases,
    span_of,
)
from schutznetz.overview.statistics.forms import SpanForm
from schutznetz.overview.statistics.models import StatRelease
from schutznetz.overview.statistics.presenters import (
    Picture,
    as_table,
    comparison_table,
    comparisons,
    definition_of,
    pictures,
    released_pictures,
    spans_in,
)
from schutznetz.overview.statistics.rules.spans import (
    NotOver,
    Overlap,
    Span,
    releasable,
    span_named,
)
from schutznetz.overview.statistics.words import span_words


@require_GET
def start(request: StaffRequest) -> HttpResponse:
    """The month that runs, as far as it may be shown; what was released; what can be."""
    if not works_on_cases(request.actor):
        raise Http404
    month = Span(localdate(now()).replace(day=1), 1)
    context = {
        "month": span_words(month),
        **_figures(pictures(actions.read_running_figures(by=request.actor))),
        "releases": [(span_words(span_of(each)), each) for each in own_releases(request.actor)],
        "open_spans": _open_spans(request),
        "may_release": may_release(request.actor),
    }
    return render(request, "statistics/start.html", context)


@require_http_methods(["GET", "POST"])
def release(request: StaffRequest) -> HttpResponse:
    """Choose a span and release its figures, once and for good."""
    if not may_release(request.actor):
        raise Http404
    data = request.POST if request.method == "POST" else None
    spans = _open_spans(request)
    form = SpanForm(data, spans=spans)
    if data is not None and form.is_valid():
        try:
            found = actions.release_figures(by=request.actor, span=form.cleaned_data["span"])
        except (NotOver, Overlap):
            form.add_error("span", form.fields["span"].error_messages["invalid_choice"])
        else:
            return redirect("statistics:released", release_id=found.pk)
    context = {"form": form, "spans": spans}
    return render(request, "statistics/release.html", context, status=422 if form.errors else 200)


@require_GET
def released(request: StaffRequest, release_id: uuid.UUID) -> HttpResponse:
    """The frozen figures of one span."""
    found = _own(request, release_id)
    context = {
        "release": found,
        "span": span_words(span_of(found)),
        "definition": definition_of(found),
        **_figures(released_pictures(found)),
    }
    return render(request, "statistics/released.html", context)


@require_GET
def released_table(request: StaffRequest, release_id: uuid.UUID) -> HttpResponse:
    """The same for a spreadsheet."""
    return _csv(as_table(_own(request, release_id), _today()))


@require_GET
def network(request: StaffRequest) -> HttpResponse:
    """What the units have released, side by side, for the coordination."""
    spans, chosen, releases = _chosen(request)
    context = {
        "form": SpanForm(spans=spans, initial={"span": chosen.code if chosen else ""}),
        "span": chosen,
        "span_words": span_words(chosen) if chosen else "",
        "releases": releases,
        "comparisons": comparisons(releases),
    }
    return render(request, "statistics/network.html", context)


@require_GET
def network_table(request: StaffRequest) -> HttpResponse:
    """The same for a spreadsheet."""
    _, chosen, releases = _chosen(request)
    if chosen is None:
        return redirect("statistics:network")
    return _csv(comparison_table(chosen, releases, _today()))


def _chosen(request: StaffRequest) -> tuple[list[Span], Span | None, list[StatRelease]]:
    if not coordinates(request.actor):
        raise Http404
    every = list(network_releases(request.actor))
    spans = spans_in(every)
    wanted = span_named(request.GET.get("span", ""))
    chosen = wanted if wanted in spans else next(iter(spans), None)
    return spans, chosen, [each for each in every if span_of(each) == chosen]


def _figures(every: list[Picture]) -> dict[str, object]:
    return {
        "pictures": [each for each in every if not each.covered_whole],
        "covered": [each for each in every if each.covered_whole],
    }


def _open_spans(request: StaffRequest) -> list[Span]:
    months: set[date] = months_with_facts(request.actor)
    taken = map(span_of, own_releases(request.actor))
    return releasable(months, taken, today=localdate(now()))


def _own(request: StaffRequest, release_id: uuid.UUID) -> StatRelease:
    found = own_releases(request.actor).select_related("unit")
    return get_object_or_404(found, pk=release_id)


def _today() -> str:
    return date_format(localdate(now()), "d.m.Y")


def _csv(rows: list[Sequence[object]]) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="zahlen.csv"'}
    return HttpResponse(table(rows), content_type="text/csv; charset=utf-8", headers=headers)
