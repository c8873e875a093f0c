"""What counts as the same word.

Two steps. `fold` takes away what nobody means to tell apart: case, compatibility forms, the stress written on
Cyrillic vowels, harakat and tatweel, the three apostrophes, the spellings of alef. What is left is *the
word*: **й** is not **и**, **ї** is not **і**, **é** is not **e**. `bare` also takes away the marks, for those
who type without them. `same_but_for_marks` decides which bare words may stand for each other: a word typed
without marks finds the word with marks and the other way round, but two words whose marks differ stay two
words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHE = "\u02bc"
"""The letter that stands for every apostrophe inside a folded word."""

_FOLDED = str.maketrans(
    {
        "'": APOSTROPHE,
        "\u2019": APOSTROPHE,
        "\u0640": None,  # tatweel
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
        **dict.fromkeys("أإآٱ", "ا"),
        "ک": "ك",
        "ی": "ي",
        **{chr(0x660 + n): str(n) for n in range(10)},
        **{chr(0x6F0 + n): str(n) for n in range(10)},
    }
)
_PLAIN = re.compile("[0-9A-Za-zА-ЯЁЄІЇҐа-яёєіїґ'\u2019\u02bc]+")
_STRESS = re.compile("(?<=[\u0400-\u052f])[\u0300\u0301\u0340\u0341]+")
_POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff]+")
_BARED = str.maketrans(
    {
        APOSTROPHE: None,
        "ґ": "г",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ة": "ه",
        "ى": "ي",
        "ؤ": "و",
        "ئ": "ي",
        "ء": None,
    }
)


class _Unmarked(dict[int, str]):
    """Each letter without its marks, worked out when it is first met."""

    def __missing__(self, letter: int) -> str:
        apart = unicodedata.normalize("NFD", chr(letter))
        plain = "".join(c for c in apart if not unicodedata.category(c).startswith("M")).translate(_BARED)
        self[letter] = plain
        return plain


_UNMARKED = _Unmarked()


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The word, whatever its case, stress, harakat or apostrophe. Idempotent, never empty, no spaces."""
    if _PLAIN.fullmatch(word):
        return word.lower().translate(_FOLDED)  # what the long way gives, in a tenth of the time
    folded = unicodedata.normalize("NFKC", word).casefold().translate(_FOLDED)
    folded = unicodedata.normalize("NFC", "".join(folded.split()))  # some ligatures are whole phrases
    folded = _POINTS.sub("", _STRESS.sub("", folded))
    return unicodedata.normalize("NFC", folded) or word


@lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """A folded word without its marks: й as и, ї as і, é as e, no apostrophe."""
    return word.translate(_UNMARKED)


def same_but_for_marks(one: str, other: str) -> bool:
    """May these folded words stand for each other? Equal, or but for marks that one of them lacks."""
    if one == other:
        return True
    plain = bare(one)
    return plain == bare(other) and plain in (one, other)
