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

#: What is typed into which step; names as the form has them, people without their numbers.
REPORT = {
    "file_number": "ANO-2026-004711",
    "postcode": "04999",
    "place": "Weidengasse 17, Auenstadt",
    "summary": "Nachbarin hört Schreie und ruft an.",
    "affected_last_name": "Çağlayan-Müßig",
    "phone": "0000 5551234",
    "reach_when": "werktags vor zehn Uhr",
    "accused_last_name": "Nyström",
}
STEPS = {
    "operation": ("file_number", "postcode", "place", "summary"),
    "affected": ("affected_first_name", "affected_last_name", "language"),
    "reaching": ("phone", "who_answers", "reach_when", "code_word"),
    "accused": ("accused_first_name", "accused_last_name"),
    "children": (),
    "danger": ("danger_note", "other_measures", "eviction_from", "eviction_until"),
    "consent": ("consent_language",),
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
        """Fill in the report, one step after the other, up to the last one."""
        said = {**REPORT, **(changes or {})}
        self.writes_step("operation", said, urgent=urgent)
        for slug in list(STEPS)[1:]:
            self.goes_on()
            self.writes_step(slug, said, consent=consent)

    def writes_step(
        self, slug: str, said: Mapping[str, str], *, urgent: bool = False, consent: str = "written"
    ) -> None:
        """Fill in one step that is open."""
        page = self.page
        if slug == "operation":
            page.get_by_label("Dringend" if urgent else "Kontakt in den nächsten Tagen").check()
            page.locator("[name=offences][value=threat]").check()
            page.locator("[name=earlier_known][value=unknown]").check()
        if slug == "affected":
            page.locator("[name$=relationship]").select_option("former_partner")
            page.get_by_text("Sprache und Unterstützung").click()
        if slug == "danger":
            page.get_by_label("Zeichen von Gefahr beobachtet").check()
        for name in STEPS[slug]:
            if name in said:
                page.locator(f"main [name$={name}]").fill(said[name])
        if slug == "consent":
            page.locator(f"[name$=-consent][value={consent}]").check()
            page.locator("[name$=consent_at]").fill("2026-11-20T23:55")
            page.locator("[name=conflict][value=no]").check()

    def goes_on(self) -> None:
        """To the next step; with script the page is put together anew, so wait for it."""
        where = self.page.url
        self.page.get_by_role("button", name="Weiter", exact=True).click()
        self.page.wait_for_url(lambda url: url != where)

    def looks_who_gets_what(self) -> None:
        """On to the last step."""
        self.page.get_by_role("button", name="Weiter: Wer bekommt was?").click()

    def has_called(self, whom: str = "Frau Trần") -> None:
        """The call that goes with an urgent report."""
        self.page.get_by_label("Ja, ich habe jemanden gesprochen").check()
        self.page.locator("[name=handed_over_to]").fill(whom)
        self.page.locator("[name=handed_over_at]").fill("2026-11-20T23:58")

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
