"""What people do in a browser, in the words of the field. Nothing here knows about the code."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from schutznetz.overview.rehearsal.people import PASSWORD

#: `SCHUTZNETZ_PICTURES=1 python3 run.py test tests/browser` makes them anew.
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

REPORT = {
    "file_number": "ANO-2026-004711",
    "postcode": "04999",
    "place": "Weidengasse 17, Auenstadt",
    "affected_name": "Özlem Çağlayan-Müßig",
    "phone": "0000 5551234",
    "reach_when": "werktags vor zehn Uhr",
    "accused_name": "Sören Nyström",
    "summary": "Nachbarin hört Schreie und ruft an.",
}


@dataclass
class Person:
    """Somebody at a device of her own."""

    page: Page
    url: str
    #: What went wrong in the browser without anybody seeing it: console errors, refused scripts.
    complaints: list[str]

    def goes_to(self, path: str) -> None:
        """Open an address of the house."""
        self.page.goto(self.url + path)

    def signs_in(self, login: str) -> None:
        """Sign in through both steps, with the code that the rehearsal shows."""
        self.goes_to("/rehearsal/people/")
        code = self.page.locator("li.row", has_text=login).locator("code").inner_text()
        self.goes_to("/entry/")
        self.page.get_by_label("Anmeldename").fill(login)
        self.page.get_by_label("Passwort").fill(PASSWORD)
        self.page.get_by_role("button", name="Weiter").click()
        self.page.get_by_label("Code").fill(code)
        self.page.get_by_role("button", name="Anmelden").click()
        expect(self.page.get_by_role("button", name="Sperren")).to_be_visible()

    def starts_a_report(self) -> None:
        """From the desk to the empty page."""
        self.page.get_by_role("link", name="Neue Meldung schreiben").click()

    def writes(
        self,
        changes: Mapping[str, str] | None = None,
        *,
        urgent: bool = False,
        consent: str = "written",
    ) -> None:
        """Fill in the report, one answer after the other."""
        page = self.page
        page.get_by_label("Dringend" if urgent else "Kontakt in den nächsten Tagen").check()
        for name, text in {**REPORT, **(changes or {})}.items():
            page.locator(f"main [name={name}]").fill(text)
        page.locator("[name=offence]").select_option("threat")
        page.get_by_label("Zeichen von Gefahr beobachtet").check()
        page.locator("[name=earlier_known][value=unknown]").check()
        page.locator("[name=relationship]").select_option("former_partner")
        page.locator(f"[name=consent][value={consent}]").check()

    def looks_who_gets_what(self) -> None:
        """On to the second step."""
        self.page.get_by_role("button", name="Weiter: Wer bekommt was?").click()

    def sends(self) -> None:
        """The one button."""
        self.page.get_by_role("button", name="Jetzt senden").click()

    def is_pictured(self, name: str) -> None:
        """Keep what is on the screen for README and handbook, when pictures are wanted."""
        if os.environ.get("SCHUTZNETZ_PICTURES"):
            PICTURES.mkdir(exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png")

    def finds_no_barrier(self) -> None:
        """The page passes axe, and nothing is wider than the screen."""
        found = Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the screen"


def at_a_device(browser: Browser, url: str, size: dict[str, int], **extra: object) -> Person:
    """A fresh browser of the given size, German, listening to complaints."""
    context: BrowserContext = browser.new_context(viewport=size, locale="de-DE", **extra)  # type: ignore[arg-type]
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None,
    )
    return Person(page, url, complaints)
