"""The thread: an officer at night reports, the centre reads, the officer sees that a person did."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import DESK, PHONE, REPORT, Person, at_a_device
from tests.browser.serving import Served


@pytest.fixture
def officer(browser: Browser, served: Served) -> Person:
    """Selin Aydın with her phone."""
    person = at_a_device(browser, served.url, PHONE, has_touch=True)
    person.signs_in("aydin")
    return person


@pytest.fixture
def counsellor(browser: Browser, served: Served) -> Person:
    """Hanna Keßler at her desk."""
    person = at_a_device(browser, served.url, DESK)
    person.signs_in("kessler")
    return person


def test_a_report_reaches_a_person(officer: Person, counsellor: Person) -> None:
    # given a night, a phone and an empty form
    officer.finds_no_barrier()
    officer.starts_a_report()
    officer.finds_no_barrier()
    # when she writes and looks who gets what
    officer.writes(urgent=True)
    officer.looks_who_gets_what()
    expect(
        officer.page.get_by_role("heading", name="Interventionsstelle Lindenhof")
    ).to_be_visible()
    expect(officer.page.get_by_text("Einwilligung der betroffenen Person")).to_be_visible()
    expect(officer.page.get_by_text("Eine Meldung ersetzt keinen Anruf")).to_be_visible()
    officer.finds_no_barrier()
    officer.is_pictured("review")
    officer.has_called()
    # and sends
    officer.sends()
    expect(
        officer.page.get_by_role("heading", name="Gesendet, aber noch nicht gelesen")
    ).to_be_visible()
    officer.finds_no_barrier()
    # then it lies on top of the counsellor's desk, without a name
    counsellor.goes_to("/desk/")
    expect(counsellor.page.get_by_text("Revier Auenstadt-Nord")).to_be_visible()
    assert REPORT["affected_last_name"] not in counsellor.page.content()
    counsellor.finds_no_barrier()
    counsellor.is_pictured("inbox")
    # when she opens and confirms
    counsellor.page.get_by_role("link", name="Polizeimeldung").click()
    expect(counsellor.page.get_by_text(REPORT["affected_last_name"])).to_be_visible()
    counsellor.finds_no_barrier()
    counsellor.is_pictured("received")
    counsellor.page.get_by_role("button", name="Gelesen – bestätigen").click()
    expect(counsellor.page.get_by_text("Diese Mitteilung ist bestätigt")).to_be_visible()
    # then the officer sees function and time
    officer.page.reload()
    expect(officer.page.get_by_text("Gelesen: Beraterin")).to_be_visible()
    officer.finds_no_barrier()
    assert officer.complaints + counsellor.complaints == []


@pytest.mark.parametrize("login", ["rahimi", "lindqvist", "okafor", "wrona"])
def test_others_see_nothing(login: str, officer: Person, browser: Browser, served: Served) -> None:
    officer.starts_a_report()
    officer.writes()
    officer.looks_who_gets_what()
    officer.sends()
    expect(
        officer.page.get_by_role("heading", name="Gesendet, aber noch nicht gelesen")
    ).to_be_visible()
    other = at_a_device(browser, served.url, DESK)
    other.signs_in(login)
    other.finds_no_barrier()
    assert "Auenstadt-Nord" not in other.page.content()
    other.goes_to(officer.page.url.removeprefix(served.url).replace("/sent/", "/"))
    expect(other.page.get_by_role("heading", name="Hier ist nichts.")).to_be_visible()


def test_the_thread_works_without_script(browser: Browser, served: Served) -> None:
    officer = at_a_device(browser, served.url, PHONE, java_script_enabled=False)
    officer.signs_in("aydin")
    officer.starts_a_report()
    officer.writes()
    officer.looks_who_gets_what()
    officer.sends()
    expect(
        officer.page.get_by_role("heading", name="Gesendet, aber noch nicht gelesen")
    ).to_be_visible()
    counsellor = at_a_device(browser, served.url, PHONE, java_script_enabled=False)
    counsellor.signs_in("kessler")
    counsellor.page.get_by_role("link", name="Polizeimeldung").click()
    counsellor.page.get_by_role("button", name="Gelesen – bestätigen").click()
    officer.page.reload()
    expect(officer.page.get_by_text("Gelesen: Beraterin")).to_be_visible()


def test_a_mistake_is_named_at_its_field_and_nothing_is_lost(officer: Person) -> None:
    officer.starts_a_report()
    officer.writes_step("operation", {**REPORT, "postcode": "4999", "file_number": ""})
    officer.page.get_by_role("button", name="Weiter", exact=True).click()
    expect(officer.page.get_by_role("heading", name="2 Angaben fehlen noch")).to_be_visible()
    expect(officer.page.locator("[name=postcode]")).to_have_attribute("aria-invalid", "true")
    expect(officer.page.locator("[name=summary]")).to_have_value(REPORT["summary"])
    officer.finds_no_barrier()


def test_without_consent_nothing_is_ticked_and_nothing_is_sent(officer: Person) -> None:
    officer.starts_a_report()
    officer.writes(consent="refused")
    officer.looks_who_gets_what()
    expect(
        officer.page.get_by_text("Ohne Einwilligung bekommt diese Stelle nichts")
    ).to_be_visible()
    expect(officer.page.locator("main [name=parts]:checked")).to_have_count(0)
    officer.finds_no_barrier()
    officer.sends()
    expect(officer.page.get_by_text("Es wurde nichts gesendet")).to_be_visible()
    officer.goes_to("/referrals/")
    expect(officer.page.get_by_text("Noch nichts gesendet")).to_be_visible()


def test_two_clicks_send_once(officer: Person) -> None:
    officer.starts_a_report()
    officer.writes()
    officer.looks_who_gets_what()
    officer.page.get_by_role("button", name="Jetzt senden").dblclick()
    expect(
        officer.page.get_by_role("heading", name="Gesendet, aber noch nicht gelesen")
    ).to_be_visible()
    officer.goes_to("/referrals/")
    assert officer.page.get_by_role("link", name=REPORT["file_number"]).count() == 1


def test_the_desk_shows_a_new_report_without_reloading(officer: Person, counsellor: Person) -> None:
    expect(counsellor.page.get_by_text("Alles gelesen")).to_be_visible()
    officer.starts_a_report()
    officer.writes()
    officer.looks_who_gets_what()
    officer.sends()
    expect(officer.page.get_by_text("Gesendet, aber noch nicht gelesen")).to_be_visible()
    counsellor.page.evaluate("document.querySelector('#inbox').dispatchEvent(new Event('look'))")
    expect(counsellor.page.get_by_role("link", name="Polizeimeldung")).to_be_visible()
    assert counsellor.complaints == []


def test_locking_hides_the_page_and_brings_her_back(counsellor: Person) -> None:
    counsellor.page.get_by_role("button", name="Sperren").click()
    expect(counsellor.page.get_by_text("Gesperrt")).to_be_visible()
    expect(counsellor.page.get_by_label("Anmeldename")).to_have_value("kessler")
    counsellor.page.go_back()
    assert "Ungelesen" not in counsellor.page.content()
