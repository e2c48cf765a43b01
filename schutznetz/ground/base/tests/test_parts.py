"""The parts carry their meaning in words and shapes, never in colour alone."""

from django.template import Context, Template

from schutznetz.ground.base.clock import now


def rendered(source: str, **context: object) -> str:
    return Template("{% load parts %}" + source).render(Context(context))


def test_a_badge_has_an_icon_a_word_and_a_colour() -> None:
    html = rendered('{% badge "in Gefahr" "danger" %}')
    assert "kern-icon--danger" in html
    assert "in Gefahr" in html


def test_what_stands_in_a_notice_stays_markup_and_what_somebody_typed_does_not() -> None:
    html = rendered(
        '{% notice "attention" title=name %}<p>{{ name }}</p>{% endnotice %}', name="<b>x</b>"
    )
    assert "<p>&lt;b&gt;x&lt;/b&gt;</p>" in html
    assert "<b>x</b>" not in html


def test_steps_say_where_one_is_and_mark_it_for_screen_readers() -> None:
    html = rendered("{% steps labels 2 %}", labels=[("/a/", "Anlass"), "Personen", "Kinder"])
    assert "Schritt 2 von 3" in html
    assert html.count('aria-current="step"') == 1
    assert '<a href="/a/">Anlass' in html


def test_an_empty_value_is_said_and_zero_is_a_value() -> None:
    html = rendered("{% facts pairs %}", pairs=[("Mailbox", ""), ("Kinder", 0)])
    assert "keine Angabe" in html
    assert ">0</dd>" in html


def test_a_marked_event_has_a_shape_of_its_own() -> None:
    html = rendered(
        "{% timeline events %}", events=[{"at": now(), "words": "Gelesen.", "tone": "done"}]
    )
    assert "kern-icon--success" in html


def test_an_empty_list_offers_what_to_do() -> None:
    html = rendered('{% empty "Nichts da." "Hier steht …" "/neu/" "Anlegen" %}')
    assert 'href="/neu/"' in html
