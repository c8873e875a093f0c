"""What else a word may hold: a name with something before or behind it, or in letters of another alphabet;
what may be one word though it is written as several: *Дем`яненко*, *Зубров-* at the end of a line, *Ч е х*.

Such readings are never sure, so nothing is put in a name's place: the whole word is withheld.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from whensafe.protection.words_of_names import keys
from whensafe.words import bare, fold, spelled
from whensafe.words.folding import APOSTROPHE
from whensafe.words.forms import SNOWBALL
from whensafe.words.tokens import APOSTROPHES, INVISIBLE

ORDINARY = "[А-ЯЄІЇҐ]?[а-яєіїґ]+|[А-ЯЄІЇҐ]+"
"""Cyrillic words that hold nothing but themselves: no joined ones, no apostrophe, no stress, no *ё*."""
OUTER = '.,!?:;…«»()"“”„'
"""What may stand around a word without another reading: only between two letters it is anything else."""
_LONG = 5
"""Letters that a name has at least if it is looked for inside of other words."""
_FEW = 4
_ARABIC = re.compile("[\u0600-\u06ff]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_ARABIC_BEFORE = re.compile("[وفأ]?[بكلس]?(?:ال|ل)?")
_HEBREW_BEFORE = re.compile("[והבכלמש]{1,3}")
_SEAM = re.compile(
    r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)"
    "|(?<=[A-Za-z\u00c0-\u024f])(?=[\u0400-\u052f\u0600-\u06ff])"
    "|(?<=[\u0400-\u052f])(?=[A-Za-z\u00c0-\u024f\u0600-\u06ff])"
    "|(?<=[\u0600-\u06ff])(?=[A-Za-z\u00c0-\u024f\u0400-\u052f])"
)
"""Where two words may have been written as one: by digits, by another script."""
_POSSESSIVE_ADJECTIVE = re.compile(
    "(?:ов|ев|єв|ів|їв|ин|ін|їн)(?:а|у|ю|о|е|і|и|ы|ою|ой|ого|ої|ому|им|ым|ім|ом|их|ых|ими|ыми|ий|ый)?$"
)
_CYRILLIC_FOR = str.maketrans("abcehikmoptxyï", "авсенікмортхуї")
_LATIN_FOR = str.maketrans("авсенікмортхуї", "abcehikmoptxyï")
"""Small letters that look alike in the two scripts."""
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z\u00c0-\u024f]")
_LETTER = r"[^\W\d_]"
_TYPED = '`\u00b4\u02b9\u02ba\u02bb\u02bd\u2018\u201b\u201c\u201d\u201e\u2032\u2033"*'
"""What people type for an apostrophe, when it stands between two letters."""
_HYPHENS = "-\u2010\u2011\u00ac\u00ad"
_SPACE = r"[^\S\n]"
_BETWEEN = rf"(?:{_SPACE}{{1,2}}|{_SPACE}?\n{_SPACE}?|[-._*\u00b7\u2013\u2014])"
"""What may stand between letters that are spaced, the same each time; no empty line, here and below."""
_ELSE = re.compile(rf"[{_TYPED}{_HYPHENS}._\u00b7\u2013\u2014](?<={_LETTER}.)|[{APOSTROPHES}]{{2}}")
"""Without one of these, a stretch without white space is read in one way only."""
_APOSTROPHE = re.compile(
    rf"[{_TYPED}](?<={_LETTER}.)[{_TYPED}{APOSTROPHES}]?(?={_LETTER})"
    rf"|[{APOSTROPHES}](?<={_LETTER}.)[{_TYPED}{APOSTROPHES}](?={_LETTER})"
)
_BROKEN = re.compile(rf"[{_HYPHENS}](?<={_LETTER}.){_SPACE}*\n?{_SPACE}*(?={_LETTER})")
_OVER_SPACE = re.compile(rf"[{_HYPHENS}](?<={_LETTER}.)(?:{_SPACE}+\n?|\n){_SPACE}*(?={_LETTER})")
_SPACED = re.compile(rf"\b{_LETTER}({_BETWEEN})(?:{_LETTER}\1)+{_LETTER}(?![\w{APOSTROPHES}]|[{_HYPHENS}]\d)")
_IS_SPACED = re.compile(rf"[ \n\t\u00a0]\w{_BETWEEN}\w\b")
_NOTHING = INVISIBLE[-2]


class Inside:
    """Finds long words inside of others, and words made of nothing but these."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_plain: dict[str, list[str]] = {}
        for word in words:
            self._by_plain.setdefault(bare(word) or word, []).append(word)
        self._every = tuple(self._by_plain)
        self._long: dict[str, list[str]] = {}
        for plain in self._by_plain:
            if len(plain) >= _LONG:
                self._long.setdefault(plain[:_LONG], []).append(plain)

    def of(self, word: str, folded: str) -> list[str]:
        """Those that a longer word holds. In small letters it is a common word, and holds none."""
        plain = bare(folded)
        if word.islower() or plain in self._by_plain:
            return []
        found = self.long_in(plain)
        if not found and plain.startswith(self._every) and self._is_made_of_them(plain):
            found = [part for part in self._by_plain if part in plain]
        return [word for part in found for word in self._by_plain[part]]

    @property
    def long(self) -> list[str]:
        """Those that are looked for inside of others, without marks."""
        return [part for parts in self._long.values() for part in parts]

    def long_in(self, plain: str) -> list[str]:
        """Every long one that stands in these letters, which may be those of many words."""
        if len(self._long) < _FEW:
            return [part for parts in self._long.values() for part in parts if part in plain]
        return [
            part
            for at in range(len(plain) - _LONG + 1)
            for part in self._long.get(plain[at : at + _LONG], ())
            if plain.startswith(part, at)
        ]

    def _is_made_of_them(self, plain: str) -> bool:
        """Is it nothing but these, one after another?"""
        ends = {0}
        for at in range(len(plain)):
            if at in ends:
                ends |= {at + len(part) for part in self._every if plain.startswith(part, at)}
        return len(plain) in ends


