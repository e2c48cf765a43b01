"""Forms come out in KERN's markup, with every hint and error bound to its field."""

from django import forms
from django.template import Context, Template

from schutznetz.ground.base import fields


class Reach(forms.Form):
    phone = fields.PhoneField(label="Telefon", help_text="Eine sichere Nummer.")
    whose = forms.ChoiceField(
        label="Wessen Vertrag?", widget=forms.RadioSelect, choices=[("her", "ihrer")]
    )
    who = forms.MultipleChoiceField(
        label="Wer nimmt ab?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("her", "nur sie"), ("he", "er")],
    )
    basis = forms.ChoiceField(label="Grundlage", choices=[("a", "Einwilligung")])
    day = fields.DayField(label="Tag")
    moment = fields.MomentField(label="Beginn")
    quiet = forms.BooleanField(label="Keine Mailbox", required=False)


def shown(name: str, data: dict[str, str] | None = None) -> str:
    return str(Reach(data)[name].as_field_group())


def test_an_error_is_bound_to_its_field() -> None:
    html = shown("phone", {})
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_phone_error"' in html
    assert "kern-form-input__input--error" in html


def test_a_field_without_error_says_nothing_of_errors() -> None:
    html = shown("phone")
    assert "error" not in html
    assert "aria-invalid" not in html


def test_nothing_typed_is_kept_or_sent_away_by_the_browser() -> None:
    html = shown("phone")
    assert 'autocomplete="off"' in html
    assert 'spellcheck="false"' in html


def test_radio_buttons_are_one_group_with_a_name() -> None:
    html = shown("whose", {})
    assert "<fieldset" in html
    assert '<legend class="kern-label">Wessen Vertrag?' in html
    assert 'aria-describedby="id_whose_error"' in html
    assert 'class="kern-form-check__radio' in html


def test_checkboxes_are_square() -> None:
    assert 'class="kern-form-check__checkbox"' in shown("who")


def test_only_what_is_optional_is_marked() -> None:
    assert "(freiwillig)" in shown("who")
    assert "(freiwillig)" not in shown("phone")
    assert "(freiwillig)" not in shown("quiet")


def test_a_select_stands_in_its_wrapper() -> None:
    assert '<div class="kern-form-input__select-wrapper"><select' in shown("basis")


def test_native_pickers_get_iso_values() -> None:
    html = str(Reach(initial={"day": "2026-11-24"})["day"].as_field_group())
    assert 'type="date"' in html
    assert 'value="2026-11-24"' in html


def test_both_parts_of_a_moment_have_their_own_name() -> None:
    html = shown("moment")
    assert 'aria-label="Datum"' in html
    assert 'aria-label="Uhrzeit"' in html


def test_what_was_typed_is_escaped() -> None:
    html = shown("phone", {"phone": '"><script>'})
    assert "<script>" not in html


def test_the_summary_leads_to_every_field_and_to_the_first_choice_of_a_group() -> None:
    page = Template("{% load parts %}{% error_summary form %}").render(Context({"form": Reach({})}))
    assert 'href="#id_phone"' in page
    assert 'href="#id_whose_0"' in page
    assert 'href="#id_moment_0"' in page
    assert "autofocus" in page


def test_no_summary_without_errors() -> None:
    page = Template("{% load parts %}{% error_summary form %}").render(Context({"form": Reach()}))
    assert page.strip() == ""


def test_fields_come_in_the_order_asked_for() -> None:
    page = Template('{% load parts %}{% fields form "day" "phone" %}').render(
        Context({"form": Reach()})
    )
    assert page.index("id_day") < page.index("id_phone")
    assert "id_basis" not in page
