"""Every language of the consent sheet says everything, and a half-translated one is not printed."""

from pathlib import Path

import pytest

from schutznetz.casework.referrals.consent_sheet import GROUPS, SPEAKS_TO
from schutznetz.casework.referrals.languages import FOLDER, complete, keys_of, languages
from schutznetz.casework.referrals.parts import BY_CODE


def test_german_and_english_are_there_and_complete() -> None:
    assert {"de", "en"} <= set(complete())


@pytest.mark.parametrize("language", languages(), ids=lambda each: each.code)
def test_every_language_says_everything(language: object) -> None:
    assert language.missing == ()  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", languages(), ids=lambda each: each.code)
def test_a_file_is_named_after_its_language(language: object) -> None:
    assert language.texts["language"] == language.code  # type: ignore[attr-defined]
    assert language.texts["direction"] in ("ltr", "rtl")  # type: ignore[attr-defined]
    assert len(language.texts["card"]["days"]) == 7  # type: ignore[attr-defined]


def test_every_field_that_needs_consent_stands_on_the_sheet() -> None:
    grouped = {name for names in GROUPS.values() for name in names}
    words = set(complete()["de"].texts["fields"])
    for code in SPEAKS_TO:
        fields = set(BY_CODE[code].fields)
        assert fields <= grouped, f"not on the sheet: {sorted(fields - grouped)}"
    assert grouped <= words, f"no word for: {sorted(grouped - words)}"


def test_a_language_that_lacks_a_text_is_noticed(tmp_path: Path) -> None:
    text = (FOLDER / "de.toml").read_text("utf-8")
    (tmp_path / "de.toml").write_text(text, "utf-8")
    lacking = text.replace('language = "de"', 'language = "fa"', 1)
    lacking = lacking.replace('no = "Nein."', 'no = ""').replace('direction = "ltr"', "")
    (tmp_path / "fa.toml").write_text(lacking, "utf-8")
    german, other = languages(tmp_path)
    assert german.missing == ()
    assert other.missing == ("direction", "sheet.no")
    assert other.name == "Deutsch"


def test_keys_are_named_with_their_chapter() -> None:
    assert set(keys_of({"a": {"b": "x", "c": ""}, "d": ["y"]})) == {"a.b", "d"}
