"""Templates: nothing inline, nothing from elsewhere, nothing forgotten."""

import re
from collections.abc import Iterator

import pytest

from tests.house.reading import (
    ROOT,
    Finding,
    python_files,
    require_none,
    strings,
    template_name,
    templates,
    tree,
)

#: What the content policy would refuse, and what would carry somebody's text unescaped.
FORBIDDEN = {
    r"<script(?![^>]*\ssrc=)[^>]*>": "inline script",
    r"<style\b": "inline style sheet",
    r"\sstyle\s*=": "style attribute",
    r"\son[a-z]+\s*=\s*[\"']": "event attribute",
    r"\shx-on": "event attribute of htmx",
    r"javascript:": "script in a link",
    r"(?:src|href|action|hx-\w+)\s*=\s*[\"'](?:https?:)?//": "points to another host",
    r"\|\s*safe(?:seq)?\b": "switches escaping off",
    r"\{%\s*autoescape\s+off": "switches escaping off",
    r"\{%\s*debug\b": "prints everything there is",
    r"\{%\s*filter\s+safe": "switches escaping off",
    r"<iframe\b|<object\b|<embed\b": "embeds something",
}
FORM = re.compile(r"<form\b([^>]*)>(.*?)(?:</form>|\Z)", re.DOTALL | re.IGNORECASE)
TOKEN = re.compile(r"\{%\s*csrf_token\s*%\}")
POSTS = re.compile(r"method\s*=\s*[\"']?post", re.IGNORECASE)
USES = re.compile(r"\{%\s*(?:include|extends)\s+[\"']([^\"'#]+)")

#: Asked for by Django and its apps under names that stand in none of our files.
BY_CONVENTION = re.compile(r"^(?:\d{3}\.html|(?:django|account|mfa|allauth)/.+)$")


def bare(text: str) -> str:
    """A template without its comments."""
    text = re.sub(r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}", "", text, flags=re.DOTALL)
    return re.sub(r"\{#.*?#\}", "", text)


def forbidden(text: str) -> Iterator[tuple[int, str]]:
    """Line and words of everything that may not stand in a template."""
    for pattern, words in FORBIDDEN.items():
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield text.count("\n", 0, match.start()) + 1, words


def forms_without_token(text: str) -> Iterator[tuple[int, str]]:
    """Posting forms that Django would refuse, and asking forms that would show the token."""
    for match in FORM.finditer(text):
        posts, has_token = bool(POSTS.search(match.group(1))), bool(TOKEN.search(match.group(2)))
        line = text.count("\n", 0, match.start()) + 1
        if posts and not has_token:
            yield line, "posts without {% csrf_token %}"
        if not posts and has_token:
            yield line, "asks with GET and would carry the token into the address"


def used_names() -> set[str]:
    """Every template that some file of ours names."""
    names = {text.split("#")[0] for path in python_files() for _, text in strings(tree(path))}
    for path in templates():
        names |= set(USES.findall(path.read_text(encoding="utf-8")))
    return names


def test_templates_hold_nothing_inline_and_nothing_foreign() -> None:
    found = [
        Finding(path, line, words)
        for path in templates()
        for line, words in forbidden(bare(path.read_text(encoding="utf-8")))
    ]
    advice = "scripts and styles are files under static/; text is always escaped; no other host."
    require_none(found, "A template does what our content policy refuses.", advice)


def test_every_form_carries_its_token() -> None:
    found = [
        Finding(path, line, words)
        for path in templates()
        for line, words in forms_without_token(bare(path.read_text(encoding="utf-8")))
    ]
    require_none(
        found, "A form without protection.", 'method="post" and {% csrf_token %} together.'
    )


def test_every_template_is_used() -> None:
    used = used_names()
    found = [
        Finding(path, 0, "is named by no view, form, renderer or other template")
        for path in templates()
        if template_name(path) not in used and not BY_CONVENTION.match(template_name(path))
    ]
    require_none(found, "A template nobody asks for.", "delete it.")


def test_every_page_that_is_named_is_there() -> None:
    there = {template_name(path) for path in templates()}
    found = [
        Finding(path, line, f"names {name}, which is not there")
        for path in templates()
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for name in USES.findall(text)
        if name not in there and not BY_CONVENTION.match(name)
    ]
    require_none(found, "A page that is not there.", "write it or take the name out.")


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        '<script type="module">x</script>',
        "<style>p {}</style>",
        '<p style="color: red">',
        '<a onclick="x()">',
        '<a href="https://somewhere.example/">',
        '<img src="//somewhere.example/x.png">',
        "{{ text|safe }}",
        "{{ text | safe }}",
        "{% autoescape off %}",
    ],
)
def test_a_planted_wrong_is_found(planted: str) -> None:
    assert list(forbidden(planted))


@pytest.mark.parametrize(
    "good",
    [
        '<script type="module" src="{% static \'base/js/forms.js\' %}"></script>',
        "<a href=\"{% url 'base:leave' %}\">sicher</a>",
        '<a href="tel:110">110</a>',
        '<link rel="stylesheet" href="{% static \'base/css/page.css\' %}">',
        "Das ist sicher.",
    ],
)
def test_what_is_right_is_left_alone(good: str) -> None:
    assert not list(forbidden(good))


def test_planted_forms_are_told_apart() -> None:
    good = '<form method="post">{% csrf_token %}</form><form method="get"></form>'
    bad = '<form method="post"></form><form>{% csrf_token %}</form>'
    assert not list(forms_without_token(good))
    assert len(list(forms_without_token(bad))) == 2


def test_names_are_read_from_the_repository() -> None:
    assert template_name(ROOT / "schutznetz/x/templates/base/parts/a.html") == "base/parts/a.html"
