"""A fax arrives at the centre: written down with its paper, worked on like a report, fetched as a file."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from schutznetz.casework.attachments.tests import papers
from tests.browser.people import PHONE, Person, at_a_device
from tests.browser.serving import Served


def test_a_fax_is_written_down_on_a_phone(browser: Browser, served: Served, tmp_path: Path) -> None:
    served.start()
    (tmp_path / "fax.pdf").write_bytes(papers.pdf())
    counsellor = at_a_device(browser, served.url, PHONE)
    counsellor.signs_in("kessler")
    page = counsellor.page
    page.get_by_role("link", name="Fax, Anruf oder Besuch aufnehmen").click()
    counsellor.finds_no_barrier()
    answer(counsellor, tmp_path / "fax.pdf")
    page.get_by_role("button", name="In den Posteingang aufnehmen").click()
    expect(page.get_by_text("Das hängt schon an:")).to_be_visible()  # one answer is missing
    counsellor.finds_no_barrier()
    page.locator("[name=summary]").fill("Nachbarin hört Schreie.")
    page.get_by_role("button", name="In den Posteingang aufnehmen").click()
    expect(page.get_by_text("Selbst aufgenommen")).to_be_visible()
    page.get_by_role("link", name="fax.pdf").click()
    page.get_by_label("Für die Beratung").check()
    for _ in range(2):  # the page stays after a download, and works again
        with page.expect_download() as got:
            page.get_by_role("button", name="Herunterladen").click()
        assert got.value.suggested_filename.startswith("anlage-")
    counsellor.goes_to("/desk/")
    expect(page.get_by_text("selbst aufgenommen")).to_be_visible()


def answer(person: Person, paper: Path) -> None:
    """Five of the six questions, and the paper."""
    page = person.page
    page.get_by_label("Fax", exact=True).check()
    page.locator("[name=station]").select_option(label="Revier Auenstadt-Nord")
    page.locator("[name=last_name]").fill("Çağlayan-Müßig")
    page.locator("[name=reach_note]").fill("nur vormittags, keine Mailbox")
    page.get_by_label("Dringend – heute noch").check()
    page.locator("[name=document]").set_input_files(paper)
