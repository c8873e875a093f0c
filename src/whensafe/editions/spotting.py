"""Where a name that should not be told may still stand: misspelt, in another alphabet, inside a longer word.

Clearing takes out every spelling and word form it knows. This looks with less certainty for what it could not
know, so that a person reads those places; it says where, and lets nothing pass for safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from whensafe.words import bare, fold, tokens
from whensafe.words.spelling import slips

_LATIN = dict(
    pair.split(":")
    for pair in (  # noqa: SIM905 - a table to be read
        "а:a б:b в:v г:h ґ:h д:d е:e є:e ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u"
        " ф:f х:h ц:ts ч:ch ш:sh щ:shch ь: ю:iu я:ia ы:i э:e ё:e ъ: ў:u"
    ).split()
)
"""Ukrainian, Russian and Belarusian letters, as far as spellings in Latin letters agree."""
_ALIKE = (("kh", "h"), ("g", "h"), ("y", "i"), ("j", "i"), ("w", "v"), ("x", "ks"), ("ou", "u"), ("ph", "f"))
_TWICE = re.compile(r"(.)\1+")
_SHORTEST = 3
_INSIDE = 5
"""A name of fewer letters inside a longer word says nothing."""
_REMEMBERED = 1 << 17


class Spotter:
    """Looks for these names, given in any spelling; ``known`` words are told anyway and looked over."""

    def __init__(self, names: Iterable[str], known: Iterable[str] = ()) -> None:
        told = {skeleton(token.text) for text in known for token in tokens(text)}
        found = {skeleton(token.text) for name in names for token in tokens(name)}
        self._names = tuple(sorted(name for name in found - told if len(name) >= _SHORTEST))
        self._clear = _clear_of(self._names)

    def __call__(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of each word that may be one of them, in code points."""
        if not self._names:
            return []
        new = set(text.split()) - self._clear  # no word reaches across white space
        if not new:
            return []
        if len(self._clear) > _REMEMBERED:
            self._clear.clear()
        self._clear |= {part for part in new if not any(_may_be(t.text, self._names) for t in tokens(part))}
        if new <= self._clear:
            return []
        return [(t.start, t.end) for t in tokens(text) if _may_be(t.text, self._names)]


@lru_cache(maxsize=64)
def _clear_of(_names: tuple[str, ...]) -> set[str]:
    """What was looked at for these names and holds none: most words of an interview were in the last one."""
    return set()


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """A word as it might be written in Latin letters, without what spellings differ in."""
    letters = "".join(_LATIN.get(letter, letter) for letter in bare(fold(word)))
    for one, other in _ALIKE:
        letters = letters.replace(one, other)
    return _TWICE.sub(r"\1", "".join(letter for letter in letters if letter.isalnum()))


@lru_cache(maxsize=1 << 16)
def _may_be(word: str, names: tuple[str, ...]) -> bool:
    found = skeleton(word)
    as_name = word[:1].upper() == word[:1]  # also in scripts without capitals
    return any(_alike(found, name, as_name) for name in names)


def _alike(found: str, name: str, as_name: bool) -> bool:
    if found == name:
        return True
    if len(name) >= _INSIDE and name[:-1] in found:
        return True
    if not as_name or found[:1] != name[:1]:
        return False
    most = 0 if len(name) < _INSIDE else 1 if len(name) < 8 else 2
    return slips(found, name, most) is not None
