"""Tables for spreadsheet programs that cannot run what stands in them.

A cell that begins with =, +, -, @, tab or carriage return is taken for a formula (OWASP, "CSV
injection"). Such a cell gets an apostrophe in front; its text, such as the name "-Ünal", survives.
"""

import csv
import io
from collections.abc import Iterable, Sequence

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Full-width forms that spreadsheet programs read like the plain signs.
STARTS_WIDE = ("＝", "＋", "－", "＠")
#: Blanks of every width and signs without one, which a program may skip before it looks.
UNSEEN = " \u00a0\u1680\u202f\u205f\u3000\u200c\u200d\u2060\ufeff" + "".join(
    chr(code) for code in range(0x2000, 0x200C)
)


def guarded(cell: object) -> str:
    """The text of a cell that no program takes for a formula."""
    text = "" if cell is None else str(cell)
    bare = text.lstrip(UNSEEN)
    return f"'{text}" if bare.startswith(STARTS + STARTS_WIDE) else text


def table(rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV: semicolons and a byte order mark, as German spreadsheet programs expect."""
    target = io.StringIO()
    target.write("\ufeff")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return target.getvalue()
