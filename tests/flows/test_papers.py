"""Papers for somebody to take along: who gets which, and what does not stand on them."""

import io
import re
import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from schutznetz.casework.referrals.consent_sheet import Agreed, consent_sheet, hours_in_words
from schutznetz.casework.referrals.languages import complete
from schutznetz.casework.referrals.models import Draft
from schutznetz.casework.referrals.parts import BY_CODE
from schutznetz.ground.organisations.models import Unit
from tests.cast import HER, TYPED, Cast, draft_of, step_of
from tests.pdf_text import text_of
from tests.signing_in import sign_in

#: Words that a card in a coat pocket must not carry.
TELLING = (
    "Gewalt",
    "Polizei",
    "Beratung",
    "Intervention",
    "Frauen",
    "violence",
    "police",
    "advice",
)


def get(client: Client, name: str, query: dict[str, str] | None = None, **ids: object) -> Any:
    return client.get(reverse(f"referrals:{name}", kwargs=ids), query or {}, secure=True)


@pytest.fixture
def officer(cast: Cast) -> Client:
    """Selin Aydın, signed in."""
    return sign_in(Client(), "aydin")


@pytest.fixture
def draft(cast: Cast) -> Draft:
    """Her draft."""
    return draft_of(cast["aydin"])


def test_the_sheet_says_who_gives_what_to_whom_and_that_it_is_voluntary(officer: Client) -> None:
    text = text_of(get(officer, "sheet", {"unit": str(_centre().pk)}))
    for words in (
        "Revier Auenstadt-Nord",
        "Interventionsstelle Lindenhof",
        "damit die Beratungsstelle sich bei Ihnen meldet",
        "sichere Telefonnummer",
        "bis Sie die Einwilligung zurücknehmen",
        "freiwillig",
        "jederzeit zurücknehmen, ohne einen Grund zu nennen",
        "kann die Anwältin oder der Anwalt der beschuldigten Person lesen",
        "Unterschrift",
    ):
        assert words in text, words


def test_the_sheet_is_there_in_english(officer: Client) -> None:
    answer = get(officer, "sheet", {"language": "en"})
    text = text_of(answer)
    assert "You can take your consent back at any time" in text
    root: Any = PdfReader(io.BytesIO(answer.content)).root_object
    assert root["/Lang"] == "en"


def test_only_the_author_gets_it_filled(officer: Client, draft: Draft, cast: Cast) -> None:
    filled = text_of(get(officer, "draft_sheet", draft_id=draft.pk))
    for words in (TYPED["affected_last_name"], "3. April 1991", TYPED["file_number"]):
        assert words in filled
        assert words not in text_of(get(officer, "sheet"))
    for secret in (TYPED["phone"], TYPED["who_answers"], TYPED["summary"]):
        assert secret not in filled
    for login in ("petzold", "wrona", "kessler"):
        assert get(sign_in(Client(), login), "draft_sheet", draft_id=draft.pk).status_code == 404


def test_his_sheet_speaks_to_him_and_says_nothing_about_her(officer: Client, draft: Draft) -> None:
    text = text_of(get(officer, "draft_sheet", {"part": "accused"}, draft_id=draft.pk))
    assert TYPED["accused_last_name"] in text
    assert "Täterberatung Wendepunkt" in text
    for word in (
        TYPED["affected_last_name"],
        "sichere Telefonnummer",
        "Schilderung",
        "Interventions",
    ):
        assert word not in text


def test_a_part_without_consent_and_an_unknown_language_have_no_sheet(officer: Client) -> None:
    assert get(officer, "sheet", {"part": "children"}).status_code == 404
    assert get(officer, "sheet", {"language": "tlh"}).status_code == 404


def test_the_card_names_nobody_and_nothing(officer: Client) -> None:
    for language in complete():
        answer = get(officer, "card", {"language": language})
        text = text_of(answer)
        assert "0000 220-100" in text
        assert not [word for word in TELLING if word.casefold() in text.casefold()]
        metadata = PdfReader(io.BytesIO(answer.content)).metadata
        assert metadata is not None
        assert metadata.title in ("Rückruf", "Call back")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="karte.pdf"'
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_card_carries_only_the_number_of_a_unit_one_may_choose(officer: Client) -> None:
    stranger = Unit.objects.get(name__startswith="Jugendamt")
    assert get(officer, "card", {"unit": str(stranger.pk)}).status_code == 404
    assert get(officer, "card", {"unit": "nonsense"}).status_code == 404
    own = Unit.objects.get(name="Revier Auenstadt-Nord")
    assert get(officer, "card", {"unit": str(own.pk)}).status_code == 404


def test_the_question_comes_before_the_paper(officer: Client, draft: Draft) -> None:
    page = get(officer, "draft_papers", draft_id=draft.pk)
    assert "Ist es sicher, einen Bogen mitzunehmen?" in page.text
    assert "papers/sheet" not in page.text
    assert "Für alle anderen Sprachen gibt es noch keinen Bogen." in page.text
    lindenhof = str(Unit.objects.get(name="Interventionsstelle Lindenhof").pk)
    answers = {"language": "de", "unit": lindenhof}
    safe = get(officer, "draft_papers", {**answers, "safe": "yes"}, draft_id=draft.pk)
    hers = f"part=centre&amp;who={HER}&amp;unit={lindenhof}"
    assert f'{hers}"' in safe.text
    unsafe = get(officer, "draft_papers", {**answers, "safe": "no"}, draft_id=draft.pk)
    assert "Dann geht nur die neutrale Karte mit." in unsafe.text
    assert f'{hers}&amp;stays=1"' in unsafe.text


