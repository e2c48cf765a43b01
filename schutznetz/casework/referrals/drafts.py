"""What a draft holds, step by step, and how two open windows are kept from undoing each other. Pure.

Each step counts its own savings. A window that shows an older saving than the newest one changes
nothing unless it says the same, or is itself the window that saved last; an answer that was
overtaken on the way (`turn`) changes nothing either.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from schutznetz.casework.referrals.typed import (
    ROWS_OF_STEP,
    Typed,
    lists_of,
    same_answers,
    with_keys,
    without_the_gone,
)


class Newer(Exception):
    """Another window has saved this step in the meantime; nothing was changed."""

    def __init__(self, content: "Content") -> None:
        super().__init__()
        self.content = content


class Page(Protocol):
    """A step, as far as saving needs to know it."""

    @property
    def slug(self) -> str:
        """Its name in addresses."""

    def owns(self, name: str) -> bool:
        """Whether a field belongs to it."""


@dataclass(frozen=True)
class Seen:
    """Which saving of a step a window shows, which window it is, and its how-manieth answer."""

    count: int = 0
    window: str = ""
    turn: int = 0


@dataclass(frozen=True)
class Content:
    """Everything typed so far, and the last saving of each step."""

    typed: Typed = field(default_factory=dict)
    saved: Mapping[str, Seen] = field(default_factory=dict)

    def last(self, slug: str) -> Seen:
        """The last saving of a step."""
        return self.saved.get(slug, Seen())

    def as_json(self) -> dict[str, object]:
        """What is sealed."""
        saved = {slug: [s.count, s.window, s.turn] for slug, s in self.saved.items()}
        return {"typed": self.typed, "saved": saved}

    def with_step(
        self, page: Page, typed: Typed, seen: Seen | None, new_key: Callable[[], str]
    ) -> "Content":
        """The content after this step was saved, or the very same if that changes nothing.

        Raises Newer if the window shows an older saving and says something else.
        """
        last = self.last(page.slug)
        before = {name: self.typed[name] for name in self.typed if page.owns(name)}
        if same_answers(before, typed) and page.slug in self.saved:
            return self
        if seen and seen.window and seen.window == last.window:
            if seen.turn < last.turn:
                return self
        elif seen and seen.count != last.count:
            raise Newer(self)
        prefix = ROWS_OF_STEP.get(page.slug)
        mine = with_keys(typed, prefix, new_key) if prefix else typed
        others = {name: self.typed[name] for name in self.typed if not page.owns(name)}
        now = Seen(last.count + 1, seen.window if seen else "", seen.turn if seen else 0)
        return Content(without_the_gone({**others, **mine}), {**self.saved, page.slug: now})


def content_of(raw: Mapping[str, object]) -> Content:
    """What was sealed, read again."""
    typed, saved = raw.get("typed"), raw.get("saved")
    seen = {
        str(slug): Seen(int(count), str(window), int(turn))
        for slug, (count, window, turn) in (saved.items() if isinstance(saved, dict) else ())
    }
    return Content(lists_of(typed) if isinstance(typed, dict) else {}, seen)


def whole(typed: Mapping[str, object], new_key: Callable[[], str]) -> Content:
    """Content that did not come step by step, such as a report read from a paper."""
    lists = lists_of(typed)
    for prefix in ROWS_OF_STEP.values():
        if f"{prefix}-TOTAL_FORMS" in lists or any(n.startswith(f"{prefix}-") for n in lists):
            lists = with_keys(lists, prefix, new_key)
    return Content(lists)
