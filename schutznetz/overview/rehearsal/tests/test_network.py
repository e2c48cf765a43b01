"""The network's file is checked before anything is taken over, and every mistake has its place."""

import pytest

from schutznetz.casework.referrals.parts import SHEET
from schutznetz.overview.rehearsal.network import FILE, FileFaults, read_network

TEXT = FILE.read_text("utf-8")


def faults(text: str) -> list[str]:
    with pytest.raises(FileFaults) as found:
        read_network(text)
    return found.value.mistakes


def test_the_file_of_the_invented_network_is_right() -> None:
    agreed = read_network(TEXT)
    assert {terms.code for terms in agreed.bases} >= {"consent", "emergency", "child_protection"}
    assert not any(terms.confirmed for terms in agreed.bases), "no lawyer has confirmed anything"


def test_how_to_reach_her_stands_in_no_basis_but_the_centres() -> None:
    for terms in read_network(TEXT).bases:
        assert terms.kind == "police_report" or not set(SHEET) & set(terms.fields)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("code: consent\n", "code: Consent!\n", "bases[0].code"),
        ("code: emergency", "code: consent", "bases[1].code"),
        ("kind: children_report", "kind: letters", "bases[2].kind"),
        ("      en: Consent of the person affected\n", "", "bases[0].names.en"),
        ("    confirmed: false", "    confirmed: maybe", "bases[0].confirmed"),
        ("rests_on: need", "rests_on: mood", "bases[1].rests_on"),
        ("four_eyes: true", "four_eyes: false", "bases[1].rests_on"),
        ("days: 30", "days: -1", "bases[1].days"),
        ("fields: [feedback_status]", "fields: [phone]", "bases[4].fields[0]"),
        ("fields: [feedback_status]", "fields: []", "bases[4].fields"),
        ("    weighing: true", "    wheighing: true", "bases[1].wheighing"),
        ("unit: stadt, priority: 2", "unit: nowhere, priority: 2", "routing.routes[1].unit"),
        ('["04800", "04849"]', '["04849", "04800"]', "routing.routes[4].postcodes"),
        ('["04800", "04849"]', "[04800]", "routing.routes[4].postcodes"),
        ("{part: children, unit: jugend}", "{part: dogs, unit: jugend}", "routing.routes[5].part"),
        ("between: order, fallback", "between: dice, fallback", "routing.rules[0].between"),
        ("fallback: opferschutz", "fallback: nobody", "routing.rules[0].fallback"),
        ("routing:", "roting:", "roting"),
    ],
)
def test_each_mistake_is_named_with_its_place(old: str, new: str, place: str) -> None:
    assert old in TEXT
    found = faults(TEXT.replace(old, new, 1))
    assert any(each.startswith(place) for each in found), found


@pytest.mark.parametrize("text", ["", "[]", "bases: 1", "a: [", "!!python/object:os.system {}"])
def test_what_is_no_such_file_is_refused_and_runs_nothing(text: str) -> None:
    assert faults(text)
