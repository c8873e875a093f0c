"""Where a name that should not be told may still stand: misspelt, in another alphabet, inside a longer word.

Clearing takes out every spelling and word form it knows. This looks with less certainty for what it could not
know, so that a person reads those places; it says where, and lets nothing pass for safe.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import cast

from whensafe.protection.remembered import Remembered
from whensafe.protection.word_readings import (
    ORDINARY,
    OUTER,
    mended,
    over_white_space,
    read_otherwise,
    to_white_space,
)
from whensafe.words import bare, fold, spelled, tokens
from whensafe.words.spelling import slips

_LATIN = {
    ord(letter): latin
    for pair in (  # noqa: SIM905 - a table to be read
        "а:a б:b в:v г:h ґ:h д:d е:e є:e ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u"
        " ф:f х:h ц:ts ч:ch ш:sh щ:shch ь: ю:iu я:ia ы:i э:e ё:e ъ: ў:u"
    ).split()
    for letter, latin in (pair.split(":"),)
}
"""Ukrainian, Russian and Belarusian letters, as far as spellings in Latin letters agree."""
_ALIKE = (("kh", "h"), ("g", "h"), ("y", "i"), ("j", "i"), ("w", "v"), ("x", "ks"), ("ou", "u"), ("ph", "f"))
_ORDINARY = re.compile(f"^([{OUTER}]*({ORDINARY})[{OUTER}]*)$", re.MULTILINE)
"""What stands between white space on lines of its own, where it can be read as one Cyrillic word only."""
_TWICE = re.compile(r"(.)\1+")
_SHORTEST = 3
_INSIDE = 5
"""A name of fewer letters inside a longer word says nothing."""
_WORDS, _PARTS = 1 << 14, 1 << 18
_AS_NAME, _AS_WORD, _END = "#", "-", ";"
"""Around a word in `_SAID`; no skeleton holds one."""
_CLEAR = Remembered(_PARTS)
"""What stands between white space and is none of the names, by whoever looks for these."""
_NUMBERS = itertools.count()


class _Said(dict[str, str]):
    """What stands between white space, as the skeletons of its words, each marked for how it is written."""

    def cache_clear(self) -> None:
        """Forget all of it."""
        self.clear()


_SAID = _Said()


class Spotter:
    """Looks for these names, given in any spelling; ``known`` words are told anyway and looked over.

    ``own`` are more names, of this one interview: what is found out about the others is remembered for all.
    """

    def __init__(self, names: Iterable[str], known: Iterable[str] = (), own: Iterable[str] = ()) -> None:
        shared, self._told = _skeletons(tuple(names)), _skeletons(tuple(known))
        self._shared = _remembering(shared)
        self._own = _Names(_skeletons(tuple(own)) - shared - self._told)

    def __call__(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of each word that may be one of them, in code points."""
        parts = set(text.split())
        maybe = self._shared.among_new(parts) | self._own.among(parts)
        more = [*map(read_otherwise, maybe), *over_white_space(text).values()]
        words = {word for read in (*map(spelled, maybe), *more) for word in read if self._may_be(word)}
        places = set(_places(text, words))
        if words and any(more):
            places.update(_places(mended(text), words))
        return _apart(places)

    def _may_be(self, word: str) -> bool:
        return not (self._shared.like(word) | self._own.like(word)) <= self._told


