"""The parts of a page that KERN lacks or that carry a meaning of ours. See README.md for use."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

#: Our tones and KERN's names. Red is for danger or a broken promise only (look.md, principle 2).
TONES = {"calm": "info", "done": "success", "attention": "warning", "danger": "danger"}


@register.filter
def kern_tone(tone: str) -> str:
    """KERN's name of one of our tones, for class names; anything else is calm."""
    return TONES.get(tone, "info")


@register.inclusion_tag("base/parts/badge.html")
def badge(words: str, tone: str = "calm") -> dict[str, str]:
    """`{% badge "gelesen" "done" %}`: icon, word and colour."""
    return {"words": words, "kern": TONES[tone]}


@register.inclusion_tag("base/parts/heading.html")
def heading(question: str, answer: str = "", above: str = "") -> dict[str, str]:
    """`{% heading "Was muss heute geschehen?" "2 Fristen enden heute." %}`: the page's one question."""
    return {"question": question, "answer": answer, "above": above}


@register.inclusion_tag("base/parts/steps.html")
def steps(labels: Iterable[Any], current: int) -> dict[str, Any]:
    """`{% steps labels 3 %}`: where one is in a form of several pages, counted from 1.

    A label is a string, or a (url, label) pair where a finished step may be opened again.
    """
    pairs = [("", each) if isinstance(each, str) else each for each in labels]
    places = [
        {
            "url": url,
            "label": label,
            "number": number,
            "done": number < current,
            "here": number == current,
        }
        for number, (url, label) in enumerate(pairs, start=1)
    ]
    return {
        "places": places,
        "current": current,
        "total": len(places),
        "label": pairs[current - 1][1],
    }


@register.inclusion_tag("base/parts/empty.html")
def empty(title: str, text: str, url: str = "", action: str = "") -> dict[str, str]:
    """`{% empty "Nichts ungelesen" "Hier steht, was …" url "Zum Archiv" %}`: an empty list that teaches."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("base/parts/sealed.html")
def sealed(words: str = "") -> dict[str, str]:
    """`{% sealed "nur für die Beratungsstelle" %}`: a small lock and what is sealed for whom."""
    return {"words": words}


@register.inclusion_tag("base/parts/timeline.html")
def timeline(events: Iterable[Mapping[str, Any] | object]) -> dict[str, Any]:
    """`{% timeline events %}`: newest first; each has `at`, `words` and maybe `by`, `tone`, `url`."""
    return {"events": events}


@register.inclusion_tag("base/parts/facts.html")
def facts(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """`{% facts pairs %}`: a description list of (label, value); an empty value reads "keine Angabe"."""
    return {"pairs": pairs}


@register.inclusion_tag("base/parts/bars.html")
def bars(rows: Iterable[Any], caption: str) -> dict[str, Any]:
    """`{% bars rows "Wie die Meldungen kamen" %}`: a table whose figures are drawn as well.

    Each row has `label`, `figure` (None for one that stays covered) and `length` from 0 to 100.
    """
    return {"rows": rows, "caption": caption}


@register.inclusion_tag("base/parts/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}`: what is missing, each a link to its field. Put above the form."""
    fields = [field for form in forms for field in form if field.errors]
    general = [error for form in forms for error in form.non_field_errors()]
    return {"fields": fields, "general": general, "count": len(fields) + len(general)}


@register.simple_tag
def fields(form: BaseForm, *names: str) -> SafeString:
    """`{% fields form "phone" "times" %}`: these fields in this order; without names the whole form."""
    chosen: Iterable[BoundField] = (
        [form[name] for name in names] if names else form.visible_fields()
    )
    return format_html_join("\n", "{}", ((field.as_field_group(),) for field in chosen))


@register.simple_block_tag
def notice(content: str, tone: str = "calm", title: str = "", role: str = "") -> SafeString:
    """`{% notice "attention" title="…" %}…{% endnotice %}`: a box that needs to be seen.

    `role` is "status" or "alert" for a box that appears while somebody is on the page.
    """
    # The template engine has rendered and escaped the block; only its edges are trimmed here.
    rendered = SafeString(content.strip())  # nosec B703
    return _notice(rendered, tone, title, role)


@register.simple_tag
def message_notice(message: Message) -> SafeString:
    """One of Django's messages as a notice: a success is "done", a warning or error "attention"."""
    tone = {"success": "done", "warning": "attention", "error": "attention"}.get(
        message.level_tag, "calm"
    )
    return _notice("", tone, str(message), "status")


def _notice(content: str, tone: str, title: str, role: str) -> SafeString:
    context = {"content": content, "kern": TONES[tone], "title": title, "role": role}
    return render_to_string("base/parts/notice.html", context)
