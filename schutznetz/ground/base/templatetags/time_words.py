"""Filters that show a moment in words, with the exact time in the element."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from schutznetz.ground.base import words_of_time
from schutznetz.ground.base.clock import now

register = template.Library()


@register.filter
def since(moment: datetime | None) -> SafeString | str:
    """`{{ x.sent_at|since }}` → "seit 2 Std. 10 Min."; runs on in the browser while it is under a day."""
    if moment is None:
        return ""
    return format_html(
        '<time datetime="{}" title="{}" data-since="{}">{}</time>',
        moment.isoformat(),
        words_of_time.exact_words(moment),
        words_of_time.elapsed_minutes(moment, now()),
        words_of_time.since_words(moment, now()),
    )


@register.filter
def until(moment: datetime | None) -> SafeString | str:
    """`{{ x.due_at|until }}` → "bis heute 14:00", "überfällig seit 20 Min."."""
    return "" if moment is None else _element(moment, until_words(moment))


@register.filter
def at(moment: datetime | None) -> SafeString | str:
    """`{{ x.read_at|at }}` → "heute 08:14", "Mittwoch 09:30", "03.11.2026, 09:30"."""
    return "" if moment is None else _element(moment, at_words(moment))


@register.filter
def since_words(moment: datetime) -> str:
    """Only the words, for sentences, labels and titles."""
    return words_of_time.since_words(moment, now())


@register.filter
def until_words(moment: datetime) -> str:
    """Only the words, for sentences, labels and titles."""
    return words_of_time.until_words(moment, now())


@register.filter
def at_words(moment: datetime) -> str:
    """Only the words, for sentences, labels and titles."""
    return words_of_time.moment_words(moment, now())


def _element(moment: datetime, words: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(),
        words_of_time.exact_words(moment),
        words,
    )
