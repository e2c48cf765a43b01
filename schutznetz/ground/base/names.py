"""Names as people say and spell them: folded for comparison, split into words, reduced to sound. Pure.

The order follows security.md 3.11: Müller, Mueller and Muller are one; Schmidt and Schmitt sound
alike. What is compared is never shown and never stored in the clear.
"""

import re
import unicodedata
from typing import Final

import cologne_phonetics  # type: ignore[import-untyped]

#: Letters that do not come apart into a base letter and an accent, and marks that are left out.
_LETTERS: Final = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "ng", "þ": "th", "æ": "ae",
        "œ": "oe", "ə": "a", "ŧ": "t", "ĸ": "k", "ß": "ss", "ʼ": "", "ʹ": "", "ʾ": "", "ʿ": "",
        "'": "", "’": "", "‘": "", "`": "", "´": "",
    }
)  # fmt: skip
#: An e behind a, o or u spells an umlaut.
_SPELLED: Final = re.compile("([aou])e+")
#: Small words of names that are written or left out, folded.
PARTICLES: Final = frozenset(
    "al auf aus bin bint da dal de del della den der di do dos du el ibn im la le ter ul und van"
    " vom von y zu zum zur".split()
)


def folded(name: str) -> str:
    """The name without case, accents and ways of spelling umlauts; folding twice changes nothing.

    NFKC, case fold, ß as ss, accents off, letters such as ø and ł as o and l, ae/oe/ue as a/o/u.
    """
    text, before = name, None
    while text != before:  # a sign that folds to several others may need a second turn
        before, text = text, _fold_once(text)
    return text


def words_of(name: str) -> tuple[str, ...]:
    """The folded words in order, double names split; empty for a name without letters."""
    return tuple("".join(_letter_or_gap(each) for each in folded(name)).split())


def core_of(name: str) -> tuple[str, ...]:
    """The words that carry a name: without particles such as "von der", unless nothing is left."""
    words = words_of(name)
    return tuple(word for word in words if word not in PARTICLES) or words


def joined(name: str) -> str:
    """All words as one, so that Al-Masri, Al Masri and Almasri are one."""
    return "".join(words_of(name))


def sound_of(word: str) -> str:
    """How a word sounds by Kölner Phonetik; the folded word itself where that knows no letter."""
    plain = folded(word)
    return "".join(code for _, code in cologne_phonetics.encode(plain)) or plain


def _fold_once(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).casefold()
    apart = unicodedata.normalize("NFKD", composed).translate(_LETTERS)
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return _SPELLED.sub(r"\1", unicodedata.normalize("NFC", bare))


def _letter_or_gap(each: str) -> str:
    return each if unicodedata.category(each)[0] in "LM" else " "
