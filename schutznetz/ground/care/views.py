"""Putting a message away that was read."""

import uuid

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from schutznetz.ground.care.access import messages_for
from schutznetz.ground.care.actions import settle_message
from schutznetz.ground.organisations.requests import StaffRequest


@require_POST
def put_away(request: StaffRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Take one of one's own messages off the first page."""
    notice = get_object_or_404(messages_for(request.actor), pk=notice_id)
    settle_message(by=request.actor, notice=notice)
    return redirect(settings.LOGIN_REDIRECT_URL)
