"""Every German sentence has its English, and the server reads what the catalogues say."""

import pytest
from babel.messages.catalog import Message

from launch import messages


@pytest.mark.parametrize("found", list(messages.found_words()), ids=lambda message: str(message.id))
def test_every_sentence_has_its_english(found: Message) -> None:
    if not found.id:
        return
    written = messages.read_catalogue("en").get(found.id, found.context)
    assert written is not None, "Run: python -m launch.messages update"
    assert messages.is_translated(written.string), f"English is missing for: {found.id}"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_server_reads_what_the_catalogue_says(language: str) -> None:
    compiled = messages.po_file(language).with_suffix(".mo").read_bytes()
    assert compiled == messages.compiled(messages.read_catalogue(language)), (
        "Run: python -m launch.messages compile"
    )
