"""Spans never overlap, facts hold known codes only, tables of one total are covered together."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.cases.codes import Outcome
from schutznetz.casework.cases.manners import manner_of
from schutznetz.casework.intakes.codes import FORM, Way
from schutznetz.casework.referrals.codes import Consent, Known, Offence, Relationship, Sex
from schutznetz.casework.referrals.counting import AGE_BANDS, CHILD_BANDS
from schutznetz.overview.statistics.rules.definitions import (
    BARE_KINDS,
    KINDS,
    OFFENCES,
    PLACES,
    TABLES,
    UNKNOWN,
    cleaned,
    tables_for,
)
from schutznetz.overview.statistics.rules.releasing import (
    OPENED_FROM,
    from_stored,
    shown_tables,
    to_open,
)
from schutznetz.overview.statistics.rules.spans import (
    LENGTHS,
    NotOver,
    Overlap,
    Span,
    releasable,
    require_releasable,
    span_named,
)
from schutznetz.overview.statistics.rules.suppression import TOTAL

BY_CODE = {table.code: table for table in TABLES}
PLACE = "11111111-1111-4111-8111-111111111111"
spans = st.builds(
    lambda year, month, length: Span(date(year, month - (month - 1) % length, 1), length),
    st.integers(2025, 2027),
    st.integers(1, 12),
    st.sampled_from(LENGTHS),
)


@given(st.lists(spans, max_size=30))
def test_t53_whatever_is_tried_released_spans_never_overlap(wanted: list[Span]) -> None:
    """One partition of time: there is no second report that could be taken away from a first."""
    released: list[Span] = []
    for span in wanted:
        try:
            require_releasable(span, released, today=date(2030, 1, 1))
        except Overlap:
            continue
        released.append(span)
    assert all(first.after <= second.begins for first, second in pairwise(sorted(released)))


@given(st.sets(spans, max_size=6), spans)
def test_what_is_offered_can_be_released(months: set[Span], taken: Span) -> None:
    offered = releasable([span.begins for span in months], [taken], today=date(2026, 7, 15))
    for span in offered:
        require_releasable(span, [taken], today=date(2026, 7, 15))


def test_a_span_that_runs_is_not_released() -> None:
    with pytest.raises(NotOver):
        require_releasable(Span(date(2026, 11, 1), 1), [], today=date(2026, 11, 30))
    require_releasable(Span(date(2026, 11, 1), 1), [], today=date(2026, 12, 1))


@given(spans)
def test_a_span_is_found_again_by_its_code(span: Span) -> None:
    assert span_named(span.code) == span


@pytest.mark.parametrize(
    "nonsense", ["", "2026-13", "2026-00", "2026-Q5", "26", "٢٠٢٦", "2026-11-01", "0000"]
)
def test_any_other_code_is_no_span(nonsense: str) -> None:
    assert span_named(nonsense) is None


def test_a_span_begins_where_it_fits() -> None:
    with pytest.raises(ValueError, match="calendar"):
        Span(date(2026, 2, 1), 3)


def test_the_codes_are_those_of_the_rooms_that_write_them() -> None:
    assert set(BY_CODE["sex"].answers) - {UNKNOWN} == set(Sex.values)
    assert set(BY_CODE["relationship"].answers) == set(Relationship.values)
    assert set(BY_CODE["repeat"].answers) == set(Known.values)
    ends = {answer for table in TABLES if table.by == "outcome" for answer in table.answers}
    assert ends - {UNKNOWN} == set(Outcome.values)
    assert set(BY_CODE["consent"].answers) - {UNKNOWN} == set(Consent.values)
    assert set(BY_CODE["way"].answers) >= {*Way.values, FORM}
    assert set(OFFENCES) == set(Offence.values)
    assert set(BY_CODE["age"].answers) - {UNKNOWN} == {band for _, band in AGE_BANDS}
    assert set(BY_CODE["children_by_band"].answers) - {UNKNOWN} == set(CHILD_BANDS)


def test_each_sort_of_unit_has_its_own_ends() -> None:
    for kind in ("centre", "victim_protection", "youth_office", "programme"):
        ends = [table.answers for table in tables_for(kind) if table.by == "outcome"]
        assert [set(each) - {UNKNOWN} for each in ends] == [set(manner_of(kind).outcomes)], kind


@given(st.sampled_from(KINDS), st.dictionaries(st.text(), st.text() | st.integers()))
def test_nothing_anybody_typed_gets_into_a_fact(kind: str, typed: dict[str, object]) -> None:
    names = [table.by for table in TABLES]
    codes = {**typed, **dict.fromkeys(names, "Özlem, Weidengasse 17"), "offences": ["Özlem"]}
    known = cleaned(kind, codes, [PLACE])
    allowed = {answer for table in TABLES for answer in table.answers} | {"other", *KINDS}
    assert all(value in allowed for value in known.values() if isinstance(value, str))
    assert "Özlem" not in str(known)
    assert set(known) <= {"kind", "offences", *names}


def test_a_child_too_many_does_not_stand_out() -> None:
    known = cleaned("read", {"children_by_band": {"0_3": 40, "4_6": -1, "x": 3}}, [])
    assert known["children_by_band"] == {"0_3": 9}


def test_rare_kinds_stay_sealed() -> None:
    facts = [{"kind": "closed"}] * (OPENED_FROM - 1) + [{"kind": "read"}] * OPENED_FROM
    assert to_open(facts) == list(range(OPENED_FROM - 1, 2 * OPENED_FROM - 1))


def read_facts(number: int, **codes: object) -> list[dict[str, object]]:
    return [cleaned("read", {"station": PLACE, "way": "police", **codes}, [PLACE])] * number


def test_a_month_of_few_reports_shows_nothing_at_all() -> None:
    shown = shown_tables("centre", {"2026-11": read_facts(4)}, [PLACE])
    assert all(figure is None for table in shown for figure in table.cells.values())


def test_where_one_table_loses_its_total_all_that_share_it_do() -> None:
    """Four and four in two answers: eight would tell both, so eight is nowhere."""
    facts = read_facts(4, repeat="yes") + read_facts(4, repeat="no")
    shown = {t.code: t for t in shown_tables("centre", {"2026-11": facts}, [PLACE])}
    total = ("", TOTAL)
    assert {shown[t.code].cells[total] for t in TABLES if t.kind == "read" and not t.weighted} in (
        {8},
        {None},
    )


def test_several_months_show_stations_by_month() -> None:
    facts = {"2026-10": read_facts(9), "2026-11": read_facts(12), "2026-12": read_facts(7)}
    stations = next(t for t in shown_tables("centre", facts, [PLACE]) if t.code == "stations")
    assert stations.months == tuple(facts)
    assert stations.cells[TOTAL, TOTAL] == 28


def test_what_is_stored_is_what_was_shown() -> None:
    for table in shown_tables("centre", {"2026-11": read_facts(30)}, [PLACE]):
        assert from_stored(table.as_stored()) == table


def test_a_bare_kind_holds_nothing_but_its_name() -> None:
    assert [cleaned(kind, {"sex": "female"}, []) for kind in BARE_KINDS] == [
        {"kind": kind} for kind in BARE_KINDS
    ]
    assert PLACES == ()