def mended(text: str) -> str:
    """The text, of the same length, with what may be one word read as one: with any sign for an apostrophe,
    without hyphens at which a line may have ended, and without what stands between spaced letters.
    """
    if _SPACED.search(text) is not None:
        text = _SPACED.sub(lambda m: _NOTHING.join(_single(m.group())), text)
    text = _BROKEN.sub(_joined, text)
    return with_apostrophes(text)


def with_apostrophes(text: str) -> str:
    """The text, of the same length, with an apostrophe for each sign that may be meant for one."""
    return _APOSTROPHE.sub(lambda m: APOSTROPHE.rjust(len(m.group()), _NOTHING), text)


def _joined(broken: re.Match[str]) -> str:
    """Two pieces of a word, unless the second begins like a name of its own: *Нечуй-Левицький*."""
    before, after = broken.string[broken.start() - 1], broken.string[broken.end()]
    own = before.islower() and after.isupper()
    return broken.group() if own else _NOTHING * len(broken.group())


def _single(spaced: str) -> Iterator[str]:
    """Letters and nothing, so that there are as many as before."""
    yield "".join(letter if letter.isalnum() else _NOTHING for letter in spaced)


def read_otherwise(part: str) -> list[str]:
    """The words that a stretch without white space may hold besides those written in it, with some of these;
    none if it reads the same.
    """
    if _ELSE.search(part) is None:
        return []
    whole = mended(part)
    return spelled(whole) if whole != part else []


