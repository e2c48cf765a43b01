"""A pair of hands at a page: reads its forms, fills in what is said, leaves the rest, and sends.

For journeys of many pages that shall not break when a page gets another field.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client

Values = dict[str, list[str]]


@dataclass
class Form:
    """A form as it stands on the page: where it goes, how, and what it would send."""

    action: str
    method: str
    values: Values = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    #: Value → name of everything that can be ticked.
    boxes: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)


class Forms(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._text = ""
        self._options: list[tuple[str, bool]] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(said.get("action", ""), said.get("method", "get").upper())
            self.forms.append(self._form)
        if self._form is None:
            return
        if tag in ("input", "select", "textarea") and said.get("name"):
            self._form.names.add(said["name"])
        if tag == "input":
            self._input(self._form, said)
        elif tag in ("select", "textarea"):
            self._open, self._text, self._options = said.get("name", ""), "", []
        elif tag == "option":
            self._options.append((said.get("value", ""), "selected" in said))

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._form and self._open:
            self._form.add(self._open, self._text.removeprefix("\n"))
        elif tag == "select" and self._form and self._open and self._options:
            chosen = [value for value, selected in self._options if selected]
            self._form.add(self._open, (chosen or [self._options[0][0]])[0])

    @staticmethod
    def _input(form: Form, said: Mapping[str, str]) -> None:
        kind = said.get("type", "text")
        ticked = kind not in ("radio", "checkbox") or "checked" in said
        if kind in ("radio", "checkbox"):
            form.boxes.setdefault(said.get("value", "on"), said.get("name", ""))
        if said.get("name") and ticked and kind not in ("submit", "button", "file"):
            form.add(said["name"], said.get("value", "on" if kind == "checkbox" else ""))


@dataclass
class Hands:
    """Somebody at a browser of her own."""

    client: Client
    path: str = ""
    page: str = ""
    status: int = 0
    query: str = ""

    def goes_to(self, path: str) -> "Hands":
        """Open a page; whatever refuses fails the test."""
        self._arrive(path, self.client.get(path, secure=True))
        assert self.status == 200, f"{path}: {self.status}"
        return self

    def finds_nothing_at(self, path: str) -> bool:
        """Whether an address looks to her as if there were nothing."""
        return self.client.get(path, secure=True).status_code == 404

    def sends(self, *, to: str = "", **said: Any) -> "Hands":
        """Fill in and send the form whose address ends with `to`, or that has all the named fields.

        A field that is not on the page fails the test, so that nothing is said into the void.
        """
        form = next(
            (
                each
                for each in self.forms()
                if (each.action.endswith(to) if to else set(said) and set(said) <= each.names)
            ),
            None,
        )
        assert form, f"no such form on {self.path}: {to or sorted(said)}"
        unknown = {name for name in said if name not in form.names}
        assert not unknown, f"{self.path} asks for no {unknown}"
        values = {**form.values, **{name: as_list(value) for name, value in said.items()}}
        here = f"{self.path}?{self.query}" if self.query and form.method == "POST" else self.path
        where = urljoin(self.path, form.action) if form.action else here
        send = self.client.post if form.method == "POST" else self.client.get
        self._arrive(where, send(where, values, secure=True))
        return self

    def name_with(self, value: str) -> str:
        """The name of the box or button on the page that has this value."""
        found = [form.boxes[value] for form in self.forms() if value in form.boxes]
        assert found, f"{self.path} offers no {value}"
        return found[0]

    def posts(self, path: str, said: Mapping[str, Any]) -> "Hands":
        """Send exactly this to an address."""
        data = {name: as_list(value) for name, value in said.items()}
        self._arrive(path, self.client.post(path, data, secure=True))
        return self

    def complaints(self) -> list[str]:
        """What the page says is wrong, for a test that did not expect anything."""
        found = re.findall(r'<a href="#id_[^"]*">([^<]*)<', self.page)
        return [f"{self.status} {self.path}", *found]

    def forms(self) -> list[Form]:
        """The forms of the page."""
        parser = Forms()
        parser.feed(self.page)
        return parser.forms

    def _arrive(self, path: str, response: Any) -> None:
        while response.status_code in (301, 302, 303):
            path = urljoin(path, response["Location"])
            response = self.client.get(path, secure=True)
        self.path, self.status = response.request["PATH_INFO"], response.status_code
        self.query = response.request["QUERY_STRING"]
        self.page = response.content.decode()


def as_list(value: Any) -> list[str]:
    """What a browser sends for a value: nothing for None, several for a list."""
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
