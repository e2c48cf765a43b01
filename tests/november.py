"""A month of seven reports, for tests that count."""

from datetime import UTC, date, datetime

from schutznetz.casework.cases.actions import close_case, open_case, reopen_case
from schutznetz.casework.exchange.actions import acknowledge_transmission
from schutznetz.ground.base.clock import turned_to
from schutznetz.overview.statistics.rules.spans import Span
from tests.cast import Cast, send

NOVEMBER = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 14, 9, 0, tzinfo=UTC)
SPAN = Span(date(2026, 11, 1), 1)


def after_november(cast: Cast) -> Cast:
    """Seven reports from Nord, all read; three of them files; two of these closed, one opened again."""
    with turned_to(NOVEMBER):
        sent = [send(cast["aydin"], file_number=f"ANO-{n}") for n in range(7)]
        for each in sent[:4]:
            acknowledge_transmission(by=cast["kessler"], transmission=each)
        tomorrow = date(2026, 11, 25)
        cases = [open_case(by=cast["kessler"], transmission=t, next_on=tomorrow) for t in sent[4:]]
        for case, outcome in zip(cases, ("no_capacity", "declined"), strict=False):
            close_case(by=cast["kessler"], case=case, outcome=outcome, note="…")
        reopen_case(by=cast["kessler"], case=cases[0], next_on=tomorrow, note="ruft an")
    return cast
