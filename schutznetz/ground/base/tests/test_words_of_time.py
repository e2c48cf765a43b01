"""Time in words, at a fixed moment: Tuesday, 24 November 2026, 12:00 in Leipzig."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from schutznetz.ground.base.clock import turned_to
from schutznetz.ground.base.templatetags import time_words
from schutznetz.ground.base.words_of_time import (
    exact_words,
    moment_words,
    since_words,
    until_words,
)

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def ago(**span: int) -> datetime:
    return NOON - timedelta(**span)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (ago(seconds=59), "gerade eben"),
        (ago(seconds=-30), "gerade eben"),
        (ago(minutes=12), "seit 12 Min."),
        (ago(hours=2), "seit 2 Std."),
        (ago(hours=2, minutes=10), "seit 2 Std. 10 Min."),
        (ago(hours=25), "seit 1 Tag"),
        (ago(days=3), "seit 3 Tagen"),
        (ago(days=40), "seit 15.10.2026"),
    ],
)
def test_how_long_ago(moment: datetime, words: str) -> None:
    assert since_words(moment, NOON) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (ago(hours=-2), "bis heute 14:00"),
        (ago(hours=-20), "bis morgen 08:00"),
        (ago(days=-3), "bis Freitag 12:00"),
        (ago(days=-30), "bis 24.12.2026, 12:00"),
        (ago(minutes=20), "überfällig seit 20 Min."),
    ],
)
def test_by_when(moment: datetime, words: str) -> None:
    assert until_words(moment, NOON) == words


def test_the_day_changes_at_local_midnight_not_in_utc() -> None:
    just_after_midnight_in_leipzig = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert moment_words(just_after_midnight_in_leipzig, NOON) == "morgen 00:30"


def test_across_the_end_of_summer_time_words_use_the_hours_that_really_passed() -> None:
    before = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # 00:30 summer time
    after = datetime(2026, 10, 25, 4, 30, tzinfo=UTC)  # 05:30 winter time
    assert since_words(before, after) == "seit 6 Std."


def test_the_exact_time_is_whole() -> None:
    assert exact_words(NOON) == "Dienstag, 24.11.2026, 12:00 Uhr"


def test_english_cannot_mix_up_day_and_month() -> None:
    with translation.override("en"):
        assert moment_words(datetime(2026, 3, 11, 9, 0, tzinfo=UTC), NOON) == "11 Mar 2026, 10:00"


def test_the_filter_carries_the_exact_time_and_the_minutes_to_run_on_from() -> None:
    with turned_to(NOON):
        shown = time_words.since(ago(hours=2, minutes=10))
    assert 'data-since="130"' in shown
    assert 'title="Dienstag, 24.11.2026, 09:50 Uhr"' in shown
    assert shown.endswith(">seit 2 Std. 10 Min.</time>")


def test_no_moment_no_words() -> None:
    assert time_words.since(None) == time_words.until(None) == time_words.at(None) == ""
