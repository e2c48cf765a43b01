"""Puts what somebody once typed back into the form it was typed into, exactly as it was.

Works on the page as it is written, so that no room has to know about it: the page is made as for
an empty form, then its fields get their values. What finds no field there is given back.
"""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from schutznetz.ground.base.typed import FOR_UNIT, TOKEN, WAITING, Typed

#: Made anew with every page; an old one would be refused.
FRESH = {TOKEN, FOR_UNIT, WAITING}
Attributes = dict[str, str | None]


def filled(page: str, typed: Typed, *, here: str, to: str, waiting: str) -> tuple[str, set[str]]:
    """The page with the fields of its form filled, and the names that found no field.

    `here` is the address of the page, `to` the one the form was sent to, `waiting` the mark that
    the form carries from now on.
    """
    reader = _Filling(typed, here, to, waiting)
    reader.feed(page)
    reader.close()
    return "".join(reader.out), {name for name in typed if name not in reader.found | FRESH}


class _Filling(HTMLParser):
    """Copies a page tag by tag and changes the fields of one form on the way."""

    def __init__(self, typed: Typed, here: str, to: str, waiting: str) -> None:
        super().__init__(convert_charrefs=False)
        self.typed, self.here, self.to, self.waiting = typed, here, to, waiting
        self.left = {name: list(values) for name, values in typed.items()}
        self.out: list[str] = []
        self.found: set[str] = set()
        self.inside = self.silent = False
        self.choosing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Fields of the form are written anew, everything else as it stands."""
        given: Attributes = dict(attrs)
        if tag == "form":
            self._begin(given)
            return
        change = getattr(self, f"_{tag}", None) if self.inside else None
        if change is None or not change(given):
            self._copy()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>` and the like."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Ends of forms, lists and text areas."""
        self.silent = False if tag == "textarea" else self.silent
        self.choosing = "" if tag == "select" else self.choosing
        self.inside = False if tag == "form" else self.inside
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Text, except what stood in a text area that was filled."""
        if not self.silent:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        """`&uuml;`"""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """`&#252;`"""
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Comments stay."""
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """`<!doctype html>`"""
        self.out.append(f"<!{decl}>")

    def _copy(self) -> None:
        self.out.append(self.get_starttag_text() or "")

    def _begin(self, given: Attributes) -> None:
        self._copy()
        leads = urlsplit(urljoin(self.here, given.get("action") or self.here)).path
        self.inside = (given.get("method") or "").lower() == "post" and leads == self.to
        if self.inside:
            self._write("input", {"type": "hidden", "name": WAITING, "value": self.waiting})

    def _input(self, given: Attributes) -> bool:
        name, kind = given.get("name") or "", (given.get("type") or "text").lower()
        if name in FRESH or kind in {"submit", "file", "password"}:
            return False
        if kind in {"checkbox", "radio"}:
            self._note(name)
            return self._mark(given, "checked", (given.get("value") or "on") in self._all(name))
        if name not in self.typed:
            return False
        return self._write("input", {**given, "value": self._next(name)})

    def _textarea(self, given: Attributes) -> bool:
        name = given.get("name") or ""
        if name not in self.typed:
            return False
        self._write("textarea", given)
        self.out.append("\n" + escape(self._next(name)))
        self.silent = True
        return True

    def _select(self, given: Attributes) -> bool:
        self.choosing = given.get("name") or ""
        self._note(self.choosing)
        return False

    def _option(self, given: Attributes) -> bool:
        if not self.choosing or self.choosing not in self.typed:
            return False
        return self._mark(given, "selected", (given.get("value") or "") in self._all(self.choosing))

    def _button(self, given: Attributes) -> bool:
        self._note(given.get("name") or "")
        return False

    def _mark(self, given: Attributes, mark: str, on: bool) -> bool:
        rest: Attributes = {name: value for name, value in given.items() if name != mark}
        tag = "option" if mark == "selected" else "input"
        return self._write(tag, {**rest, mark: None} if on else rest)

    def _write(self, tag: str, given: Attributes) -> bool:
        words = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in given.items()
        )
        self.out.append(f"<{tag}{words}>")
        return True

    def _all(self, name: str) -> list[str]:
        return self.typed.get(name, [])

    def _next(self, name: str) -> str:
        self._note(name)
        left = self.left[name]
        return left.pop(0) if left else ""

    def _note(self, name: str) -> None:
        if name in self.typed:
            self.found.add(name)