class _Names:
    """Skeletons of names, and what was looked at for them: most words of a text were in the last one."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = frozenset(name for name in names if len(name) >= _SHORTEST)
        self._within: dict[str, list[str]] = defaultdict(list)
        self._initials: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._names):
            self._initials[name[0]].append(name)
            if len(name) >= _INSIDE:
                self._within[name[: _INSIDE - 1]].append(name)
        self._number = next(_NUMBERS)
        self._like: dict[str, frozenset[str]] = {}

    def among_new(self, parts: set[str]) -> set[str]:
        """Those of these words, with what is written beside them, that may be one of the names; each is
        looked at once.
        """
        if not self._names:
            return set()
        new = parts - _CLEAR.of(self._number)
        found = self.among(new)
        _CLEAR.add(self._number, new - found)
        return found

    def among(self, parts: set[str]) -> set[str]:
        """The same, asked of all of them at once."""
        if not self._names or not parts:
            return set()
        said = _said(parts)
        found = set(self._letters_in("".join(said)))
        if not found:
            return set()
        pairs = zip(parts, said, strict=True)
        return {part for part, words in pairs if any(letters in words for letters in found)}

    def _letters_in(self, said: str) -> Iterator[str]:
        """Letters of this by which one of the names may stand there."""
        for name in self._names:
            within = f"{name}{_END}" if len(name) < _INSIDE else name[:-1]
            if within in said:
                yield within
        for letter, names in self._initials.items():
            for word in set(_beginning(letter).findall(said)):
                if any(_slipped(word, name) for name in names):
                    yield f"{word}{_END}"

    def like(self, word: str) -> frozenset[str]:
        """The names that this word may be."""
        found = self._like.get(word)
        if found is None:
            found = frozenset(self._alike(skeleton(word), as_name=_is_as_name(word)))
            if len(self._like) > _WORDS:
                self._like.clear()
            self._like[word] = found
        return found

    def _alike(self, found: str, *, as_name: bool) -> Iterator[str]:
        if found in self._names:
            yield found
        for at in range(len(found) - _INSIDE + 2):
            for name in self._within.get(found[at : at + _INSIDE - 1], ()):
                if found.startswith(name[:-1], at):
                    yield name
        if as_name:
            yield from (name for name in self._initials.get(found[:1], ()) if _slipped(found, name))


def _said(parts: Collection[str]) -> list[str]:
    """Each as in `_Said`, in their order."""
    there = list(map(_SAID.get, parts))
    if None not in there:
        return cast("list[str]", there)
    new = {part for part, words in zip(parts, there, strict=True) if words is None}
    said = dict(_said_of(new))
    if len(_SAID) + len(said) > _PARTS:
        _SAID.cache_clear()
    _SAID.update(said)
    return [said[part] if words is None else words for part, words in zip(parts, there, strict=True)]


def _said_of(parts: set[str]) -> Iterator[tuple[str, str]]:
    """The same, worked out: of ordinary words for all of them at once."""
    ordinary: list[tuple[str, str]] = _ORDINARY.findall("\n".join(parts))
    letters = _of_letters("\n".join(word for _, word in ordinary).lower().translate(_LATIN))
    for (part, word), found in zip(ordinary, letters.split("\n"), strict=bool(ordinary)):
        yield part, f"{_mark(word)}{found}{_END}"
    for part in parts.difference(part for part, _ in ordinary):
        yield part, "".join(f"{_mark(word)}{skeleton(word)}{_END}" for word in _readings(part))


def _mark(word: str) -> str:
    return _AS_NAME if _is_as_name(word) else _AS_WORD


def _readings(part: str) -> list[str]:
    """The words of what stands between white space, and others that it may be read as."""
    return spelled(part) + read_otherwise(part)


def _apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In their order, without those that are part of the one before."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not found or end > found[-1][1]:
            found.append((start, end))
    return found


def _places(text: str, words: set[str]) -> Iterator[tuple[int, int]]:
    """Where these words stand, looked at only in what stands between white space and holds one."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            start, end = to_white_space(text, (at, at + len(word)))
            yield from ((start + t.start, start + t.end) for t in tokens(text[start:end]) if t.text in words)
            at = text.find(word, end)


@lru_cache(maxsize=64)
def _remembering(names: frozenset[str]) -> _Names:
    return _Names(names)


@lru_cache(maxsize=256)
def _skeletons(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(skeleton(word) for name in names for word in _readings(name))


@lru_cache(maxsize=256)
def _beginning(letter: str) -> re.Pattern[str]:
    return re.compile(f"{_AS_NAME}({re.escape(letter)}[^{_END}]*)")


@lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """A word as it might be written in Latin letters, without what spellings differ in; є is e or ie."""
    letters = bare(fold(word)).translate(_LATIN)
    if not letters.isalnum():
        letters = "".join(letter for letter in letters if letter.isalnum())
    return _of_letters(letters)


def _of_letters(letters: str) -> str:
    """The same from Latin letters, of one word or of one in each line."""
    for one, other in _ALIKE:
        letters = letters.replace(one, other)
    letters = _TWICE.sub(r"\1", letters).replace("ie", "e")
    return _TWICE.sub(r"\1", letters)


def _is_as_name(word: str) -> bool:
    return word[:1].upper() == word[:1]  # also in scripts without capitals


def _most(name: str) -> int:
    return 0 if len(name) < _INSIDE else 1 if len(name) < 8 else 2


def _slipped(found: str, name: str) -> bool:
    """Is it the name but for slips of the hand?"""
    most = _most(name)
    if abs(len(found) - len(name)) > most or len(set(found) ^ set(name)) > 2 * most:
        return False  # a slip changes no more than two of the letters there are
    return slips(found, name, most) is not None
