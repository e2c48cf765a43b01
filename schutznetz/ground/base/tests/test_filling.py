"""What somebody typed comes back into the page exactly, and nowhere else."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from schutznetz.ground.base.filling import filled

HERE = "/cases/1/attempt/"
PAGE = """<!doctype html><html><body>
<form method="post" action="/entry/lock/"><input type="hidden" name="note" value="theirs"></form>
<form method="post" novalidate><input type="hidden" name="csrfmiddlewaretoken" value="new">
<input type="hidden" name="draft_id" value="fresh"><input type="text" name="name" maxlength="9">
<textarea name="note" rows="3">
old &amp; gone</textarea>
<input type="radio" name="how" value="phone" checked><input type="radio" name="how" value="visit">
<input type="checkbox" name="quiet" checked><input type="checkbox" name="days" value="mo">
<input type="checkbox" name="days" value="tu">
<select name="offence"><option value="" selected>–</option><option value="threat">B &ouml;</option></select>
<button type="submit" name="later" value="1">Später</button></form>
<p>&uuml; &#252; <!-- stays --></p></body></html>"""
TYPED = {
    "csrfmiddlewaretoken": ["old"],
    "draft_id": ["mine"],
    "name": ["<b> \"Ana\" & 'x'"],
    "note": ["\nzwei\nZeilen </textarea><script>"],
    "how": ["visit"],
    "days": ["tu"],
    "offence": ["threat"],
    "later": ["1"],
}


class Reading(HTMLParser):
    """What a browser would send of the second form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.area, self.forms = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.forms += tag == "form"
        if tag == "input" and self.forms == 2 and given.get("type") not in ("radio", "checkbox"):
            self.values[given["name"] or ""] = given.get("value") or ""
        self.area = (given["name"] or "") if tag == "textarea" else ""

    def handle_endtag(self, tag: str) -> None:
        self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] = self.values.get(self.area, "") + data


def read(page: str) -> dict[str, str]:
    reader = Reading()
    reader.feed(page)
    return reader.values


def test_every_kind_of_field_is_filled() -> None:
    page, left = filled(PAGE, TYPED, here=HERE, to=HERE, waiting="w-1")
    values = read(page)
    assert left == set()
    assert values["draft_id"] == "mine"
    assert values["csrfmiddlewaretoken"] == "new"
    assert values["waiting"] == "w-1"
    assert values["name"] == TYPED["name"][0]
    assert values["note"].removeprefix("\n") == TYPED["note"][0]
    assert '<input type="radio" name="how" value="phone">' in page
    assert '<input type="radio" name="how" value="visit" checked>' in page
    assert '<input type="checkbox" name="quiet">' in page
    assert '<input type="checkbox" name="days" value="tu" checked>' in page
    assert '<option value="threat" selected>B &ouml;</option>' in page
    assert '<option value="">–</option>' in page


def test_another_form_of_the_page_stays_as_it_was() -> None:
    page, _ = filled(PAGE, TYPED, here=HERE, to=HERE, waiting="w")
    assert '<input type="hidden" name="note" value="theirs">' in page
    assert page.count('name="waiting"') == 1


def test_nothing_typed_becomes_markup() -> None:
    page, _ = filled(PAGE, TYPED, here=HERE, to=HERE, waiting="w")
    assert "<script>" not in page
    assert "<b>" not in page


def test_what_has_no_field_is_given_back() -> None:
    _, left = filled(PAGE, {**TYPED, "gone": ["x"]}, here=HERE, to=HERE, waiting="w")
    assert left == {"gone"}
    _, left = filled(PAGE, TYPED, here=HERE, to="/elsewhere/", waiting="w")
    assert left == set(TYPED) - {"csrfmiddlewaretoken"}


def test_the_rest_of_the_page_is_left_alone() -> None:
    page, _ = filled(PAGE, {}, here=HERE, to="/elsewhere/", waiting="w")
    assert page == PAGE


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00")))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    page, _ = filled(PAGE, {"name": [text], "note": [text]}, here=HERE, to=HERE, waiting="w")
    values = read(page)
    assert values["name"] == text
    assert values["note"].removeprefix("\n") == text
