"""From an act to a figure: sealed at once, opened when the month is over, linked to nothing (T53)."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from schutznetz.casework.cases.models import Case
from schutznetz.casework.exchange.actions import acknowledge_transmission
from schutznetz.casework.exchange.models import Transmission
from schutznetz.casework.intakes.actions import Arrival, record_intake
from schutznetz.ground.audit.models import Entry
from schutznetz.ground.base import bus
from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.base.ids import new_id
from schutznetz.ground.vault.actions.readers import restrict_file
from schutznetz.ground.vault.counted import open_counted
from schutznetz.ground.vault.models import UnitKey
from schutznetz.ground.vault.sealed import KeyMissing, Unopenable
from schutznetz.overview.statistics import actions
from schutznetz.overview.statistics.models import SealedFact, StatFact
from tests.cast import Cast, send, send_parts
from tests.november import DECEMBER, NOVEMBER, after_november


@pytest.fixture
def november(cast: Cast) -> Cast:
    """The cast after a November."""
    return after_november(cast)


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


def test_what_is_counted_of_a_report_is_coarse_and_nothing_else(cast: Cast) -> None:
    acknowledge_transmission(by=cast["kessler"], transmission=send(cast["aydin"]))
    row = SealedFact.objects.get(unit_id=cast["kessler"].unit_id)
    assert open_counted(by=cast["kessler"], row=row, field="sealed_codes") == {
        "kind": "read",
        "station": str(cast["aydin"].unit_id),
        "way": "police",
        "age": "31_40",
        "sex": "female",
        "relationship": "former_partner",
        "offences": ["threat"],
        "children": "yes",
        "children_by_band": {"4_6": 1},
        "repeat": "yes",
        "eviction": "yes",
    }


def test_reading_twice_counts_once(cast: Cast) -> None:
    sent = send(cast["aydin"])
    for login in ("kessler", "tran"):
        acknowledge_transmission(by=cast[login], transmission=sent)
    assert sealed_kinds(cast, "kessler") == ["read"]


@pytest.mark.parametrize(("kind", "way"), [("intake_fax", "fax"), ("police_report", "form")])
def test_what_was_written_down_counts_by_its_way_and_its_station(
    cast: Cast, kind: str, way: str
) -> None:
    fields = {"station": "Revier Auenstadt-Nord", "summary": "Schreie"}
    if kind == "intake_fax":
        fields["way"] = "fax"
    arrival = Arrival(kind=kind, urgent=False, received_at=NOVEMBER, header={}, fields=fields)
    row = record_intake(by=cast["kessler"], draft_id=new_id(), arrival=arrival)
    acknowledge_transmission(by=cast["kessler"], transmission=row)
    (fact,) = [
        open_counted(by=cast["kessler"], row=row, field="sealed_codes")
        for row in SealedFact.objects.all()
    ]
    assert fact["way"] == way
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


def test_what_is_sealed_to_named_people_is_in_no_count(cast: Cast) -> None:
    """Who may not know of it could subtract what she sees from the figure."""
    sent = send(cast["aydin"])
    before = SealedFact.objects.count()
    assert sent.file_id
    restrict_file(by=cast["kessler"], file_id=sent.file_id, only=[cast["kessler"].account_id])
    acknowledge_transmission(by=cast["kessler"], transmission=sent)
    assert SealedFact.objects.count() == before


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


def test_nobody_listening_changes_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus, "_listeners", {})
    acknowledge_transmission(by=cast["kessler"], transmission=send(cast["aydin"]))
    assert not SealedFact.objects.exists()
    assert Transmission.objects.exclude(acknowledged_at=None).count() == 1
    assert not Case.objects.exists()
