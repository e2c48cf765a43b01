"""A line of the log names the place and nothing that anybody typed, read or holds."""

import logging
import sys

from schutznetz.ground.base.quiet_logs import PlaceOnly

CANARY = "Kanarienvogel"


def line(**more: object) -> str:
    record = logging.makeLogRecord(
        {"name": "django.request", "levelname": "ERROR", "msg": "%s: %s", **more}
    )
    return PlaceOnly().format(record)


def test_the_arguments_of_a_message_are_left_out() -> None:
    assert CANARY not in line(args=(CANARY, "/cases/"))
    assert "django.request" in line()


def test_an_exception_is_its_kind_and_its_place() -> None:
    try:
        raise ValueError(CANARY) from KeyError(CANARY)  # noqa: TRY301 - looked at from inside
    except ValueError:
        written = line(exc_info=sys.exc_info())
    assert "builtins.ValueError at " in written
    assert "test_quiet_logs.py" in written
    assert CANARY not in written


def test_an_exception_as_message_is_its_kind() -> None:
    assert "ValueError" in line(msg=ValueError(CANARY), args=())
    assert CANARY not in line(msg=ValueError(CANARY), args=())


def test_nobody_writes_a_line_of_her_own() -> None:
    assert "\n" not in line(msg="a\nERROR forged\r\n")
