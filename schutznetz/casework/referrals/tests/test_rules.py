"""What a report must say, and what of it leaves the station."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.codes import Danger, Known

TODAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
FITTING = {"phone": "0000 1", "happened_on": TODAY, "earlier_known": "unknown"}


def codes(**changes: object) -> set[tuple[str, str]]:
    found = rules.problems({**FITTING, **changes}, today=TODAY, moment=MOMENT)
    return {(problem.field, problem.code) for problem in found}


def test_a_fitting_report_has_no_problems() -> None:
    assert codes() == set()


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"happened_on": TODAY + timedelta(1)}, "happened_on", "in_future"),
        ({"affected_birth": TODAY + timedelta(1)}, "affected_birth", "in_future"),
        ({"accused_birth": TODAY + timedelta(1)}, "accused_birth", "in_future"),
        ({"consent_at": MOMENT + timedelta(hours=1)}, "consent_at", "in_future"),
        ({"eviction_until": TODAY}, "eviction_from", "begin_missing"),
        (
            {"eviction_from": TODAY, "eviction_until": TODAY - timedelta(1)},
            "eviction_until",
            "ends_before_it_begins",
        ),
        ({"earlier_known": "yes"}, "earlier_operations", "number_missing"),
        ({"phone": ""}, "phone", "unreachable"),
        ({"children_4_6": 1, "children_notice": "no"}, "children_affected", "children_how"),
        ({"children_4_6": 1, "children_affected": "saw"}, "children_notice", "children_notice"),
        (
            {"children_4_6": 1, "children_affected": "saw", "children_notice": "yes"},
            "children_note",
            "children_why",
        ),
        ({"accused_consent": "verbal", "accused_phone": "1"}, "accused_name", "accused_missing"),
        ({"accused_consent": "verbal", "accused_name": "S"}, "accused_phone", "accused_missing"),
    ],
)
def test_each_contradiction_is_named_at_its_field(
    changes: dict[str, object], field: str, code: str
) -> None:
    assert codes(**changes) == {(field, code)}


def test_no_answer_about_danger_says_that_there_is_none() -> None:
    assert Danger.values == ["unknown", "signs", "acute"]
    assert Known.UNKNOWN in Known
