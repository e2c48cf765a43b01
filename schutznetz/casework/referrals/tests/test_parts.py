"""Each recipient gets its own cut, about its own person, on its own basis, and not a word more."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import schutznetz
from schutznetz.casework.exchange.terms import read_bases
from schutznetz.casework.referrals.codes import Consent, OwnConsent
from schutznetz.casework.referrals.forms.steps import STEPS
from schutznetz.casework.referrals.parts import (
    BY_CODE,
    PARTS,
    SHEET,
    Cut,
    cuts_of,
    header,
    possible_ids,
)

ANA: dict[str, Any] = {
    "affected_first_name": "Ana",
    "relationship": "partner",
    "phone": "0000 1",
    "code_word": "Linde",
    "consent": "written",
}
BEA: dict[str, Any] = {
    "affected_first_name": "Bea",
    "affected_also_accused": True,
    "phone": "0000 2",
    "consent": "refused",
}
HIM: dict[str, Any] = {
    "accused_first_name": "Sören",
    "accused_phone": "0000 3",
    "accused_consent": "verbal",
}
REPORT: dict[str, Any] = {
    "file_number": "A-1",
    "danger": "signs",
    "affected": [ANA, BEA],
    "accused": [HIM],
    "children": [{"first_name": "Mia", "age": "4_6", "how": "saw"}],
    "children_notice": "yes",
}
ANSWERS = st.sampled_from(["", "x", "yes", "no", "written", "verbal", "refused"])
FILE = Path(schutznetz.__file__).parent / "overview" / "rehearsal" / "network.yaml"
AGREED, _MISTAKES = read_bases(
    yaml.safe_load(FILE.read_text("utf-8"))["bases"],
    kinds={**{part.kind: part.fields for part in PARTS}, "feedback": ["feedback_status"]},
)
BASES = {terms.code: terms for terms in AGREED}
PLAIN = {terms.kind: terms for terms in reversed(AGREED) if terms.is_plain}
PEOPLE = st.lists(
    st.dictionaries(st.sampled_from([*ANA, "secret", "affected_also_accused"]), ANSWERS), max_size=3
)
REPORTS = st.fixed_dictionaries(
    {"affected": PEOPLE, "accused": PEOPLE},
    optional={"secret": ANSWERS, "summary": ANSWERS, "children_notice": ANSWERS},
)


def view(cut_id: str, **changes: object) -> dict[str, object]:
    """What one recipient gets of the report."""
    cuts = {cut.id: cut for cut in cuts_of({**REPORT, **changes}, station="Nord")}
    return cuts[cut_id].fields(PLAIN[cuts[cut_id].part.kind])


def plain(cut: Cut) -> bool:
    """Whether it may leave without more ado."""
    return any(terms.is_plain for terms in cut.offers(AGREED))


@given(report=REPORTS)
def test_nothing_unnamed_leaves_the_station(report: dict[str, Any]) -> None:
    for cut in cuts_of(report):
        for terms in cut.offers(AGREED):
            fields = cut.fields(terms)
            assert set(fields) <= set(cut.part.fields) & set(terms.fields)
            assert "secret" not in str(fields)


def test_each_person_has_a_part_of_her_own() -> None:
    assert [cut.id for cut in cuts_of(REPORT)] == ["centre-1", "centre-2", "children", "accused-1"]
    assert [cut.who for cut in cuts_of(REPORT)] == ["Ana", "Bea", "", "Sören"]


def test_one_persons_sheet_never_travels_with_anothers_part() -> None:
    hers, others = view("centre-1"), view("centre-2")
    assert (hers["phone"], others["phone"]) == ("0000 1", "0000 2")
    for secret in ("0000 2", "refused"):
        assert secret not in str(hers)
    for secret in ("0000 1", "Linde", "written"):
        assert secret not in str(others)


def test_her_consent_is_not_anothers() -> None:
    basis = {cut.id: plain(cut) for cut in cuts_of(REPORT)}
    assert (basis["centre-1"], basis["centre-2"]) == (True, False)


def test_in_a_mutual_report_each_is_told_who_the_other_is_and_never_accused_of_herself() -> None:
    assert view("centre-1")["accused"] == [{"first_name": "Sören"}, {"first_name": "Bea"}]
    assert view("centre-2")["accused"] == [{"first_name": "Sören"}]
    both = [{**BEA, "affected_last_name": "B"}]
    listed = view("centre-1", affected=both, accused=[{**HIM, "accused_first_name": "Bea"}])
    assert listed["accused"] == [{"first_name": "Bea"}]


def test_a_box_that_nobody_ticked_neither_leaves_nor_is_listed() -> None:
    cuts = {
        ticked: cuts_of({**REPORT, "affected": [{**ANA, "affected_also_accused": ticked}]})[0]
        for ticked in (True, False)
    }
    assert cuts[True].fields(PLAIN["police_report"])["affected_also_accused"] is True
    assert "affected_also_accused" not in cuts[False].fields(PLAIN["police_report"])
    told = {**REPORT, "affected": [{**ANA, "no_voicemail": False}]}
    assert cuts_of(told)[0].fields(PLAIN["police_report"])["no_voicemail"] is False


def test_only_the_centre_learns_how_to_reach_her() -> None:
    for part in PARTS:
        assert part.code == "centre" or not set(SHEET) & set(part.fields)
    for word in ("0000 1", "0000 2", "Linde", "consent"):
        assert word not in str(view("children"))


def test_the_perpetrator_service_learns_nothing_about_her_or_the_children() -> None:
    fields = BY_CODE["accused"].fields
    assert not [name for name in fields if name.startswith(("affected", "children", "consent"))]
    assert not {"place", "postcode", "summary", "relationship", "offences"} & set(fields)
    cut = next(cut for cut in cuts_of(REPORT) if cut.part.code == "accused")
    for word in ("Ana", "Bea", "Mia", "partner"):
        assert word not in str(cut.view)


@pytest.mark.parametrize("answer", [*Consent.values, "", None, "anything"])
def test_only_her_given_consent_opens_the_plain_way_to_the_centre(answer: str | None) -> None:
    cut = cuts_of({**REPORT, "affected": [{**ANA, "consent": answer}]})[0]
    assert plain(cut) == (answer in ("written", "verbal"))


def test_without_consent_the_single_case_is_offered_with_reasons_and_four_eyes() -> None:
    cut = cuts_of(REPORT)[1]
    (terms,) = cut.offers(AGREED)
    assert (terms.code, terms.weighing, terms.four_eyes) == ("emergency", True, True)
    assert set(terms.fields) < set(BASES["consent"].fields)


@pytest.mark.parametrize("answer", [*OwnConsent.values, "", None])
def test_only_his_own_consent_opens_the_way_to_the_service(answer: str | None) -> None:
    cuts = cuts_of({**REPORT, "accused": [{**HIM, "accused_consent": answer}]})
    ways = [cut for cut in cuts if cut.part.code == "accused" and cut.offers(AGREED)]
    assert bool(ways) == (answer in ("written", "verbal"))


def test_her_consent_does_not_cover_the_children() -> None:
    silent = {name: value for name, value in REPORT.items() if name != "children_notice"}
    cut = next(cut for cut in cuts_of(silent) if cut.id == "children")
    assert cut.offers(AGREED) == []


def test_a_report_without_children_has_no_part_for_the_youth_office() -> None:
    assert "children" not in [cut.id for cut in cuts_of({**REPORT, "children": []})]


def test_no_answered_field_of_the_form_is_forgotten() -> None:
    """A field that goes to nobody would be asked for nothing."""
    asked_for_itself = {"urgent", "children_notice", "key", "accused_sex", "conflict_units"}
    rows = {"child_first_name", "child_age", "child_how"}
    asked: set[str] = set()
    for step in STEPS:
        kinds = [step.main, step.rows and step.rows.form, *(each.form for each in step.each)]
        asked |= {name for kind in kinds if kind for name in kind.base_fields}
    given_away = {name for part in PARTS for name in part.fields}
    assert asked - given_away == asked_for_itself | rows


def test_the_ids_of_all_cuts_are_known_beforehand() -> None:
    assert {cut.id for cut in cuts_of(REPORT)} <= set(possible_ids(2))


@given(report=REPORTS)
def test_the_line_of_the_inbox_names_nobody(report: dict[str, Any]) -> None:
    for cut in cuts_of(report):
        line = header(cut, station="Revier", weekday=0)
        assert set(line) <= {"kind", "station", "weekday", "children", "danger"}
        assert cut.part.code != "accused" or "children" not in line
