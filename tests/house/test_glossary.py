"""One word, one meaning, one room; and the way from a word to its room."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.where import HOUSE, answer, matching, read_glossary, with_map
from tests.house.reading import (
    ROOT,
    Finding,
    dotted,
    furniture,
    python_files,
    require_none,
    room_of,
    rooms,
    tree,
)

GLOSSARY = read_glossary()
ROW_BASES = ("Model", "AbstractBaseUser", "AbstractUser")


def models_in(parsed: ast.Module) -> Iterator[tuple[int, str]]:
    """The model classes of a file."""
    for node in parsed.body:
        if isinstance(node, ast.ClassDef):
            bases = {dotted(base).split(".")[-1] for base in node.bases}
            if bases & set(ROW_BASES):
                yield node.lineno, node.name


def models_of_rooms() -> Iterator[tuple[Path, int, str]]:
    """Every model class of the house and where it stands."""
    for path in python_files():
        if furniture(path) == "models":
            yield from ((path, line, name) for line, name in models_in(tree(path)))


def test_every_word_lives_in_a_room_that_is_there_or_planned() -> None:
    built = {str(room) for room in rooms()}
    lost = [word.english for word in GLOSSARY.words if not word.planned and word.room not in built]
    early = [word.english for word in GLOSSARY.words if word.planned and word.room in built]
    assert not lost, f"These words live in rooms that do not exist: {lost}"
    assert not early, f"These rooms are built; take `planned` out of docs/glossary.toml: {early}"


def test_every_built_room_has_a_word() -> None:
    silent = {str(room) for room in rooms()} - {word.room for word in GLOSSARY.words}
    assert not silent, f"Nothing on the screen leads to these rooms: {silent}"


def test_no_word_leads_to_two_rooms() -> None:
    german = [name.casefold() for word in GLOSSARY.words for name in (word.german, *word.also)]
    english = [word.english.casefold() for word in GLOSSARY.words]
    twice = [name for name, times in Counter(german + english).items() if times > 1]
    assert not twice, f"These words mean two things: {twice}. Choose another for one of them."


def test_every_word_is_explained_in_one_sentence_in_both_languages() -> None:
    bad = [
        word.english
        for word in GLOSSARY.words
        for sentence in (word.means, word.bedeutet)
        if not sentence.endswith(".") or len(sentence) > 120
    ]
    assert not bad, f"One sentence, with a full stop, at most 120 letters: {bad}"


def test_every_model_is_a_word_or_called_internal() -> None:
    spoken = {name for word in GLOSSARY.words for name in word.models} | GLOSSARY.internal
    found = [
        Finding(path, line, f"{name} is not in docs/glossary.toml")
        for path, line, name in models_of_rooms()
        if name not in spoken
    ]
    advice = "give it its German word, or add it to [internal] if no screen names it."
    require_none(found, "A thing without a word.", advice)


def test_models_named_in_the_glossary_stand_in_their_room() -> None:
    homes = {name: str(room_of(path)) for path, _, name in models_of_rooms()}
    wrong = {
        name: word.room
        for word in GLOSSARY.words
        for name in word.models
        if homes.get(name) != word.room
    }
    gone = GLOSSARY.internal - set(homes)
    assert not wrong, f"Not where the glossary says: {wrong}"
    assert not gone, f"Called internal, and not there: {gone}"


def test_the_map_in_house_md_is_current() -> None:
    text = HOUSE.read_text(encoding="utf-8")
    assert text == with_map(text), (
        "HOUSE.md is behind the glossary: run python -m launch.where --map"
    )


@pytest.mark.parametrize(
    ("wanted", "room"),
    [
        ("Wiedervorlage", "casework/cases"),
        ("übermittlung", "casework/exchange"),
        ("Draft", "casework/referrals"),
        ("legal basis", "casework/exchange"),
        ("Wohnungsverweisungen", "casework/referrals"),
    ],
)
def test_a_word_leads_to_its_room(wanted: str, room: str) -> None:
    assert [word.room for word in matching(wanted, GLOSSARY.words)] == [room]


def test_the_answer_names_folder_and_source() -> None:
    said = answer("Polizeimeldung")
    assert "schutznetz/casework/referrals/" in said
    assert "presenters.py:" in said


def test_an_unknown_word_is_answered_kindly() -> None:
    assert "Nobody here says" in answer("Quastenflosser")


def test_a_map_without_its_place_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the lines"):
        with_map("# The house")


def test_a_planted_model_is_seen() -> None:
    parsed = ast.parse("class A(models.Model): ...\nclass B: ...\nclass C(AbstractBaseUser): ...")
    assert [name for _, name in models_in(parsed)] == ["A", "C"]
    assert (ROOT / "docs" / "glossary.toml").is_file()
