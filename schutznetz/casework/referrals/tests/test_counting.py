"""What of a report may become a figure: coarse, coded, every age in exactly one band."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.referrals.counting import AGE_BANDS, age_band, countable
from tests.cast import TYPED

DAY = date(2026, 11, 20)
#: What a report holds and no figure may.
SECRET = (
    "Özlem",
    "Sören",
    "Weidengasse",
    "04999",
    "ANO-2026",
    "5551234",
    "1991",
    "2026",
    "Schwester",
)


@given(st.integers(0, 120 * 365))
def test_every_age_falls_into_exactly_one_band(days: int) -> None:
    band = age_band(DAY - timedelta(days=days), DAY)
    assert [name for _, name in AGE_BANDS].count(band) == 1


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        (date(2012, 11, 21), "0_13"),
        (date(2012, 11, 20), "14_17"),
        (date(2008, 11, 21), "14_17"),
        (date(2008, 11, 20), "18_21"),
        (date(2004, 11, 21), "18_21"),
        (date(2004, 11, 20), "22_30"),
        (date(1960, 11, 20), "66_plus"),
        (date(2027, 1, 1), "unknown"),
    ],
)
def test_the_edges_of_the_bands(birth: date, band: str) -> None:
    assert age_band(birth, DAY) == band


def test_nothing_that_names_somebody_is_countable() -> None:
    said = str(countable(TYPED))
    assert not [word for word in SECRET if word in said]


def test_what_was_not_answered_is_unknown_and_never_no() -> None:
    codes = countable({})
    assert {codes[name] for name in ("age", "sex", "relationship", "children", "repeat")} == {
        "unknown"
    }
    assert (codes["eviction"], codes["consent"], codes["children_by_band"]) == (
        "unknown",
        "unknown",
        {},
    )


def test_children_are_counted_by_band_in_both_spellings() -> None:
    rows = [{"age": "4_6"}, {"age": "4_6"}, {"age": "0_3"}, {"first_name": "Mia"}]
    assert countable({"children": rows})["children_by_band"] == {"0_3": 1, "4_6": 2, "unknown": 1}
    assert countable({"children_4_6": "2"})["children_by_band"] == {"4_6": 2}
    assert countable({"children": rows})["children"] == "yes"


def test_both_spellings_of_the_offence_are_read() -> None:
    assert countable({"offence": "threat"})["offences"] == ["threat"]
    assert countable({"offences": ["threat", "stalking", "threat"]})["offences"] == [
        "stalking",
        "threat",
    ]
