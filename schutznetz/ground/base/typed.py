"""What a request itself brought: kept for its writer when nothing else could be done with it.

Needs neither database nor session. Passwords, codes and tokens are never kept, nor is anything
that was typed at the door.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve

Typed = dict[str, list[str]]

#: Names of the hidden fields that the house itself puts into forms.
TOKEN, FOR_UNIT, WAITING = "csrfmiddlewaretoken", "for_unit", "waiting"
MOST_FIELDS, MOST_BYTES = 400, 256 * 1024
#: Rooms whose forms nobody shall see again: passwords are typed there, or nothing worth keeping.
CLOSED = {"", "entry", "base"}
SECRET = re.compile(r"passw|secret|^(?:code|otp|pin)$", re.IGNORECASE)
#: A value that people do not write: an identifier, a code, a number of a version, a ticked box.
TECHNICAL = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[a-z0-9_]*_[a-z0-9_]*|on")
NAMED = re.compile(r"(?:^|_)(?:id|version|parts?|step|later)$")
COUNTED = re.compile(r"^\w+?-\d+-|_\d+$")


@dataclass(frozen=True)
class Shown:
    """One value as the page shows it: hidden, as words that stand, or to be written on."""

    name: str
    value: str
    label: str
    kind: str
    words: str = ""


def typed_in(request: HttpRequest) -> Typed | None:
    """What was typed into a form of ours; None if there is nothing, or more than can be kept."""
    if request.method != "POST" or room_of(request) in CLOSED:
        return None
    try:
        posted = request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, OSError):
        return None
    kept = {
        name: values for name, values in posted.lists() if name != TOKEN and not SECRET.search(name)
    }
    size = sum(len(name) + sum(len(value.encode()) for value in kept[name]) for name in kept)
    if not kept or sum(map(len, kept.values())) > MOST_FIELDS or size > MOST_BYTES:
        return None
    return kept


def room_of(request: HttpRequest) -> str:
    """The room a request is for; empty for an address that does not exist."""
    return room_named(request.path_info)


def room_named(address: str) -> str:
    """The room of an address, found without asking anything but the list of addresses."""
    try:
        return resolve(urlsplit(address).path).namespace
    except Resolver404:
        return ""


def is_from_our_page(request: HttpRequest) -> bool:
    """Whether a page of ours has sent this form: otherwise somebody else chose what is in it."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    check = CsrfViewMiddleware(lambda _: HttpResponse())
    return check.process_view(request, lambda _: HttpResponse(), (), {}) is None


def shown(typed: Typed, room: str) -> list[Shown]:
    """The values in the order in which they came, each with what people call it."""
    fields = dict(_fields_of(room))
    return [
        _shown(name, value, fields.get(COUNTED.sub("", name)))
        for name, values in typed.items()
        for value in values
    ]


def _shown(name: str, value: str, field: Any) -> Shown:
    label = str(field.label or "") if field else ""
    label = label or COUNTED.sub("", name).replace("_", " ").capitalize()
    words = _words_of(field, value)
    if words:
        return Shown(name, value, label, "stands", words)
    if _is_technical(name, value, field):
        return Shown(name, value, label, "hidden")
    is_long = len(value) > 80 or "\n" in value
    return Shown(name, value, label, "text" if is_long else "line")


def _words_of(field: Any, value: str) -> str:
    """What a chosen code means; a list that would have to be asked of the database is not asked."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return ""
    known: Any = field.choices
    return next((str(words) for code, words in known if value and str(code) == value), "")


def _is_technical(name: str, value: str, field: Any) -> bool:
    if name in (FOR_UNIT, WAITING) or not value:
        return True
    if isinstance(field, forms.ModelChoiceField):
        return True
    if field is not None:
        return bool(field.widget.is_hidden) or isinstance(field, forms.BooleanField)
    return bool(NAMED.search(name) or TECHNICAL.fullmatch(value))


def _fields_of(room: str) -> Iterator[tuple[str, Any]]:
    """Name and field of every form of a room."""
    for form in _all_forms(forms.BaseForm):
        if f".{room}." in f"{form.__module__}.":
            yield from getattr(form, "base_fields", {}).items()


def _all_forms(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for each in kind.__subclasses__():
        yield each
        yield from _all_forms(each)
