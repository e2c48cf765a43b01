"""Logs say where something went wrong and never with what (T51, T52).

The text of an exception often repeats what somebody typed or what a row held; the arguments of a
message do as well. So neither is written: a line names the logger, the pattern of the message, the
page, the kind of the exception and the lines of code it passed through.
"""

import logging
import traceback
from types import TracebackType

#: So many lines of code, from where it happened outward.
DEEP = 12


class PlaceOnly(logging.Formatter):
    """Writes places, never values."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        pattern = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        words = [self.formatTime(record), record.levelname, record.name, _one_line(pattern)]
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match is not None:
            words.append(f"page {match.view_name}")
        if record.exc_info and record.exc_info[0] is not None:
            words.append(places(record.exc_info[0], record.exc_info[2]))
        return " · ".join(words)


def places(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of an exception and where it came through, the place it happened first."""
    frames = traceback.extract_tb(trace)[::-1][:DEEP]
    passed = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{kind.__module__}.{kind.__qualname__} at {passed}"


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")
