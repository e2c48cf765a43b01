"""What a report must say, and what of it leaves the station."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.referrals import rules
from schutznetz.casework.referrals.codes import Consent, Danger, Known
from schutznetz.casework.referrals.forms import ReportForm

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
    ],
)
def test_each_contradiction_is_named_at_its_field(
    changes: dict[str, object], field: str, code: str
) -> None:
    assert codes(**changes) == {(field, code)}


@pytest.mark.parametrize("answer", [*Consent.values, "", None, "anything"])
def test_only_a_given_consent_is_a_basis(answer: str | None) -> None:
    assert rules.has_basis({"consent": answer}) == (answer in ("written", "verbal"))


@given(st.dictionaries(st.sampled_from([*rules.FOR_THE_CENTRE, "urgent", "secret"]), st.text()))
def test_nothing_unnamed_leaves_the_station(report: dict[str, str]) -> None:
    part = rules.centre_part(report)
    assert set(part) <= set(rules.FOR_THE_CENTRE)
    assert all(part.values())


def test_every_field_that_leaves_is_on_the_form() -> None:
    assert set(rules.FOR_THE_CENTRE) == set(ReportForm.base_fields) - {"urgent"}


def test_the_inbox_line_names_nobody() -> None:
    report = {"affected_name": "Ana Ferreira", "phone": "0000 1", "children_4_6": 1}
    line = rules.header(report, station="Revier", weekday=0)
    assert line["children"] is True
    assert "Ana" not in str(line)
    assert "0000" not in str(line)


def test_no_answer_about_danger_says_that_there_is_none() -> None:
    assert Danger.values == ["unknown", "signs", "acute"]
    assert Known.UNKNOWN in Known
