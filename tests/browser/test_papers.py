"""Papers and feedback: what a person takes along, what the station learns, what the ledger says."""

from playwright.sync_api import Browser, expect

from tests.browser.people import DESK, PHONE, REPORT, Person, at_a_device
from tests.browser.serving import Served


def prints(person: Person, button: str) -> str:
    """Press what prints; the name of the file that comes."""
    page = person.page
    with page.expect_download() as download:
        page.get_by_role("link", name=button).or_(page.get_by_role("button", name=button)).click()
    return download.value.suggested_filename


def writing_officer(browser: Browser, served: Served) -> Person:
    """Selin Aydın with a report at its last step."""
    officer = at_a_device(browser, served.url, PHONE, has_touch=True)
    officer.signs_in("aydin")
    officer.starts_a_report()
    officer.writes()
    officer.looks_who_gets_what()
    return officer


def test_nothing_unsafe_is_taken_along(browser: Browser, served: Served) -> None:
    # given a report at its last step
    officer = writing_officer(browser, served)
    assert prints(officer, "Für die Akte drucken") == "ausdruck.pdf"
    # when it is not safe to take a sheet along
    officer.page.get_by_role("link", name="Einwilligungsbogen oder neutrale Karte").click()
    officer.page.get_by_label("Nein, oder es ist unklar.").check()
    officer.page.get_by_role("button", name="Weiter").click()
    # then the card is offered first, and the files have neutral names
    expect(officer.page.get_by_role("heading", name="Dann geht nur die neutrale")).to_be_visible()
    officer.finds_no_barrier()
    assert prints(officer, "Neutrale Karte drucken") == "karte.pdf"
    assert prints(officer, "Leer, zum Ausfüllen von Hand") == "blatt.pdf"


def test_the_station_learns_one_status(browser: Browser, served: Served) -> None:
    # given a report that the centre has taken
    officer = writing_officer(browser, served)
    officer.sends()
    counsellor = at_a_device(browser, served.url, DESK)
    counsellor.signs_in("kessler")
    page = counsellor.page
    page.get_by_role("link", name="Polizeimeldung").click()
    page.get_by_role("button", name="Gelesen – bestätigen").click()
    expect(page.get_by_text("Diese Mitteilung ist bestätigt")).to_be_visible()
    page.get_by_role("link", name="Ich übernehme").click()
    page.get_by_role("button", name="Ich übernehme").click()
    page.get_by_role("link", name="Weitergaben, Rückmeldung und Aufstellung").click()
    counsellor.finds_no_barrier()
    # when she gives the one status the person has allowed
    page.get_by_role("link", name="Rückmeldung an").click()
    page.get_by_label("Kontakt hergestellt").check()
    page.get_by_label("Ja, mündlich").check()
    page.locator("[name=released_at_0]").fill("2026-01-05")
    page.locator("[name=released_at_1]").fill("10:30")
    page.get_by_label("In welcher Sprache").select_option("tr")
    page.locator("[name=knows][value=yes]").check()
    counsellor.finds_no_barrier()
    page.get_by_role("button", name="Rückmeldung senden").click()
    # then the officer finds it at her own report, confirms, and both ledgers say so
    officer.goes_to("/referrals/answers/")
    officer.finds_no_barrier()
    officer.goes_to("/referrals/")
    officer.page.get_by_role("link", name=REPORT["file_number"]).first.click()
    expect(officer.page.get_by_text("Kontakt hergestellt")).to_be_visible()
    officer.finds_no_barrier()
    officer.page.get_by_role("button", name="Gelesen – bestätigen").click()
    expect(officer.page.get_by_text("Diese Mitteilung ist bestätigt")).to_be_visible()
    for person in (officer, counsellor):
        person.goes_to("/exchange/ledger/")
        lines = person.page.locator("ul.rows")
        expect(lines.get_by_text("Entbindung von der Schweigepflicht")).to_be_visible()
        person.finds_no_barrier()