def over_white_space(text: str) -> dict[str, list[str]]:
    """Stretches of a text in which white space may stand inside of a word, with the words they then hold."""
    hyphens = any(hyphen in text for hyphen in _HYPHENS)
    spans = [match.span() for match in _OVER_SPACE.finditer(text)] if hyphens else []
    if _IS_SPACED.search(text) is not None:
        spans += [match.span() for match in _SPACED.finditer(text)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(to_white_space(text, span) for span in spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return {text[start:end]: spelled(mended(text[start:end])) for start, end in joined}


def to_white_space(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span with everything that stands beside it without white space between."""
    start, end = span
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def in_two(folded: str) -> list[str]:
    """What is left of a word where white space stands for its apostrophe: *Дем яненко*. Empty without one."""
    pieces = [piece for piece in folded.split(APOSTROPHE) if piece]
    return pieces if len(pieces) > 1 else []


@lru_cache(maxsize=1 << 13)
def first_letters(folded: str) -> frozenset[str]:
    """Letters with which a name in this word may begin, without marks, and those that look alike."""
    plain = bare(folded) or folded
    found = {plain[:1]}
    if _ARABIC.search(plain) or _HEBREW.search(plain):
        found |= set(plain[:5])
    elif APOSTROPHE in folded:
        found |= set(plain)
    return frozenset({other for letter in found for other in _alike(letter)})


def may_hold_more(folded: str) -> bool:
    """May the forms of this word have another word before them? Arabic *and*, *the*, French *l’* do."""
    return _ARABIC.search(folded) is not None or APOSTROPHE in folded.removesuffix(f"{APOSTROPHE}s")


@lru_cache(maxsize=1 << 13)
def is_joined(word: str) -> bool:
    """Two words written as one, like ``IvanKoval``, or read as one?"""
    return _NOTHING in word or len(_apart(word)) > 1


def _apart(word: str) -> list[str]:
    """What may be words of their own in this one: by digits, by another script, by capitals."""
    word = word.replace(_NOTHING, "")
    parts = _SEAM.split(word) if _SEAM.search(word) is not None else [word]
    return [piece for part in parts for piece in _by_capitals(part)]


def _by_capitals(word: str) -> list[str]:
    rest = word[1:]
    if rest.islower() or rest.isupper() or rest.lower() == rest.upper():
        return [word]
    cuts = [
        n
        for n in range(1, len(word))
        if word[n].isupper() and (word[n - 1].islower() or word[n + 1 : n + 2].islower())
    ]
    return [word[start:end] for start, end in itertools.pairwise([0, *cuts, len(word)])]


@lru_cache(maxsize=1 << 12)
def loose(word: str, folded: str, language: str) -> tuple[frozenset[str], ...]:
    """The keys (`words_of_names.keys`) of everything else that this word may hold."""
    return tuple(_loose(word, folded, language))


def _loose(word: str, folded: str, language: str) -> Iterator[frozenset[str]]:
    for part in _parts(word, folded):
        if part and part != folded:
            yield keys(part, language)
    if _CYRILLIC.search(folded):
        yield from (frozenset({f"{tag}:{stem}" for tag in ("uk", "ru")}) for stem in _owners(bare(folded)))
    primary = language.split("-", maxsplit=1)[0].lower()
    if primary != "uk" and primary not in SNOWBALL:
        yield _cut(bare(folded))


def _parts(word: str, folded: str) -> Iterator[str]:
    plain = bare(folded)
    if _ARABIC.search(plain):
        yield from _without(plain, _ARABIC_BEFORE)
    if _HEBREW.search(plain):
        yield from _without(plain, _HEBREW_BEFORE)
    if APOSTROPHE in folded:
        yield from folded.split(APOSTROPHE)
    apart = [fold(part) for part in _apart(word)] if is_joined(word) else []
    yield from apart
    if _NOTHING in word:  # of spaced letters some may be words of their own: «а Ч е х а й з ним»
        yield from (
            part[first:last] for part in (folded, *apart) for first in (0, 1) for last in (None, -1, -2)
        )
    if _CYRILLIC.search(folded) and _LATIN.search(folded):
        yield folded.translate(_CYRILLIC_FOR)
        yield folded.translate(_LATIN_FOR)


def _alike(letter: str) -> tuple[str, str, str]:
    return letter, letter.translate(_CYRILLIC_FOR), letter.translate(_LATIN_FOR)


def _without(plain: str, before: re.Pattern[str]) -> Iterator[str]:
    """The word without one, two or three letters that may be small words written together with it."""
    for end in range(1, 5):
        if end < len(plain) - 2 and before.fullmatch(plain, 0, end):
            yield plain[end:]


def _owners(plain: str) -> Iterator[str]:
    """Whose it is: Ковалева, Ольжин."""
    match = _POSSESSIVE_ADJECTIVE.search(plain)
    if match is not None and match.start() >= 3:
        stem = plain[: match.start()]
        yield stem
        yield stem + "ь"
        if stem.endswith("ж"):
            yield stem[:-1] + "г"
        if stem.endswith("ч"):
            yield stem[:-1] + "к"


def _cut(plain: str) -> frozenset[str]:
    """Beginnings of a word, for languages whose endings nobody here knows."""
    return frozenset(plain[:size] for size in range(max(4, len(plain) - 3), len(plain)))
