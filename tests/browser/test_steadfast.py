"""Nothing typed is lost: while writing, without a line, after the session, with and without script."""

import pytest
from playwright.sync_api import Browser, Dialog, expect

from launch import roles
from schutznetz.ground.entry.session_store import SessionStore
from tests.browser.people import DESK, PHONE, Person, at_a_device
from tests.browser.serving import Served

NEW = "/referrals/new/"
TYPED = "Nachbarin hört Schreie.\nZweite Zeile <b> & „so“."


@pytest.fixture
def officer(browser: Browser, served: Served) -> Person:
    """Selin Aydın, signed in."""
    person = at_a_device(browser, served.url, DESK)
    person.signs_in("aydin")
    return person


def grow_old(served: Served) -> None:
    """An hour goes by in every session, without a request."""
    store = SessionStore()
    with roles.connect(served.database_url("owner")) as connection:
        for key, data in connection.execute(
            "SELECT session_key, session_data FROM entry_session"
        ).fetchall():
            held = store.decode(data)
            held["seen_at"] = held.get("seen_at", 0) - 3600
            connection.execute(
                "UPDATE entry_session SET session_data = %s WHERE session_key = %s",
                [store.encode(held), key],
            )


def signs_in_again(person: Person, served: Served) -> None:
    """Through both steps, wherever that leads; as if the half minute of the last code were over."""
    served.run_sql("DELETE FROM base_cache")
    expect(person.page.get_by_label("Anmeldename")).to_be_visible()
    person.signs_in("aydin")


def test_a_step_sent_too_late_goes_on_after_signing_in(browser: Browser, served: Served) -> None:
    officer = at_a_device(browser, served.url, PHONE, java_script_enabled=False)
    officer.signs_in("aydin")
    officer.goes_to(NEW)
    officer.page.locator("main [name=summary]").fill(TYPED)
    grow_old(served)
    officer.page.locator("main form[data-steadfast] button[type=submit]").first.click()
    expect(officer.page.get_by_text("Ihre Eingabe ist sicher verwahrt.")).to_be_visible()
    officer.page.get_by_role("link", name="Zur Anmeldung").click()
    signs_in_again(officer, served)
    expect(officer.page.get_by_text("So haben Sie es geschrieben.")).to_be_visible()
    expect(officer.page.locator("main [name=summary]")).to_have_value(TYPED)
    officer.page.locator("main form[data-steadfast] button[type=submit]").first.click()
    expect(officer.page.locator("main [name=summary]")).to_have_value(TYPED)  # 422: more is missing
    officer.goes_to("/entry/waiting/")
    expect(officer.page.get_by_text("Nichts wartet")).to_be_visible()


def test_without_script_an_ended_session_gives_the_page_back(
    browser: Browser, served: Served
) -> None:
    officer = at_a_device(browser, served.url, PHONE, java_script_enabled=False)
    officer.signs_in("aydin")
    officer.goes_to(NEW)
    officer.page.locator("main [name=summary]").fill(TYPED)
    served.run_sql("DELETE FROM entry_session")
    officer.page.locator("main form[data-steadfast] button[type=submit]").first.click()
    expect(officer.page.get_by_text("Ihr Text ist noch da.")).to_be_visible()
    expect(officer.page.locator("main [name=summary]")).to_have_value(TYPED)


def test_writing_is_saved_and_nobody_is_told_that_it_was_sent(
    officer: Person, served: Served
) -> None:
    page, asked = officer.page, []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    officer.goes_to(NEW)
    page.on("dialog", answer)
    page.evaluate(
        """() => { const form = document.querySelector("main form[data-steadfast]");
        form.dataset.autosave = "";
        form.insertAdjacentHTML("beforeend", '<input type="hidden" name="later" value="1">'); }"""
    )
    page.locator("main [name=summary]").press_sequentially("Ein Satz.")
    expect(page.get_by_text("Entwurf gespeichert")).to_be_visible()
    expect(page.get_by_text("Gesendet ist noch nichts.")).to_be_visible()
    assert page.url.endswith(NEW)
    # the line goes down
    served.kill()
    page.locator("main [name=summary]").press_sequentially(" Noch einer.")
    expect(page.get_by_text("Noch nicht gespeichert.")).to_be_visible()
    page.close(run_before_unload=True)
    page.wait_for_function("true")
    assert asked == ["beforeunload"]
    # and comes back
    served.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Entwurf gespeichert")).to_be_visible()
    # the session ends: the words stay, and what could not be saved is said
    served.run_sql("DELETE FROM entry_session")
    page.locator("main [name=summary]").press_sequentially(" Und noch einer.")
    expect(page.get_by_text("Ihre Sitzung ist zu Ende.")).to_be_visible()
    expect(page.locator("main [name=summary]")).to_have_value(
        "Ein Satz. Noch einer. Und noch einer."
    )


def test_t23_after_signing_out_back_shows_nothing(officer: Person) -> None:
    officer.goes_to(NEW)
    officer.page.locator("main [name=summary]").fill(TYPED)
    officer.page.get_by_role("button", name="Abmelden").click()
    expect(officer.page.get_by_label("Anmeldename")).to_be_visible()
    officer.page.go_back(wait_until="load")
    assert "Schreie" not in officer.page.content()
    assert officer.page.locator("textarea").count() == 0
    officer.page.go_back(wait_until="load")
    assert "Schreie" not in officer.page.content()
