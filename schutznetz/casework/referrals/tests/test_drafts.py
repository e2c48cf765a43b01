"""Two windows cannot undo each other, and a sheet never slips to somebody else. Pure."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.casework.referrals.drafts import Content, Newer, Seen, content_of
from schutznetz.casework.referrals.forms import BY_SLUG
from schutznetz.casework.referrals.typed import (
    MOST_ROWS,
    Typed,
    key_of,
    lists_of,
    people,
    rows_of,
    with_keys,
    with_rows,
)

DANGER, PEOPLE, REACHING = (BY_SLUG[slug] for slug in ("danger", "affected", "reaching"))


def numbers() -> Iterator[str]:
    """Keys, one after the other."""
    yield from (str(number) for number in range(100, 10_000))


KEYS = numbers()


def saved(content: Content, note: str, seen: Seen | None) -> Content:
    return content.with_step(DANGER, {"danger_note": [note]}, seen, lambda: next(KEYS))


def test_an_older_window_changes_nothing_and_hears_of_the_newer_one() -> None:
    first = saved(Content(), "alt", Seen(0, "A"))
    second = saved(first, "neu", Seen(1, "B"))
    with pytest.raises(Newer) as told:
        saved(second, "anders", Seen(1, "C"))
    assert told.value.content.typed == {"danger_note": ["neu"]}


def test_the_window_that_saved_last_goes_on_saving() -> None:
    first = saved(Content(), "a", Seen(0, "A", 1))
    assert saved(first, "b", Seen(0, "A", 2)).typed == {"danger_note": ["b"]}


def test_what_was_overtaken_on_the_way_changes_nothing() -> None:
    first = saved(Content(), "neu", Seen(0, "A", 5))
    assert saved(first, "alt", Seen(0, "A", 4)) is first


def test_saying_the_same_again_is_no_conflict_and_no_new_version() -> None:
    first = saved(saved(Content(), "a", Seen(0, "A")), "b", Seen(1, "B"))
    assert saved(first, "b", Seen(0, "C")) is first


def test_two_windows_on_two_steps_do_not_disturb_each_other() -> None:
    content = saved(Content(), "a", Seen(0, "A"))
    other = content.with_step(
        BY_SLUG["operation"], {"place": ["x"]}, Seen(0, "B"), lambda: next(KEYS)
    )
    assert saved(other, "b", Seen(1, "A")).typed == {"danger_note": ["b"], "place": ["x"]}


@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.text(min_size=1, max_size=3)), max_size=12),
)
def test_whatever_two_windows_do_the_newest_answer_is_seen_by_whoever_overwrites_it(
    acts: list[tuple[str, str]],
) -> None:
    content, shows = Content(), {"A": 0, "B": 0}
    for window, note in acts:
        before = content
        try:
            content = saved(content, note, Seen(shows[window], window))
            shows[window] = content.last("danger").count
        except Newer:
            assert content is before
            shows[window] = content.last("danger").count


def test_content_survives_its_seal() -> None:
    content = saved(Content(), "ä", Seen(0, "A", 2))
    assert content_of(content.as_json()) == content


def two() -> Typed:
    typed = lists_of({"affected-0-affected_first_name": "Ana", "affected-TOTAL_FORMS": "2"})
    typed |= lists_of({"affected-1-affected_first_name": "Bea"})
    return with_keys(typed, "affected", lambda: next(KEYS))


def test_every_row_gets_a_key_of_its_own() -> None:
    keys = [key for key, _ in people(two(), "affected")]
    assert len(set(keys)) == 2
    doubled = {**two(), "affected-1-key": two()["affected-0-key"]}
    again = [
        key_of(row) for row in rows_of(with_keys(doubled, "affected", lambda: "7"), "affected")
    ]
    assert len(set(again)) == 2


def test_a_sheet_stays_with_its_person_and_goes_with_her() -> None:
    typed = two()
    (ana, _), (bea, _) = people(typed, "affected")
    content = Content({**typed, f"sheet-{ana}-phone": ["1"], f"sheet-{bea}-phone": ["2"]})
    rows = [row for row in rows_of(typed, "affected") if key_of(row) != ana]
    left = content.with_step(PEOPLE, with_rows({}, "affected", rows), None, lambda: next(KEYS))
    assert people(left.typed, "affected") == [(bea, "Bea")]
    assert left.typed[f"sheet-{bea}-phone"] == ["2"]
    assert f"sheet-{ana}-phone" not in left.typed


def test_a_new_person_never_takes_over_the_sheet_of_one_who_is_gone() -> None:
    typed = two()
    (ana, _), _bea = people(typed, "affected")
    only = with_rows({}, "affected", rows_of(typed, "affected")[:1])
    back = with_rows(
        only, "affected", [*rows_of(only, "affected"), {"affected_first_name": ["Cem"]}]
    )
    keyed = with_keys(back, "affected", lambda: next(KEYS))
    assert len({key for key, _ in people(keyed, "affected")} | {ana}) == 2
    assert len(people(keyed, "affected")) == 2


@given(st.dictionaries(st.text(max_size=30), st.lists(st.text(max_size=5), max_size=2), max_size=8))
def test_no_posted_nonsense_breaks_the_rows(typed: Typed) -> None:
    assert len(rows_of(typed, "affected")) <= MOST_ROWS


def test_a_huge_number_of_rows_is_cut() -> None:
    assert len(rows_of(lists_of({"child-TOTAL_FORMS": "999"}), "child")) == MOST_ROWS
    assert rows_of(lists_of({"child-TOTAL_FORMS": "9" * 50}), "child") == []


def test_every_posted_name_belongs_to_one_step() -> None:
    for name in (
        "affected-0-key",
        "sheet-5-phone",
        "consent-5-consent",
        "danger",
        "own-1-accused_phone",
    ):
        assert sum(step.owns(name) for step in BY_SLUG.values()) == 1
    assert not any(step.owns("csrfmiddlewaretoken") for step in BY_SLUG.values())
