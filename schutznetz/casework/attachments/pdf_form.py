"""Reading the fields of a filled PDF form. Runs in `workbench.py`'s process. Raises Refused.

Knows nothing of what the fields mean; that is the room's business that made the form.
"""

import io
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from schutznetz.casework.attachments.cleaning import acts, opened_pdf
from schutznetz.casework.attachments.rules import Refused

MOST_PAGES: Final = 50
MOST_FIELDS: Final = 1_000
#: Letters of one value; more is no answer to a question.
LONGEST: Final = 20_000


def read_form(content: bytes) -> dict[str, object]:
    """`fields`: name → text; `text`: whether the pages say anything at all.

    Raises Refused for what is locked, broken, a bomb, has too many pages, or acts by itself.
    """
    with opened_pdf(content) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise Refused("pages")
        if acts(pdf):
            raise Refused("acts")
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        fields = reader.get_fields() or {}
        if len(fields) > MOST_FIELDS:
            raise Refused("bomb")
        values = {str(name): _value(field.get("/V")) for name, field in fields.items()}
        text = "" if values else "".join(page.extract_text()[:2_000] for page in reader.pages[:3])
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused("broken") from None
    return {"fields": values, "text": text[:6_000]}


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        value = value.decode(
            "utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace"
        )
    text = str(value)
    return text[: LONGEST + 1]
