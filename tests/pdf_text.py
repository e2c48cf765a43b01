"""What stands on a paper, for tests."""

import io
from typing import Any

from pypdf import PdfReader


def text_of(answer: Any) -> str:
    """The text of an answer that is a PDF, all pages, in one line."""
    assert answer.status_code == 200, answer.status_code
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
