"""Names fold and sound the same however they are spelled (T13, tags)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.ground.base.names import PARTICLES, core_of, folded, joined, sound_of, words_of

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßøłđéèêçğışñšžčő'- "
NAMES = st.text(alphabet=LETTERS + LETTERS.upper(), min_size=1, max_size=30)

ONE_AND_THE_SAME = (
    ("Müller", "Mueller", "Muller", "MÜLLER", "Mu\u0308ller", "müller"),
    ("Keßler", "Kessler", "KESSLER", "KEẞLER"),
    ("Sören", "Soeren", "Søren", "SOREN"),
    ("Łukasz", "Lukasz", "ŁUKASZ"),
    ("Nguyễn", "Nguyen", "NGUYỄN"),
    ("İbrahim", "Ibrahim", "ıbrahim"),
    ("O’Brien", "O'Brien", "OBrien"),
    ("Nováková", "Novakova"),
    ("Μαρία", "ΜΑΡΙΑ"),
    ("Юлія", "ЮЛІЯ"),
)
SOUND_ALIKE = (
    ("Schmidt", "Schmitt", "Schmid", "Schmied"),
    ("Kowalski", "Kovalsky", "Kowalsky"),
    ("Meyer", "Maier", "Mayr", "Meier"),
    ("Mohammed", "Muhammet", "Mohamed"),
    ("Nyström", "Niström", "Nystroem"),
    ("Đorđević", "Djordjevic"),
    ("Petzold", "Pezold", "Petzoldt"),
    ("Łukasz", "Lukas"),
)


@pytest.mark.parametrize("spellings", ONE_AND_THE_SAME, ids=lambda each: each[0])
def test_spellings_of_one_name_fold_to_one(spellings: tuple[str, ...]) -> None:
    assert len({folded(each) for each in spellings}) == 1


@pytest.mark.parametrize("spellings", SOUND_ALIKE, ids=lambda each: each[0])
def test_names_that_sound_alike_have_one_sound(spellings: tuple[str, ...]) -> None:
    assert len({sound_of(each) for each in spellings}) == 1


def test_different_names_stay_different() -> None:
    names = ("Schmidt", "Müller", "Nyström", "Kowalski", "Aydın", "Trần", "Okafor", "محمد", "Юлія")
    assert len({folded(each) for each in names}) == len(names)
    assert len({sound_of(each) for each in names}) == len(names)


def test_double_names_come_apart_and_particles_fall_away() -> None:
    assert words_of("Çağlayan-Müßig") == ("caglayan", "mussig")
    assert core_of("von der Heide") == ("heide",)
    assert core_of("Lê") == ("le",)  # a particle alone is the name
    assert joined("Al-Masri") == joined("Al Masri") == joined("almasri")
    assert words_of(" - ") == ()


def test_particles_are_written_as_they_are_compared() -> None:
    assert {folded(each) for each in PARTICLES} == PARTICLES


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert words_of(" ".join(words_of(name))) == words_of(name)


@given(NAMES)
def test_case_never_matters(name: str) -> None:
    assert folded(name.upper()) == folded(name.lower()) == folded(name)


@given(NAMES)
def test_an_umlaut_may_be_spelled_out_or_left_out(name: str) -> None:
    spelled = name.lower()
    bare = spelled
    for letter, base in zip("äöü", "aou", strict=True):
        spelled, bare = spelled.replace(letter, base + "e"), bare.replace(letter, base)
    assert folded(spelled) == folded(name)
    assert folded(bare) == folded(name)


@given(NAMES)
def test_equal_names_sound_alike(name: str) -> None:
    assert sound_of(folded(name)) == sound_of(name)
