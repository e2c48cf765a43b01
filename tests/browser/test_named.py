"""A counsellor leaves a colleague out of a file; that colleague's open page finds nothing any more."""

from playwright.sync_api import Browser, expect

from tests.browser.people import DESK, PHONE, REPORT, at_a_device
from tests.browser.serving import Served


def a_report_is_sent(browser: Browser, url: str) -> None:
    """Selin Aydın writes one and sends it."""
    officer = at_a_device(browser, url, PHONE, has_touch=True)
    officer.signs_in("aydin")
    officer.starts_a_report()
    officer.writes()
    officer.looks_who_gets_what()
    officer.sends()


def test_whoever_is_left_out_finds_nothing_on_the_next_click(
    browser: Browser, served: Served
) -> None:
    # given a report that Hanna Keßler has made a file of, open before Adaeze Nwosu as well
    a_report_is_sent(browser, served.url)
    kessler, nwosu = (at_a_device(browser, served.url, DESK) for _ in range(2))
    kessler.signs_in("kessler")
    nwosu.signs_in("nwosu")
    kessler.goes_to("/desk/")
    kessler.page.get_by_role("link", name="Polizeimeldung").click()
    kessler.page.get_by_role("link", name="Ich übernehme").click()
    kessler.page.get_by_role("button", name="Ich übernehme").click()
    expect(kessler.page.get_by_role("heading", name="Wer sieht diese Akte?")).to_be_visible()
    kessler.finds_no_barrier()
    address = kessler.page.url.removeprefix(served.url)
    nwosu.goes_to(address)
    expect(nwosu.page.get_by_text(REPORT["affected_last_name"]).first).to_be_visible()
    # when Hanna Keßler takes the tick away
    kessler.page.get_by_role("link", name="Jemand darf diese Akte nicht sehen").click()
    kessler.finds_no_barrier()
    kessler.page.get_by_label("Adaeze Nwosu").uncheck()
    kessler.page.get_by_role("button", name="Ab jetzt nur noch diese").click()
    expect(kessler.page.get_by_label("Warum?")).to_have_attribute("aria-invalid", "true")
    expect(kessler.page.get_by_label("Adaeze Nwosu")).not_to_be_checked()
    kessler.page.get_by_label("Warum?").fill("kennt ihn privat")
    kessler.page.get_by_role("button", name="Ab jetzt nur noch diese").click()
    # then she is asked why she opens it, and the others' pages find nothing
    expect(kessler.page.get_by_role("heading", name="nur für wenige")).to_be_visible()
    kessler.finds_no_barrier()
    kessler.page.get_by_label("Ich arbeite an dieser Akte").check()
    kessler.page.get_by_role("button", name="Akte öffnen").click()
    expect(kessler.page.get_by_text("Sperrakte", exact=True)).to_be_visible()
    nwosu.page.reload()
    expect(nwosu.page.get_by_text("Hier ist nichts.")).to_be_visible()
    # and the log of the file says who was there
    kessler.page.get_by_role("link", name="Wer hat diese Akte geöffnet?").click()
    expect(kessler.page.get_by_role("cell", name="Adaeze Nwosu").first).to_be_visible()
    kessler.finds_no_barrier()
