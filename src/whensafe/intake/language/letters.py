"""What letters alone say about a language.

Source of the alphabets: the CLDR's exemplar characters, https://cldr.unicode.org/
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Sequence

TELLING = {
    "uk": frozenset("іїєґ"),
    "ru": frozenset("ыэъё"),
    "be": frozenset("ў"),
}
"""Letters that only one of the neighbours has. Belarusian shares і, ы, э and ё: ``ў`` decides."""

ARABIC_SCRIPT = (
    ("ckb", frozenset("ێۆڕڵ")),
    ("ur", frozenset("ٹڈڑےں")),
    ("fa", frozenset("پچژگ")),
)
"""Letters that Arabic does not have, the most particular first."""

OF_SCRIPT = {
    "HEBREW": "he", "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka", "HANGUL": "ko", "HIRAGANA": "ja",
    "KATAKANA": "ja", "THAI": "th", "ETHIOPIC": "am", "DEVANAGARI": "hi", "BENGALI": "bn", "CJK": "zh",
}  # fmt: skip
"""Scripts that stand for one language well enough among those an archive meets."""

LATIN = ("en", "fr", "es", "de", "pl", "ca", "it", "pt", "nl", "ro", "cs", "sk", "tr", "hr", "hu", "lt", "lv")
CYRILLIC = ("uk", "ru", "be", "bg", "sr", "mk")


@functools.lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0].split("-")[0]


def script_of(text: str) -> tuple[str, int]:
    """The script most letters of a text are in (as Unicode names it), and how many letters there are."""
    counts: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if letter.isalpha():
            counts[_script(letter)] += times
    if not counts:
        return "", 0
    # A stretch of Japanese is written mostly in CJK; any kana tells it apart.
    script = "HIRAGANA" if counts["HIRAGANA"] else counts.most_common(1)[0][0]
    return script, counts.total()


def two_scripts_throughout(texts: Sequence[str]) -> bool:
    """Is nearly every stretch written in two scripts, as where a translation stands beside each line?"""
    long = [text[:600] for text in texts[:60] if len(text) >= 20]
    both = 0
    for text in long:
        counts = Counter(_script(c) for c in text if c.isalpha())
        ranked = counts.most_common(2)
        both += len(ranked) == 2 and ranked[1][1] * 4 >= counts.total()
    return len(long) >= 3 and both * 10 >= 7 * len(long)


def slavic(text: str) -> str | None:
    """``uk``, ``ru`` or ``be`` if the letters say so, ``mul`` if they contradict each other, else
    ``None``.
    """
    counts = Counter(text.casefold())
    of = {language: sum(counts[letter] for letter in letters) for language, letters in TELLING.items()}
    if of["be"] and (of["be"] >= 2 or counts["ы"] + counts["э"]) and not counts["ї"] + counts["є"]:
        return "be"
    uk, ru = of["uk"], of["ru"]
    if not uk and not ru:
        return None
    if uk > 6 * ru:
        return "uk"
    if ru > 6 * uk:
        return "ru"
    return "mul"