def test_an_unanswered_question_is_named(officer: Client) -> None:
    page = get(officer, "papers", {"language": "de"})
    assert page.status_code == 422
    assert "id_safe" in page.text


def test_the_papers_are_found_where_they_are_needed(
    officer: Client, draft: Draft, cast: Cast
) -> None:
    assert reverse("referrals:papers") in get(officer, "mine").text
    where = reverse("referrals:draft_papers", args=[draft.pk])
    assert where in get(officer, "review", draft_id=draft.pk).text


def test_a_centre_prints_its_own_blank_sheet(cast: Cast) -> None:
    text = text_of(get(sign_in(Client(), "kessler"), "sheet"))
    assert "Interventionsstelle Lindenhof" in text
    assert "Revier" not in text


def test_a_language_from_the_right_is_set_from_the_right() -> None:
    german = complete()["de"]
    turned = replace(german, code="fa", texts={**german.texts, "direction": "rtl"})
    pdf = consent_sheet(turned, BY_CODE["centre"], typed={"affected_first_name": "علی‌رضا"})
    root: Any = PdfReader(io.BytesIO(pdf)).root_object
    assert root["/Lang"] == "fa"


def test_hours_are_said_once_for_days_with_the_same(cast: Cast) -> None:
    german, english = complete()["de"], complete()["en"]
    centre = Unit.objects.get(name="Interventionsstelle Lindenhof")
    assert hours_in_words(german, centre) == ["Mo–Fr 08:00–16:00 Uhr"]
    assert hours_in_words(english, centre) == ["Mon–Fri 08:00–16:00"]
    station = Unit.objects.get(name="Revier Auenstadt-Nord")
    assert hours_in_words(german, station) == ["Tag und Nacht"]


def test_everybody_concerned_has_a_sheet_of_her_own(officer: Client, cast: Cast) -> None:
    second = {
        "affected-1-key": "99",
        "affected-1-affected_first_name": "Dana",
        "affected-1-affected_last_name": "Weber",
    }
    draft = draft_of(cast["aydin"], second)
    answers = {"language": "de", "safe": "no", "unit": str(_centre().pk)}
    page = get(officer, "draft_papers", answers, draft_id=draft.pk).text
    for name in ("Dana Weber", "Sören Nyström"):
        assert name in page
    hers = text_of(get(officer, "draft_sheet", {"who": "99"}, draft_id=draft.pk))
    assert "Dana Weber" in hers
    assert TYPED["affected_last_name"] not in hers
    nobody = text_of(get(officer, "draft_sheet", {"who": "7"}, draft_id=draft.pk))
    assert "Weber" not in nobody
    assert TYPED["affected_last_name"] not in nobody


def test_the_consent_step_leads_to_the_papers_and_keeps_what_was_typed(
    officer: Client, draft: Draft
) -> None:
    where = reverse("referrals:step", args=[draft.pk, "consent"])
    assert 'name="papers"' in officer.get(where, secure=True).text
    typed = {**step_of("consent", {"consent": "refused"}), "draft_id": str(draft.pk)}
    answer: Any = officer.post(where, {**typed, "papers": "1"}, secure=True)
    assert answer.url == reverse("referrals:draft_papers", args=[draft.pk])
    page = officer.get(where, secure=True).text
    assert re.search(r'value="refused"[^>]*checked', page)


def test_typed_text_stays_text_on_every_paper(officer: Client, cast: Cast) -> None:
    """T43, T48: code comes out as letters, and a name in a script without a font as numbers."""
    code = '#import "/etc/passwd" #read("x") $1$ *fett*'
    typed = {"summary": code, "affected_name": "Ngọc 李明"}
    draft = draft_of(cast["aydin"], typed)
    printed = text_of(get(officer, "printout", draft_id=draft.pk))
    assert code.replace(" ", "") in printed.replace(" ", "")
    for paper in ("printout", "draft_sheet"):
        text = text_of(get(officer, paper, draft_id=draft.pk))
        assert "[U+674E][U+660E]" in text
        assert "In eckigen Klammern steht die Nummer eines Zeichens" in text


def _centre() -> Unit:
    return Unit.objects.get(name="Interventionsstelle Lindenhof")


def test_the_sheet_says_what_the_network_has_agreed_on() -> None:
    agreed = Agreed(frozenset({"phone"}), "damit jemand anruft", date(2026, 6, 1))
    german = complete()["de"]
    pdf = consent_sheet(german, BY_CODE["centre"], terms=agreed)
    pages = PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(pages[0].extract_text().split())
    assert "bis 1. Juni 2026, wenn Sie sie nicht vorher zurücknehmen" in text
    assert "sichere Telefonnummer" in text
    assert "damit jemand anruft" in text
    assert "Schilderung" not in text


def test_a_recipient_that_is_not_certain_is_a_line_to_write_on(
    officer: Client, draft: Draft, cast: Cast
) -> None:
    for text in (
        text_of(get(officer, "sheet")),
        text_of(get(officer, "sheet", {"unit": str(uuid.uuid4())})),
    ):
        assert "Interventionsstelle" not in text
    other = Unit.objects.get(name="Städtische Interventionsstelle")
    assert other.name in text_of(get(officer, "sheet", {"unit": str(other.pk)}))
    routed = get(officer, "draft_sheet", {"who": HER, "unit": str(other.pk)}, draft_id=draft.pk)
    assert "Interventionsstelle Lindenhof" in text_of(routed), "a whole report goes where it goes"
    south = draft_of(cast["aydin"], {"postcode": "04820"})
    assert other.name in text_of(get(officer, "draft_sheet", {"who": HER}, draft_id=south.pk))
