"""Pages of a unit that keeps case files."""

from django.http import Http404

from schutznetz.casework.cases.access import keeps_files
from schutznetz.ground.organisations.requests import StaffRequest


def require_files(request: StaffRequest) -> None:
    """Raise Http404 for somebody whose unit keeps no files here."""
    if not keeps_files(request.actor):
        raise Http404
