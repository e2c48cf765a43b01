"""How typed values are shown when they come back: to write on, as words that stand, or hidden."""

from django import forms

from schutznetz.ground.base.typed import Shown, shown


class Given(forms.Form):
    """Stands for a form of a room; found by where it is written."""

    how = forms.ChoiceField(label="Wie?", choices=[("phone", "Anruf"), ("visit", "Besuch")])
    note = forms.CharField(label="Notiz", widget=forms.Textarea)
    quiet = forms.BooleanField(label="Leise")
    mark = forms.CharField(widget=forms.HiddenInput)


def kinds(**typed: str) -> dict[str, tuple[str, str, str]]:
    found = shown({name: [value] for name, value in typed.items()}, "base")
    return {each.name: (each.kind, each.label, each.words) for each in found}


def test_fields_of_a_form_are_called_what_the_form_calls_them() -> None:
    found = kinds(how="visit", note="kurz", quiet="on", mark="7")
    assert found["how"] == ("stands", "Wie?", "Besuch")
    assert found["note"] == ("line", "Notiz", "")
    assert (found["quiet"][0], found["mark"][0]) == ("hidden", "hidden")


def test_a_code_nobody_knows_stays_to_be_written_on() -> None:
    assert kinds(how="erfunden")["how"][0] == "line"


def test_without_a_form_the_name_of_the_field_has_to_do() -> None:
    found = kinds(unheard_of="Wort", draft_id="x", later="1", other="a_code")
    assert found["unheard_of"] == ("line", "Unheard of", "")
    assert {found[name][0] for name in ("draft_id", "later", "other")} == {"hidden"}


def test_rows_and_halves_of_fields_find_their_field() -> None:
    assert kinds(**{"people-0-note": "x"})["people-0-note"][1] == "Notiz"
    assert kinds(note_1="x")["note_1"][1] == "Notiz"


def test_long_or_broken_lines_get_room() -> None:
    assert kinds(note="x" * 81)["note"][0] == kinds(note="a\nb")["note"][0] == "text"


def test_every_value_is_carried() -> None:
    found = shown({"days": ["mo", "tu"]}, "nowhere")
    assert [(each.name, each.value) for each in found] == [("days", "mo"), ("days", "tu")]
    assert isinstance(found[0], Shown)
