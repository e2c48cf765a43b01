"""What a report must say, step by step."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.codes import Danger, Known
from schutznetz.casework.referrals.rules import Moment, Problem, is_postcode

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
MOMENT = Moment(TODAY, NOON)
TOMORROW, YESTERDAY = TODAY + timedelta(1), TODAY - timedelta(1)
Rule = Callable[[dict[str, object], Moment], list[Problem]]

FITTING: dict[str, tuple[Rule, dict[str, object]]] = {
    "operation": (
        rules.operation_problems,
        {"happened_on": TODAY, "postcode": "04999", "earlier_known": "unknown"},
    ),
    "affected": (rules.affected_problems, {"affected_last_name": "Ana"}),
    "accused": (rules.accused_problems, {}),
    "child": (rules.child_problems, {"child_age": "0_3", "child_how": "saw"}),
    "danger": (rules.danger_problems, {"danger": "signs"}),
    "consent": (rules.consent_problems, {"consent": "refused"}),
    "own": (rules.own_consent_problems, {"accused_consent": "not_asked"}),
    "conflict": (rules.conflict_problems, {"conflict": "no"}),
    "handover": (rules.handover_problems, {"handed_over": "nobody", "handed_over_at": NOON}),
}


@pytest.mark.parametrize("step", FITTING)
def test_a_fitting_step_has_no_problems(step: str) -> None:
    rule, values = FITTING[step]
    assert rule(values, MOMENT) == []


@pytest.mark.parametrize(
    ("step", "changes", "field", "code"),
    [
        ("operation", {"happened_on": TOMORROW}, "happened_on", "in_future"),
        ("operation", {"happened_on": date(199, 1, 1)}, "happened_on", "too_long_ago"),
        ("operation", {"postcode": "00000"}, "postcode", "postcode"),
        (
            "operation",
            {"earlier_known": "yes", "earlier_last": YESTERDAY},
            "earlier_count",
            "earlier_count_missing",
        ),
        (
            "operation",
            {"earlier_known": "yes", "earlier_count": 2},
            "earlier_last",
            "earlier_last_missing",
        ),
        (
            "operation",
            {"happened_on": YESTERDAY, "earlier_last": TODAY},
            "earlier_last",
            "not_earlier",
        ),
        ("affected", {"affected_last_name": ""}, "affected_last_name", "name_missing"),
        ("affected", {"affected_birth": TOMORROW}, "affected_birth", "in_future"),
        ("affected", {"affected_birth": date(1, 1, 1)}, "affected_birth", "too_long_ago"),
        ("accused", {"accused_birth": TOMORROW}, "accused_birth", "in_future"),
        ("child", {"child_age": ""}, "child_age", "child_answer"),
        ("danger", {"eviction_until": TODAY}, "eviction_from", "begin_missing"),
        (
            "danger",
            {"eviction_from": TODAY, "eviction_until": YESTERDAY},
            "eviction_until",
            "ends_before_it_begins",
        ),
        ("consent", {"consent_at": NOON + timedelta(hours=1)}, "consent_at", "in_future"),
        (
            "consent",
            {"consent": "verbal", "consent_at": NOON, "consent_by": "self"},
            "consent_language",
            "consent_answer",
        ),
        ("own", {"accused_consent": "verbal"}, "accused_phone", "accused_missing"),
        ("conflict", {"conflict": "yes"}, "conflict_where", "conflict_where"),
        ("handover", {"handed_over": ""}, "handed_over", "handover"),
        ("handover", {"handed_over": "reached"}, "handed_over_to", "handover_to"),
        ("handover", {"handed_over_at": None}, "handed_over_at", "handover_at"),
        ("handover", {"handed_over_at": NOON + timedelta(1)}, "handed_over_at", "in_future"),
    ],
)
def test_each_contradiction_is_named_at_its_field(
    step: str, changes: dict[str, object], field: str, code: str
) -> None:
    rule, values = FITTING[step]
    found = rule({**values, **changes}, MOMENT)
    assert [(problem.field, problem.code) for problem in found] == [(field, code)]


def test_children_ask_for_a_decision_and_a_reason() -> None:
    assert rules.children_problems({}, []) == []
    assert [p.field for p in rules.children_problems({}, ["x"])] == ["children_notice"]
    told = rules.children_problems({"children_notice": "yes"}, ["x"])
    assert [p.field for p in told] == ["children_note"]
    assert rules.children_problems({"children_notice": "no"}, ["x"]) == []


def test_a_way_to_reach_her_is_asked_for_only_if_she_agrees() -> None:
    assert [p.field for p in rules.reaching_problems({}, "written")] == ["phone"]
    assert rules.reaching_problems({}, "refused") == []
    assert rules.reaching_problems({"reach_note": "über die Klinik"}, "verbal") == []


@pytest.mark.parametrize("text", ["01001", "04999", "99998"])
def test_german_postcodes(text: str) -> None:
    assert is_postcode(text)


@pytest.mark.parametrize(
    "text", ["00000", "01000", "99999", "4999", "049999", "0499O", "٠٤٩٩٩", ""]
)
def test_what_is_no_postcode(text: str) -> None:
    assert not is_postcode(text)


@given(st.text())
def test_no_text_whatever_breaks_the_postcode(text: str) -> None:
    assert is_postcode(text) in (True, False)


def test_no_answer_about_danger_says_that_there_is_none() -> None:
    assert Danger.values == ["unknown", "signs", "acute"]
    assert Known.UNKNOWN in Known
