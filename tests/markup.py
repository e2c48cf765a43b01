"""Reads a page as a browser does: its forms, and whether something in it was made by somebody's text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

#: What people who mean harm type. Each piece makes a tag, an attribute or a link if it is not escaped.
CORPUS = (
    "<script>xss()</script>",
    '"><xss-a onx=1>',
    "'><xss-b>",
    "</textarea><xss-c>",
    "</title><xss-d>",
    "<img src=x onerror=xss()>",
    "javascript:xss()",
    "<svg/onload=xss()>",
    "<!--<xss-e>",
    "{{ 7|add:35 }}xss",
    "{% now 'Y' %}xss",
    "]]><xss-f>",
    "&lt;xss-g&gt;",
    "\u2028<xss-h>",
)
ACTIVE = {"svg", "iframe", "object", "embed", "base", "style", "math", "xss"}
LINKS = {"href", "src", "action", "formaction", "data"}


@dataclass
class Form:
    """A form of a page as a browser would send it."""

    action: str
    fields: list[dict[str, str]] = field(default_factory=list)


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.found: list[str] = []
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += _made_by_text(tag, given)
        if tag == "form":
            self._form = Form(given.get("action", "")) if given.get("method") == "post" else None
            self.forms += [self._form] if self._form else []
        if self._form is None or tag not in {"input", "textarea", "select", "option"}:
            return
        if tag == "select":
            self._select = given.get("name", "")
        if tag == "option":
            given["name"] = self._select
        self._form.fields.append({"tag": tag, **given})

    def handle_endtag(self, tag: str) -> None:
        self._form = None if tag == "form" else self._form


def _made_by_text(tag: str, given: dict[str, str]) -> Iterator[str]:
    if tag in ACTIVE or tag.startswith("xss") or (tag == "script" and not given.get("src")):
        yield f"<{tag}>"
    for name, value in given.items():
        if name.startswith(("on", "xss")):
            yield f"{tag} with {name}"
        if name in LINKS and value.strip().lower().startswith(("javascript:", "data:text")):
            yield f"{tag} leads to {value}"
    if tag == "img" and given.get("src") == "x":
        yield "<img src=x>"


def forms_on(page: str) -> list[Form]:
    """The posting forms of a page."""
    reading = _Reading()
    reading.feed(page)
    return reading.forms


def made_by_text(page: str) -> list[str]:
    """What stands in a page although only somebody's text can have made it; templates too."""
    reading = _Reading()
    reading.feed(page)
    return reading.found + (["a template was run"] if "42xss" in page else [])


def that_fits(most: int) -> str:
    """As much of the corpus as a field of this length takes."""
    chosen = ""
    for piece in CORPUS:
        if len(chosen) + len(piece) + 1 <= most:
            chosen += piece + " "
    return chosen.strip()
