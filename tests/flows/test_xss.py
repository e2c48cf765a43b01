"""T43: what is typed stays text, in every field of every form and on every page that shows it.

New pages come along by themselves: the forms are read off the pages behind the doors of the matrix.
"""

import re
import uuid
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from schutznetz.casework.cases.actions import open_case
from tests.cast import Cast, draft_of, send
from tests.flows.test_matrix import INNER, INSIDE, TOMORROW, address, objects, undone
from tests.markup import CORPUS, Form, forms_on, made_by_text, that_fits
from tests.signing_in import sign_in

__all__ = ["objects"]

#: Everything that an officer writes in her own words, and how long it may be.
WRITTEN = (
    "officer file_number place summary affected_first_name affected_last_name language reach_when "
    "who_answers code_word accused_first_name accused_last_name child_first_name other_measures "
    "consent_language"
).split()
MOST = {"file_number": 60, "officer": 120, "language": 60, "consent_language": 60, "code_word": 60}
MOST |= {name: 120 for name in WRITTEN if name.endswith("_name")}
READABLE = sorted(name for name, door in INNER.items() if "GET" in door.methods)
ROOMS = sorted({name.partition(":")[0] for name in READABLE})
#: The frame of every page: nothing is typed there.
FRAME = ("/entry/", "/language/")
TYPED_INTO = {"text", "search", "tel", "email", "url", ""}
DATES = {"date": "2026-11-20", "time": "10:00", "number": "1", "datetime-local": "2026-11-20T10:00"}


def inside(name: str) -> str:
    """Somebody whom this door lets in."""
    return INSIDE[INNER[name].who][0]


def payload(form: Form) -> dict[str, list[str]]:
    """The form filled in: every field for text with the corpus, everything else plausibly."""
    data: dict[str, list[str]] = {}
    for field in form.fields:
        name, kind = field.get("name", ""), field.get("type", "").lower()
        if not name:
            continue
        most = int(field.get("maxlength") or 2000)
        if field["tag"] == "textarea" or (field["tag"] == "input" and kind in TYPED_INTO):
            data[name] = [that_fits(most)]
        elif kind in DATES:
            later = TOMORROW.isoformat() if "next" in name else DATES[kind]
            data.setdefault(name, [field.get("value") or later])
        elif kind in {"radio", "checkbox"} or field["tag"] == "option":
            if field.get("value", "on"):
                data.setdefault(name, [field.get("value", "on")])
        elif kind == "hidden":
            data.setdefault(name, []).append(field.get("value", ""))
    return data


def is_written_on(form: Form) -> bool:
    """Whether there is anything to type into."""
    return any(
        each["tag"] == "textarea"
        or (each["tag"] == "input" and each.get("type", "").lower() in TYPED_INTO)
        for each in form.fields
    )


def is_a_page(answer: Any) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


def variants_of(page: str, room: str) -> set[str]:
    """Links of a page to others of its room that differ by a word in the address: steps, changes."""
    found = set()
    for link in re.findall(r'<a [^>]*href="(/[^"?#]+)"', page):
        match = resolve(link)
        words = [word for word in match.kwargs.values() if isinstance(word, str)]
        if words and match.view_name in INNER and match.namespace == room:
            found.add(link)
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_t43_what_is_typed_into_a_page_stays_text(
    room: str, cast: Cast, objects: dict[str, uuid.UUID]
) -> None:
    names = [each for each in READABLE if each.partition(":")[0] == room]
    clients = {login: sign_in(Client(), login) for login in {inside(name) for name in names}}
    for login, client in clients.items():
        client.raise_request_exception = False
        urls = [address(each, objects) for each in names if login in INSIDE[INNER[each].who]]
        answers = {url: client.get(url, secure=True, follow=True) for url in urls}
        pages = {url: page for url, page in answers.items() if is_a_page(page)}
        own = {address(name, objects) for name in names if inside(name) == login} & set(pages)
        for url in own | {link for each in own for link in variants_of(pages[each].text, room)}:
            _fill_in(client, url, list(pages))


def _fill_in(client: Client, url: str, shown: list[str]) -> None:
    """Every form of one page."""
    page = client.get(url, secure=True, follow=True)
    assert made_by_text(page.text) == [], url
    here = page.redirect_chain[-1][0] if page.redirect_chain else url
    for form in forms_on(page.text):
        _try(client, here, form, shown)


def _try(client: Client, here: str, form: Form, shown: list[str]) -> None:
    """Send one form with the corpus in it; then look at its answer and at every page of the room."""
    to = urlsplit(urljoin(here, form.action)).path
    if to.startswith(FRAME) or not is_written_on(form):
        return
    with undone():
        answer = client.post(to, payload(form), secure=True, follow=True)
        assert answer.status_code < 500, to
        for page in (answer, *(client.get(each, secure=True) for each in shown)):
            assert not is_a_page(page) or made_by_text(page.text) == [], to


def test_t43_a_report_stays_text_on_every_page_of_both_sides(
    cast: Cast, objects: dict[str, uuid.UUID]
) -> None:
    typed = {name: that_fits(MOST.get(name, 200)) for name in WRITTEN}
    sent, taken = send(cast["aydin"], **typed), send(cast["aydin"], **typed)
    case = open_case(by=cast["kessler"], transmission=taken, next_on=TOMORROW)
    draft = draft_of(cast["aydin"], typed)
    known = {"transmission_id": sent.pk, "case_id": case.pk, "draft_id": draft.pk}
    for login in ("aydin", "kessler", "tran"):
        client, seen = sign_in(Client(), login), 0
        for name in READABLE:
            if login not in INSIDE[INNER[name].who]:
                continue
            page = client.get(address(name, {**objects, **known}), secure=True, follow=True)
            if is_a_page(page):
                seen += "&lt;xss-" in page.text
                assert made_by_text(page.text) == [], (login, name)
        assert seen, f"{login} saw nothing of it, so nothing was tried"


@pytest.mark.parametrize("piece", CORPUS)
def test_the_reading_finds_what_is_not_escaped(piece: str) -> None:
    """T3 for this test: unescaped, nearly every piece is found; two are harmless as text."""
    harmless = {"javascript:xss()", "&lt;xss-g&gt;", "{% now 'Y' %}xss", "{{ 7|add:35 }}xss"}
    unescaped = f'<p title="{piece}">{piece}</p><textarea>{piece}</textarea>'
    assert bool(made_by_text(unescaped)) == (piece not in harmless | {"<!--<xss-e>"})


def test_links_and_templates_are_found_as_well() -> None:
    assert made_by_text('<a href=" JavaScript:xss()">x</a>')
    assert made_by_text("42xss")
    assert made_by_text("<p>harmless</p>") == []
