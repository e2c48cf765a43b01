"""What every template finds: who acts, where one can go, whether this is a rehearsal."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from schutznetz.ground.base.navigation import entries_for, people_page


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """`actor` (None before sign-in), `demo`, `rooms_nav` (worked out only where a page shows it)."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "demo": settings.DEMO,
        "people_page": people_page,
        "rooms_nav": partial(entries_for, actor, request.path),
    }
