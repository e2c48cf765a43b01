"""Pages for what comes another way."""

from django.http import Http404, HttpRequest, QueryDict

from schutznetz.casework.intakes.access import may_record
from schutznetz.casework.intakes.actions import Begun
from schutznetz.ground.organisations.requests import StaffRequest

#: Fields of a posted page that were not typed.
NOT_TYPED = {"csrfmiddlewaretoken", "intake_draft_id", "later"}


def require_recorder(request: StaffRequest) -> None:
    """Raise Http404 for somebody whose unit is sent no reports."""
    if not may_record(request.actor):
        raise Http404


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """What was typed into a posted page, as it was typed."""
    return {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name not in NOT_TYPED
    }


def as_data(begun: Begun) -> QueryDict:
    """What a draft holds, as a form wants it."""
    data = QueryDict(mutable=True)
    for name, values in begun.typed.items():
        data.setlist(name, values)
    return data
