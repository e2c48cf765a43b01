"""Promise 1: kill the server between click and answer, twenty times.

After each kill the report exists exactly once, or the officer sees that it was not sent and
still has every word.
"""

import random
import threading

from playwright.sync_api import Browser, expect

from tests.browser.people import PHONE, REPORT, Person, at_a_device
from tests.browser.serving import Served

TIMES = 20


def test_a_killed_server_neither_loses_nor_doubles_a_report(
    browser: Browser, served: Served
) -> None:
    officer = at_a_device(browser, served.url, PHONE)
    officer.signs_in("aydin")
    chance = random.Random(20)  # noqa: S311 - moments to kill at, the same in every run
    outcomes = [_one_round(officer, served, number, chance) for number in range(TIMES)]
    assert len(outcomes) == TIMES
    # The moments reach from "before it arrived" to "after it was stored"; both must occur.
    assert set(outcomes) == {"sent", "kept"}, outcomes


def _one_round(officer: Person, served: Served, number: int, chance: random.Random) -> str:
    reference = f"ANO-{number:03}"
    officer.goes_to("/referrals/new/")
    officer.writes({"file_number": reference})
    officer.looks_who_gets_what()
    expect(officer.page.get_by_role("button", name="Jetzt senden")).to_be_visible()
    review = officer.page.url
    delay = 3 if number == 1 else chance.uniform(0, 0.12)
    killer = threading.Timer(delay, served.kill)
    if number == 0:
        served.kill()
    killer.start()
    officer.page.get_by_role("button", name="Jetzt senden").click()
    killer.join()
    # She is told: not confirmed yet, or sent; or the server died after it had said "sent" and
    # before it could show it, and the browser says that there is no connection.
    told = officer.page.get_by_text("Noch keine Bestätigung").or_(
        officer.page.get_by_role("heading", name="Gesendet, aber noch nicht gelesen")
    )
    expect(told.or_(officer.page.get_by_text("ERR_CONNECTION_REFUSED")).first).to_be_visible()
    served.start()
    return _what_became_of(officer, reference, review)


def _what_became_of(officer: Person, reference: str, review: str) -> str:
    officer.goes_to("/referrals/")
    sent = officer.page.get_by_role("link", name=reference, exact=True).count()
    drafts = officer.page.get_by_role("link", name="Entwurf").count()
    assert (sent, drafts) in {(1, 0), (0, 1)}, f"{reference}: {sent} sent, {drafts} drafts"
    if sent:
        return "sent"
    officer.page.goto(review)
    officer.page.get_by_role("link", name="Zurück zum Text").click()
    expect(officer.page.locator("[name=summary]")).to_have_value(REPORT["summary"])
    officer.goes_on()
    name = officer.page.locator("[name$=affected_last_name]")
    expect(name).to_have_value(REPORT["affected_last_name"])
    officer.page.goto(review)
    officer.sends()
    expect(
        officer.page.get_by_role("heading", name="Gesendet, aber noch nicht gelesen")
    ).to_be_visible()
    return "kept"
