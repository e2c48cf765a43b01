"""T53 on a real dump: after a month was opened, nothing in it leads from a fact to a report or a file."""

import re
from collections.abc import Iterator

import pytest

from launch.administration import management
from launch.testbed import Testbed

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
#: Seven reports in November, three files; released in December. As real processes do it, committed.
A_MONTH = """
from schutznetz.ground.base.clock import turned_to
from schutznetz.overview.statistics.actions import release_figures
from tests.cast import Cast, actor_of
from tests.november import DECEMBER, SPAN, after_november
cast = after_november(Cast({login: actor_of(login) for login in ("aydin", "kessler", "tran")}))
with turned_to(DECEMBER):
    release_figures(by=cast["tran"], span=SPAN)
"""
#: Who a fact belongs to and where a report came from; units are in the open directory anyway.
OPENLY = ("organisations_unit",)


@pytest.fixture(scope="module")
def dump(testbed: Testbed) -> Iterator[dict[str, list[str]]]:
    """The rows of every table, in the order in which the dump lists them."""
    with testbed.clone(seeded=True) as name:
        environment = testbed.demo_environment(testbed.url("web", name))
        management(("shell", "--no-imports", "-c", A_MONTH), environment)
        yield tables_of(testbed.dump(name).decode("utf-8", "replace"))


def tables_of(text: str) -> dict[str, list[str]]:
    found = {}
    for match in re.finditer(
        r"^COPY public\.(\w+) \(.*?FROM stdin;\n(.*?)^\\\.$", text, re.M | re.S
    ):
        found[match.group(1)] = match.group(2).splitlines()
    return found


def ids_in(rows: list[str]) -> set[str]:
    return set(UUID.findall("\n".join(rows)))


def test_the_dump_holds_what_is_looked_for(dump: dict[str, list[str]]) -> None:
    assert len(dump["statistics_statfact"]) == 7
    assert len(dump["exchange_transmission"]) == 7
    assert len(dump["cases_case"]) == 3


def test_a_fact_shares_no_id_with_anything_but_units(dump: dict[str, list[str]]) -> None:
    facts = ids_in(dump["statistics_statfact"])
    units = {row.split("\t")[0] for table in OPENLY for row in dump[table]}
    everything_else = {
        each
        for table, rows in dump.items()
        if table not in ("statistics_statfact", "organisations_unit")
        for each in ids_in(rows)
    }
    assert (facts - units) & everything_else == set()
    assert len(facts - units) == 7, "one id of its own each, and units"


def test_facts_are_listed_in_the_order_of_random_ids(dump: dict[str, list[str]]) -> None:
    ids = [UUID.search(row) for row in dump["statistics_statfact"]]
    listed = [each.group() for each in ids if each]
    assert listed == sorted(listed)


def test_the_sealed_ones_are_gone_and_what_is_rare_says_nothing(dump: dict[str, list[str]]) -> None:
    centre = [row for row in dump["statistics_sealedfact"] if row_unit(row) == centre_of(dump)]
    assert len(centre) == 6, (
        "three files opened, two closed, one opened again: fewer than five each"
    )
    assert len({len(row) for row in dump["statistics_sealedfact"]}) == 1


def test_a_fact_carries_a_month_and_no_moment(dump: dict[str, list[str]]) -> None:
    text = "\n".join(dump["statistics_statfact"] + dump["statistics_sealedfact"])
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}(?!\d|-[89ab])", UUID.sub("", text))) == {"2026-11-01"}
    assert not re.search(r"\d{2}:\d{2}", UUID.sub("", "\n".join(dump["statistics_statfact"])))


def row_unit(row: str) -> str:
    return next(each for each in reversed(UUID.findall(row)))


def centre_of(dump: dict[str, list[str]]) -> str:
    (row,) = [
        each for each in dump["organisations_unit"] if "Interventionsstelle Lindenhof" in each
    ]
    return row.split("\t")[0]
