"""T1: invented people with names that are easy to find go through every form; then we look for them
everywhere: in a dump of the database, in the logs, in what the browser keeps."""

from playwright.sync_api import Browser, expect

from tests.browser.people import DESK, PHONE, REPORT, at_a_device
from tests.browser.serving import Served
from tests.leaks import leaks

CANARIES = {
    **REPORT,
    "who_answers": "Kanarienvogel Schwester",
    "language": "Kanariensprache",
    "danger_note": "Kanarienangst vor ihm",
    "code_word": "Kanarienwort",
    "other_measures": "Kanarienschlüssel abgenommen",
    "consent_language": "Kanarienspanisch",
}
STORES = """async () => {
  const caches_ = 'caches' in self ? await caches.keys() : [];
  const databases = indexedDB.databases ? await indexedDB.databases() : [];
  return {local: {...localStorage}, session: {...sessionStorage}, caches_, databases};
}"""


def test_nothing_identifying_is_stored_anywhere(browser: Browser, served: Served) -> None:
    officer = at_a_device(browser, served.url, PHONE)
    counsellor = at_a_device(browser, served.url, DESK)
    officer.signs_in("aydin")
    counsellor.signs_in("kessler")
    # a report that is sent and read, and one that stays a draft with a mistake in it
    officer.goes_to("/referrals/new/")
    officer.writes(CANARIES)
    officer.looks_who_gets_what()
    officer.sends()
    expect(officer.page.get_by_text("noch nicht gelesen")).to_be_visible()
    officer.goes_to("/referrals/new/")
    officer.writes_step("operation", {**CANARIES, "postcode": "4999"})
    officer.page.get_by_role("button", name="Weiter", exact=True).click()
    expect(officer.page.get_by_text("Eine Angabe fehlt noch")).to_be_visible()
    counsellor.goes_to("/desk/")
    counsellor.page.get_by_role("link", name="Polizeimeldung").click()
    expect(counsellor.page.get_by_text(CANARIES["affected_last_name"])).to_be_visible()
    counsellor.page.get_by_role("button", name="Gelesen – bestätigen").click()
    expect(counsellor.page.get_by_text("Diese Mitteilung ist bestätigt")).to_be_visible()

    wanted = [text for name, text in CANARIES.items() if name != "postcode"]
    assert leaks(wanted, served.dump()) == set()
    for log in served.logs():
        assert leaks(wanted, log.read_bytes()) == set(), log.name
    for person in (officer, counsellor):
        kept = person.page.evaluate(STORES)
        assert kept == {"local": {}, "session": {}, "caches_": [], "databases": []}


def test_the_dump_is_really_looked_through(served: Served) -> None:
    """T3 on the real dump: a planted name is found, even in bytes."""
    served.run_sql("UPDATE organisations_unit SET on_call_phone = 'Kanarien Revier'")
    served.run_sql(
        "UPDATE vault_unitkey SET signing_public = convert_to('Kanarische Straße', 'UTF8')"
    )
    found = leaks(["Kanarien Revier", "Kanarische Straße", "Nirgends"], served.dump())
    assert found == {"Kanarien Revier", "Kanarische Straße"}
