"""The one clock. Everything but the log-in asks it what time it is.

Rehearsals and tests turn it; nothing else may. Rules never ask it: they get the time as an argument.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_turned_to: ContextVar[datetime | None] = ContextVar("turned_to", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _turned_to.get() or datetime.now(UTC)


@contextmanager
def turned_to(moment: datetime) -> Iterator[None]:
    """Let the clock stand at `moment` (aware) inside the block; for tests and rehearsals."""
    token = _turned_to.set(moment)
    try:
        yield
    finally:
        _turned_to.reset(token)
