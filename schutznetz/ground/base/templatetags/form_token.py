"""Every form carries its token anyway; with it goes the unit for which the page was made."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from schutznetz.ground.base.typed import FOR_UNIT

register = template.Library()


class TokenForUnit(CsrfTokenNode):
    """Django's token, and the unit for which the person acted when the page was made.

    Somebody with a place in two units may change it in another tab; what she then sends from this
    page must not land in the wrong unit (`entry.middleware`).
    """

    def render(self, context: Context) -> SafeString:
        """Both fields; the second only where somebody acts."""
        token = SafeString(super().render(context))  # nosec B703 - Django has made it
        actor = context.get("actor")
        if not actor:
            return token
        return format_html(
            '{}<input type="hidden" name="{}" value="{}">', token, FOR_UNIT, actor.unit_id
        )


@register.tag("csrf_token")
def csrf_token(parser: Parser, token: Token) -> TokenForUnit:
    """`{% csrf_token %}`, in every form that posts."""
    return TokenForUnit()
