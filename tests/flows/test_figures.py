"""What is released: covered, frozen, never overlapping (T53); the pages that show it, and CSV (T47)."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from schutznetz.casework.exchange.actions import acknowledge_transmission
from schutznetz.ground.base.clock import turned_to
from schutznetz.overview.statistics import actions
from schutznetz.overview.statistics.models import StatRelease
from schutznetz.overview.statistics.rules.spans import NotOver, Overlap, Span
from tests.cast import Cast, send
from tests.november import DECEMBER, NOVEMBER, SPAN, after_november
from tests.signing_in import sign_in


@pytest.fixture
def november(cast: Cast) -> Cast:
    """The cast after a November."""
    return after_november(cast)


def test_the_facts_of_a_month_are_counted_whether_opened_or_not(november: Cast) -> None:
    with turned_to(DECEMBER):
        release = actions.release_figures(by=november["tran"], span=SPAN)
    tables = {table["code"]: table["cells"] for table in release.tables}
    assert ["", "total", 7] in tables["way"]
    assert ["", "police", None] in tables["way"] or ["", "police", 7] in tables["way"]
    assert all(figure is None for _, _, figure in tables["outcome"])


@pytest.mark.parametrize("months", [1, 3, 12])
def test_t53_two_releases_never_overlap(november: Cast, months: int) -> None:
    late = datetime(2027, 2, 1, tzinfo=UTC)
    with turned_to(late):
        actions.release_figures(by=november["tran"], span=SPAN)
        begins = {1: date(2026, 11, 1), 3: date(2026, 10, 1), 12: date(2026, 1, 1)}[months]
        with pytest.raises(Overlap):
            actions.release_figures(by=november["tran"], span=Span(begins, months))
    assert StatRelease.objects.count() == 1


def test_a_month_is_released_by_the_lead_when_it_is_over(november: Cast) -> None:
    with turned_to(DECEMBER), pytest.raises(PermissionError):
        actions.release_figures(by=november["kessler"], span=SPAN)
    with turned_to(NOVEMBER), pytest.raises(NotOver):
        actions.release_figures(by=november["tran"], span=SPAN)
    assert not StatRelease.objects.exists()


def test_what_is_released_is_frozen(november: Cast) -> None:
    with turned_to(DECEMBER):
        release = actions.release_figures(by=november["tran"], span=SPAN)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = 'schutznetz_web' AND table_name = 'statistics_statrelease'"
        )
        assert {row[0] for row in cursor.fetchall()} & {"UPDATE", "DELETE"} == set()
    assert release.definition


def test_covered_figures_are_not_even_stored(november: Cast) -> None:
    with turned_to(DECEMBER):
        release = actions.release_figures(by=november["tran"], span=SPAN)
    figures = [figure for table in release.tables for _, _, figure in table["cells"]]
    assert all(figure is None or figure >= 5 for figure in figures)
    assert None in figures


@pytest.fixture
def lead(november: Cast) -> Iterator[Client]:
    """Ngọc Trần signed in, in November."""
    with turned_to(DECEMBER):
        yield sign_in(Client(), "tran")


def test_the_lead_releases_a_month_and_takes_its_table_home(lead: Client) -> None:
    page = lead.get("/statistics/", secure=True).content.decode()
    assert "Zahlen freigeben" in page
    answer = lead.post(reverse("statistics:release"), {"span": "2026-11"}, secure=True)
    assert answer.status_code == 302
    page = lead.get(answer["Location"], secure=True).content.decode()
    assert "November 2026" in page
    assert "<svg" in page or "verdeckt" in page
    table = lead.get(f"{answer['Location']}table/", secure=True)
    text = table.content.decode("utf-8-sig")
    for said in ("Interventionsstelle Lindenhof", "November 2026", "14.12.2026", "< 5 unterdrückt", "Fassung 1"):  # fmt: skip
        assert said in text
    assert table["Content-Disposition"] == 'attachment; filename="zahlen.csv"'
    assert not re.search(r'(?m)(?:^|;)"[=+\-@\t\r]', text)


def test_a_span_that_is_not_open_is_named_at_its_field(lead: Client) -> None:
    for wrong in ("2026-12", "2026-Q4", "nichts", ""):
        answer = lead.post(reverse("statistics:release"), {"span": wrong}, secure=True)
        assert answer.status_code == 422, wrong
    assert not StatRelease.objects.exists()


def test_a_member_reads_and_does_not_release(november: Cast) -> None:
    with turned_to(DECEMBER):
        client = sign_in(Client(), "kessler")
        page = client.get("/statistics/", secure=True).content.decode()
        assert "Das macht die Leitung" in page
        assert client.get(reverse("statistics:release"), secure=True).status_code == 404


def test_few_reports_teach_instead_of_showing(cast: Cast) -> None:
    acknowledge_transmission(by=cast["kessler"], transmission=send(cast["aydin"]))
    page = sign_in(Client(), "kessler").get("/statistics/", secure=True).content.decode()
    assert "Weniger als fünf: bleibt verdeckt, damit niemand erkennbar ist." in page


def test_the_coordination_sees_shared_tables_of_released_spans_only(lead: Client) -> None:
    coordination = sign_in(Client(), "lindqvist")
    assert (
        "Noch keine Stelle"
        in coordination.get("/statistics/network/", secure=True).content.decode()
    )
    lead.post(reverse("statistics:release"), {"span": "2026-11"}, secure=True)
    page = coordination.get("/statistics/network/?span=2026-11", secure=True).content.decode()
    assert "Interventionsstelle Lindenhof" in page
    assert "Womit Akten geschlossen wurden" in page
    assert "nach Revier" not in page
    assert "Revier Auenstadt" not in page
    table = coordination.get("/statistics/network/table/?span=2026-11", secure=True)
    assert "Revier Auenstadt" not in table.content.decode()
    assert coordination.get("/statistics/", secure=True).status_code == 404


def test_another_unit_sees_neither_figures_nor_that_there_are_any(november: Cast) -> None:
    with turned_to(DECEMBER):
        release = actions.release_figures(by=november["tran"], span=SPAN)
        stranger = sign_in(Client(), "rahimi")
        for name in ("released", "released_table"):
            url = reverse(f"statistics:{name}", args=[release.pk])
            assert stranger.get(url, secure=True).status_code == 404
        assert "November 2026" not in stranger.get("/statistics/", secure=True).content.decode()
