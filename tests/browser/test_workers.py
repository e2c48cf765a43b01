"""T22, T52, T2: several real server processes on one database, what they log, what stays in files."""

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from launch import roles
from launch.postgres import SETTINGS
from launch.testbed import Testbed
from tests.browser.people import DESK, Person, at_a_device
from tests.browser.serving import Served
from tests.leaks import leaks_in_files

CANARY = "Kanarienvogel-Weg"
CALLED = {"claimed_name": "Frau Kanarienvogel", "asked": "Ob Kanarienkind heute hier war"}


@pytest.fixture
def counsellor(browser: Browser, served: Served) -> Person:
    """Hanna Keßler, signed in at the first worker."""
    person = at_a_device(browser, served.url, DESK)
    person.signs_in("kessler")
    return person


@pytest.fixture
def second(served: Served) -> Iterator[Served]:
    """Another worker on the same database."""
    other = served.another("second")
    other.start()
    yield other
    other.stop()


def ask(server: Served, cookies: dict[str, str], path: str = "/desk/") -> int:
    """The status of one request with exactly these cookies."""
    host = urlsplit(server.url).netloc
    connection = http.client.HTTPConnection(host, timeout=30)
    held = "; ".join(f"{name}={value}" for name, value in cookies.items())
    connection.request("GET", path, headers={"Cookie": held, "Host": host})
    status = connection.getresponse().status
    connection.close()
    return status


def test_t22_after_signing_out_every_worker_refuses_the_cookies(
    counsellor: Person, served: Served, second: Served
) -> None:
    cookies = {each["name"]: each["value"] for each in counsellor.page.context.cookies()}
    assert [ask(each, cookies) for each in (served, second, served, second)] == [200] * 4
    counsellor.page.get_by_role("button", name="Abmelden").click()
    expect(counsellor.page.get_by_label("Anmeldename")).to_be_visible()
    assert [ask(each, cookies) for each in (served, second) * 3] == [401] * 6
    for name in ("__Host-session", "__Host-half"):
        alone = {name: cookies[name]}
        assert {ask(each, alone) for each in (served, second)} <= {302, 401}


def test_t22_a_lock_holds_at_every_worker(
    counsellor: Person, served: Served, second: Served
) -> None:
    cookies = {each["name"]: each["value"] for each in counsellor.page.context.cookies()}
    counsellor.page.get_by_role("button", name="Sperren").click()
    expect(counsellor.page.get_by_text("Gesperrt")).to_be_visible()
    assert [ask(each, cookies) for each in (served, second)] == [401, 401]


def test_t52_no_log_knows_what_was_asked_for(served: Served, second: Served) -> None:
    for server in (served, second):
        for path in (f"/calendar/?month={CANARY}", f"/{CANARY}/?q={CANARY}", f"/cases/?q={CANARY}"):
            ask(server, {"__Host-session": CANARY}, path)
        assert leaks_in_files([CANARY], server.logs()) == set()


def test_t52_the_database_logs_no_statement_and_no_value(served: Served) -> None:
    wanted = {name: SETTINGS[name] for name in SETTINGS if name.startswith("log_")}
    with roles.connect(served.database_url("web")) as connection:
        for name in (
            "log_statement",
            "log_parameter_max_length",
            "log_parameter_max_length_on_error",
        ):
            row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
            assert row == (wanted[name],), name
        with pytest.raises(Exception, match="division by zero"):
            connection.execute("SELECT %s::text, 1 / 0", [CANARY])
    assert leaks_in_files([CANARY], served.logs()) == set()


def test_t2_neither_heap_nor_wal_nor_any_folder_holds_a_word(
    counsellor: Person, served: Served, testbed: Testbed
) -> None:
    page = counsellor.page
    counsellor.goes_to("/calls/new/")
    page.locator("[name=claimed_as][value=police]").check()
    for name, text in CALLED.items():
        page.locator(f"main [name={name}]").fill(text)
    page.get_by_role("button", name="Anruf notieren").click()
    expect(page.get_by_text(CALLED["asked"])).to_be_visible()
    served.run_sql("UPDATE organisations_unit SET on_call_phone = 'Kanarien Revier 5'")
    testbed.write_out()
    heap, wal = testbed.files_of(served.database), testbed.wal()
    assert heap and wal
    planted = "Kanarien Revier 5"  # T3: what really stands there is found in both
    assert leaks_in_files([planted], heap) == leaks_in_files([planted], wal) == {planted}
    wanted = ["Kanarienkind", "Frau Kanarienvogel"]
    assert leaks_in_files(wanted, [*heap, *wal]) == set()
    left = [each for each in served.temporary.rglob("*") if each.is_file()]
    assert leaks_in_files(wanted, [*left, *served.logs()]) == set()
    assert left == []


def test_the_files_are_really_looked_through(tmp_path: Path) -> None:
    """T3: also across the border of two pieces, in UTF-16 and in lower case."""
    file = tmp_path / "heap"
    file.write_bytes(b"\x00" * (1024 * 1024 - 4) + b"Kanarienvogel" + b"\x00")
    assert leaks_in_files(["Kanarienvogel"], [file]) == {"Kanarienvogel"}
    file.write_bytes("KANARIENVOGEL".lower().encode("utf-16-le"))
    assert leaks_in_files(["Kanarienvogel", "Nachtigall"], [file]) == {"Kanarienvogel"}
