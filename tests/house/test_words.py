"""Every German sentence has its English, and the server reads what the catalogues say."""

import pytest

from launch import messages


def test_every_sentence_has_its_english() -> None:
    english = messages.read_catalogue("en")
    missing = [
        str(found.id)
        for found in messages.found_words()
        if found.id
        and not (
            (written := english.get(found.id, found.context))
            and messages.is_translated(written.string)
        )
    ]
    assert not missing, (
        f"English is missing for: {missing}\n"
        "What to do: python -m launch.messages update, write it, then … compile."
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_server_reads_what_the_catalogue_says(language: str) -> None:
    compiled = messages.po_file(language).with_suffix(".mo").read_bytes()
    assert compiled == messages.compiled(messages.read_catalogue(language)), (
        "Run: python -m launch.messages compile"
    )
