"""From an act to a figure: sealed at once, opened when the month is over, linked to nothing (T53)."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from schutznetz.casework.cases.actions import close_case, open_case, reopen_case
from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.actions import acknowledge_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.intakes.actions import Arrival, record_intake
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base import bus
from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.vault.counted import open_counted
from schutznetz.ground.vault.models import UnitKey
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable
from schutznetz.overview.statistics import actions
from schutznetz.overview.statistics.models import SealedFact, StatFact, StatRelease
from schutznetz.overview.statistics.rules.spans import NotOver, Overlap, Span
from tests.cast import Cast, send, send_parts
from tests.signing_in import sign_in

NOVEMBER = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 14, 9, 0, tzinfo=UTC)
SPAN = Span(date(2026, 11, 1), 1)


@pytest.fixture
def november(cast: Cast) -> Cast:
    """Seven reports from Nord, all read; three of them files; two of these closed, one opened again."""
    with turned_to(NOVEMBER):
        sent = [send(cast["aydin"], file_number=f"ANO-{n}") for n in range(7)]
        for each in sent[:4]:
            acknowledge_transmission(by=cast["kessler"], transmission=each)
        tomorrow = date(2026, 11, 25)
        cases = [open_case(by=cast["kessler"], transmission=t, next_on=tomorrow) for t in sent[4:]]
        for case, outcome in zip(cases, ("no_capacity", "declined"), strict=False):
            close_case(by=cast["kessler"], case=case, outcome=outcome, note="…")
        reopen_case(by=cast["kessler"], case=cases[0], next_on=tomorrow, note="ruft an")
    return cast


def sealed_kinds(cast: Cast, login: str) -> list[str]:
    by = cast[login]
    rows = SealedFact.objects.filter(unit_id=by.unit_id)
    return sorted(str(open_counted(by=by, row=row, field="sealed_codes")["kind"]) for row in rows)


def test_every_act_leaves_its_fact_with_the_unit_whose_work_it_is(november: Cast) -> None:
    assert sealed_kinds(november, "kessler") == sorted(
        ["read"] * 7 + ["opened"] * 3 + ["closed"] * 2 + ["reopened"]
    )
    assert sealed_kinds(november, "aydin") == ["consent"] * 7 + ["sent"] * 7
    assert SealedFact.objects.count() == 27


def test_reading_twice_counts_once(cast: Cast) -> None:
    sent = send(cast["aydin"])
    for login in ("kessler", "tran"):
        acknowledge_transmission(by=cast[login], transmission=sent)
    assert sealed_kinds(cast, "kessler") == ["read"]


def test_what_came_by_fax_counts_by_its_way_and_its_station(cast: Cast) -> None:
    arrival = Arrival(
        kind="intake_fax",
        urgent=False,
        received_at=NOVEMBER,
        header={},
        fields={"way": "fax", "station": "Revier Auenstadt-Nord", "summary": "Schreie"},
    )
    row = record_intake(by=cast["kessler"], draft_id=new_id(), arrival=arrival)
    acknowledge_transmission(by=cast["kessler"], transmission=row)
    (fact,) = [
        open_counted(by=cast["kessler"], row=row, field="sealed_codes")
        for row in SealedFact.objects.all()
    ]
    assert fact["way"] == "fax"
    assert fact["station"] == str(cast["aydin"].unit_id)
    assert "Schreie" not in str(fact)


def test_a_refusal_leaves_its_answer_and_nothing_else(cast: Cast) -> None:
    send_parts(cast["aydin"], ("children",), {"consent": "refused", "children_notice": "yes", "children_note": "x"})  # fmt: skip
    by = cast["aydin"]
    facts = [
        open_counted(by=by, row=row, field="sealed_codes")
        for row in SealedFact.objects.filter(unit_id=by.unit_id)
    ]
    assert {"kind": "consent", "answer": "refused"} in facts


def test_a_fact_opens_only_for_its_unit_and_only_in_its_row(november: Cast) -> None:
    row, other = SealedFact.objects.filter(unit_id=november["kessler"].unit_id)[:2]
    with pytest.raises(Unopenable):
        open_counted(by=november["rahimi"], row=row, field="sealed_codes")
    with pytest.raises(KeyMissing):
        open_counted(by=november["lindqvist"], row=row, field="sealed_codes")
    row.sealed_codes = other.sealed_codes
    with pytest.raises(Unopenable):
        open_counted(by=november["kessler"], row=row, field="sealed_codes")


def test_all_facts_are_one_size_and_carry_no_moment(november: Cast) -> None:
    assert len({len(row.sealed_codes) for row in SealedFact.objects.all()}) == 1
    names = {field.name for model in (SealedFact, StatFact) for field in model._meta.get_fields()}
    assert names == {"id", "unit", "month", "sealed_codes", "codes"}
    assert {row.month for row in SealedFact.objects.all()} == {date(2026, 11, 1)}


def test_without_a_statistics_key_the_act_stands_and_the_gap_is_recorded(cast: Cast) -> None:
    """A report that cannot be counted still goes out."""
    UnitKey.objects.update(statistics_public=None)
    acknowledge_transmission(by=cast["kessler"], transmission=send(cast["aydin"]))
    assert not SealedFact.objects.exists()
    missed = Entry.objects.filter(verb="miss_fact").values_list("subject_kind", flat=True)
    assert sorted(missed) == ["ConsentAnswered", "PartSent", "TransmissionAcknowledged"]
    actions.read_running_figures(by=cast["kessler"])
    acknowledge_transmission(by=cast["kessler"], transmission=send(cast["aydin"]))
    assert sealed_kinds(cast, "kessler") == ["read"]


def test_an_act_that_is_taken_back_leaves_no_fact(cast: Cast) -> None:
    with transaction.atomic():
        send(cast["aydin"])
        assert SealedFact.objects.count() == 2
        transaction.set_rollback(True)
    assert not SealedFact.objects.exists()


def test_a_month_that_runs_stays_sealed(november: Cast) -> None:
    with turned_to(NOVEMBER + timedelta(days=5)):
        assert actions.open_months(by=november["kessler"]) == 0
        actions.read_running_figures(by=november["kessler"])
    assert not StatFact.objects.exists()
    assert Entry.objects.filter(verb="read_running_figures").count() == 1


def test_t53_opened_facts_are_linked_to_nothing_and_the_sealed_ones_are_gone(
    november: Cast,
) -> None:
    before = set(SealedFact.objects.values_list("pk", flat=True))
    with turned_to(DECEMBER):
        assert actions.open_months(by=november["kessler"]) == 7
        assert actions.open_months(by=november["kessler"]) == 0
    assert sealed_kinds(november, "kessler") == ["closed", "closed", *["opened"] * 3, "reopened"]
    rows = list(StatFact.objects.all())
    assert {row.codes["kind"] for row in rows} == {"read"}
    assert not {row.pk for row in rows} & before
    assert "ANO" not in str([row.codes for row in rows])


def test_t53_neither_order_nor_transaction_leads_from_a_fact_to_a_report(november: Cast) -> None:
    with turned_to(DECEMBER):
        actions.open_months(by=november["kessler"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin::text FROM statistics_statfact ORDER BY ctid")
        written = cursor.fetchall()
    ids = [pk for pk, _ in written]
    assert ids == sorted(ids), "written in the order of random ids, which is no order"
    assert len({transaction for _, transaction in written}) == 1


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


def test_nobody_listening_changes_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus, "_listeners", {})
    acknowledge_transmission(by=cast["kessler"], transmission=send(cast["aydin"]))
    assert not SealedFact.objects.exists()
    assert Transmission.objects.exclude(acknowledged_at=None).count() == 1
    assert not Case.objects.exists()
