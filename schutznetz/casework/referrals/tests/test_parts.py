"""Each recipient gets its own cut, on its own basis, and not a word more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.referrals.codes import Consent, OwnConsent
from schutznetz.casework.referrals.forms import ReportForm
from schutznetz.casework.referrals.parts import BY_CODE, PARTS, Part, header, parts_of

REPORTS = st.dictionaries(
    st.sampled_from([*ReportForm.base_fields, "secret"]),
    st.sampled_from(["", "x", "yes", "no", "written", "verbal", "refused"]),
)
#: What says where and how she can be reached; nobody but the centre ever gets it.
REACHING = {"phone", "reach_when", "who_answers", "no_voicemail"}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.code)
@given(report=REPORTS)
def test_nothing_unnamed_leaves_the_station(part: Part, report: dict[str, object]) -> None:
    assert set(part.cut(report)) <= set(part.fields)
    assert all(part.cut(report).values())


def test_only_the_centre_learns_how_to_reach_her() -> None:
    for part in PARTS:
        assert part.code == "centre" or not REACHING & set(part.fields)


def test_the_perpetrator_service_learns_nothing_about_her_or_the_children() -> None:
    fields = BY_CODE["accused"].fields
    assert not [name for name in fields if name.startswith(("affected", "children", "consent"))]
    assert not {"place", "postcode", "summary", "relationship", "offence"} & set(fields)


@pytest.mark.parametrize("answer", [*Consent.values, "", None, "anything"])
def test_only_her_given_consent_opens_the_way_to_the_centre(answer: str | None) -> None:
    assert BY_CODE["centre"].has_basis({"consent": answer}) == (answer in ("written", "verbal"))


@pytest.mark.parametrize("answer", [*OwnConsent.values, "", None])
def test_only_his_own_consent_opens_the_way_to_the_service(answer: str | None) -> None:
    report = {"accused_consent": answer, "consent": "written"}
    assert BY_CODE["accused"].has_basis(report) == (answer in ("written", "verbal"))


def test_her_consent_does_not_cover_the_children() -> None:
    report: dict[str, object] = {"consent": "written", "children_4_6": 1}
    assert not BY_CODE["children"].has_basis(report)
    assert BY_CODE["children"].has_basis({**report, "children_notice": "yes"})


def test_a_report_without_children_has_no_part_for_the_youth_office() -> None:
    assert [part.code for part in parts_of({"consent": "written"})] == ["centre"]


def test_every_field_of_every_part_is_on_the_form() -> None:
    for part in PARTS:
        assert set(part.fields) <= set(ReportForm.base_fields)


def test_no_answered_field_of_the_form_is_forgotten() -> None:
    """A field that goes to nobody would be asked for nothing."""
    asked_for_itself = {"urgent", "children_notice"}
    given_away = {name for part in PARTS for name in part.fields}
    assert set(ReportForm.base_fields) - given_away == asked_for_itself


@given(report=REPORTS)
def test_the_line_of_the_inbox_names_nobody(report: dict[str, object]) -> None:
    for part in PARTS:
        line = header(part, report, station="Revier", weekday=0)
        assert set(line) <= {"kind", "station", "weekday", "children", "danger"}
        assert part.code != "accused" or "children" not in line
