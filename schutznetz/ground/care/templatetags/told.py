"""What somebody was told and has not put away, for the top of her first page."""

from typing import Any

from django import template
from django.template import RequestContext

from schutznetz.ground.care.access import messages_for
from schutznetz.ground.care.messages import message_for
from schutznetz.ground.care.models import Notice
from schutznetz.ground.organisations.models import Member

register = template.Library()


@register.inclusion_tag("care/told.html", takes_context=True)
def told(context: RequestContext) -> dict[str, Any]:
    """`{% told %}`: each message with its words and the way to put it away."""
    actor = context.get("actor")
    notices = messages_for(actor) if actor else []
    rows = [(each, message_for(each.code), _name(each)) for each in notices]
    return {"rows": rows, "csrf_token": context.get("csrf_token")}


def _name(notice: Notice) -> str:
    if not message_for(notice.code).about_member:
        return ""
    found = Member.objects.filter(pk=notice.subject_id, unit_id=notice.member.unit_id)
    return next((each.account.name for each in found.select_related("account")), "")
