"""A lead releases the figures of a month, and the coordination reads them."""

from playwright.sync_api import Browser, expect

from tests.browser.people import DESK, PHONE, at_a_device
from tests.browser.serving import Served

#: Thirty reports of the month before, as facts; nothing of them is anybody's.
LAST_MONTH = """
from datetime import timedelta
from schutznetz.ground.base.clock import now, turned_to
from schutznetz.ground.organisations.models import Unit
from schutznetz.overview.statistics.actions import note_fact
centre = Unit.objects.get(name="Interventionsstelle Lindenhof")
with turned_to(now().replace(day=1) - timedelta(days=3)):
    for number in range(30):
        codes = {"way": "police" if number % 3 else "self", "sex": "female", "repeat": "yes" if number % 2 else "no"}
        note_fact(unit_id=centre.pk, kind="read", codes=codes)
"""


def test_figures_are_released_and_read(browser: Browser, served: Served) -> None:
    lead = at_a_device(browser, served.url, PHONE, has_touch=True)
    lead.signs_in("tran")
    lead.page.get_by_role("link", name="Zahlen", exact=True).click()
    expect(lead.page.get_by_text("Weniger als fünf: bleibt verdeckt")).to_be_visible()
    lead.finds_no_barrier()
    served.manage("shell", "-c", LAST_MONTH)
    lead.page.reload()
    lead.page.get_by_role("link", name="Zahlen freigeben").click()
    lead.finds_no_barrier()
    lead.page.get_by_role("button", name="Freigeben").click()
    expect(lead.page.get_by_text("Freigegeben am")).to_be_visible()
    row = lead.page.get_by_role("row", name="Polizeimeldung 20")
    expect(row.locator("svg")).to_be_visible()
    lead.finds_no_barrier()
    with lead.page.expect_download() as download:
        lead.page.get_by_role("link", name="Als Tabelle (CSV)").click()
    assert "< 5 unterdrückt" in download.value.path().read_text(encoding="utf-8-sig")
    coordination = at_a_device(browser, served.url, DESK)
    coordination.signs_in("lindqvist")
    coordination.page.get_by_role("link", name="Zahlen", exact=True).click()
    expect(coordination.page.get_by_role("cell", name="20").first).to_be_visible()
    coordination.finds_no_barrier()
    assert not lead.complaints + coordination.complaints
