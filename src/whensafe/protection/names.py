"""Finding names in a text: every spelling, every word form, whatever the case. Positions are code points.

    finder = Finder((Sought("p:7k2m", ("Іван Коваль", "Koval"), Reach.PERSON),))
    finder.find("Я бачив Коваля.", "uk")     # (Found(8, 14, ("p:7k2m",), clean=True),)

*Іван Коваль* is found as a whole, in either order, and so are *Іван Петрович* and *Коваль* alone: hiding too
much is the safe side. *Іван* alone is found only if it is a spelling of its own. A find is clean if another
word can stand in its place and the sentence stays as it was; what is part of a longer word, joined by a
hyphen to another one, or two people's at once is not. Nor is what may be no name at all, being written small,
or that of several people, or in pieces.

Words seen once are remembered, whether they may be part of a name or not, so that text without names costs
little more than its splitting into words.
"""

from __future__ import annotations

import enum
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from whensafe.protection.families import are_several, forms_of_several, spelled_plainly
from whensafe.protection.remembered import Remembered
from whensafe.protection.word_readings import (
    ORDINARY,
    OUTER,
    Inside,
    first_letters,
    in_two,
    is_joined,
    loose,
    may_hold_more,
    mended,
    over_white_space,
    read_otherwise,
    with_apostrophes,
)
from whensafe.protection.words_of_names import (
    NameWord,
    beginnings,
    belongs_to_a_name,
    keys,
    words_of,
)
from whensafe.words import Token, bare, fold, spelled, tokens
from whensafe.words.tokens import APOSTROPHES, INVISIBLE

_DULL, _CLEAR = Remembered(1 << 16), Remembered(1 << 18)
"""Words that are no part of a name, and parts of texts without any, by finder and language."""

_NUMBERS = itertools.count()

_POSSESSIVE = re.compile("['\u2019\u02bc]s$", re.IGNORECASE)
_WITHIN = re.compile(rf"[{APOSTROPHES}]?\s{{1,3}}[{APOSTROPHES}]?|[-\u2010\u2011_]|(?<=\w)\.\s{{0,2}}")
"""What may stand between two words of one name; a full stop only behind an initial."""
_GLUE = "-\u2010\u2011_@#/\\&+." + INVISIBLE
_INITIAL = 2
_MANY, _FEW = 200, 12
"""From so many unknown parts on, and for fewer spellings, beginnings are sought in all of them at once."""
_PLAIN = re.compile(ORDINARY)
_SMALL = re.compile(f"[{OUTER}]*([а-яєіїґ]+)[{OUTER}]*")
"""A part of a text with one such word in small letters, and nothing else to be read in it."""
_ODD = re.compile(f"^(?![{OUTER}]*(?:{ORDINARY})[{OUTER}]*$).+$", re.MULTILINE)
"""Parts on lines of their own that may hold anything else."""
_UNMARKED = str.maketrans("йїґ", "иіг")


class Reach(enum.Enum):
    """Which of a spelling's words are found alone."""

    WHOLE = "whole"  # none: all words, in their order
    PERSON = "person"  # family names
    ANYTHING = "anything"  # given names, too: of somebody who must not be known at all


@dataclass(frozen=True, slots=True)
class Sought:
    """Spellings of one person, or of one rule about words."""

    id: str
    spellings: tuple[str, ...]
    reach: Reach


@dataclass(frozen=True, slots=True)
class Found:
    """Where something sought stands: (start, end), end exclusive. ``ids`` are all who may be meant, in an
    order that doesn't depend on the text.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    clean: bool

    @property
    def id(self) -> str:
        """Whose place it is."""
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class _Spelling:
    id: str
    words: tuple[NameWord, ...]
    reach: Reach
    in_pieces: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """What a word may be: for each spelling the places of its words, and whether by a sure reading."""

    sure: frozenset[tuple[int, int]]
    loose: frozenset[tuple[int, int]]

    @property
    def all(self) -> frozenset[tuple[int, int]]:
        return self.sure | self.loose


class Words:
    """What stands between white space in a text, or in several with empty lines between, each once. No word
    reaches across white space, but for those ``in_pieces``.
    """

    def __init__(self, text: str) -> None:
        self.parts = set(text.split())
        self.in_pieces = over_white_space(text)

    @cached_property
    def odd(self) -> set[str]:
        """Those with a word of which not even the first letter says which name it may be."""
        return set(_ODD.findall("\n".join(self.parts)))

    @cached_property
    def _listed(self) -> list[str]:
        return list(self.parts)

    @cached_property
    def _plain(self) -> str:
        """All of them, each behind a line break, in small letters without the marks of ordinary words, nor
        what stands around these.
        """
        lines = "\n".join(("", *self._listed)).lower()
        for mark in OUTER:
            lines = lines.replace(mark, "")
        return lines.replace("й", "и").replace("ї", "і").replace("ґ", "г")

    def beginning(self, some: Iterable[str]) -> Iterator[str]:
        """Those of one ordinary word that begin with any of these letters, given without marks."""
        return self._with(f"\n{letters}" for letters in some)

    def holding(self, some: Iterable[str]) -> Iterator[str]:
        """Those of one ordinary word that hold any of these letters."""
        return self._with(some)

    def _with(self, some: Iterable[str]) -> Iterator[str]:
        plain = self._plain
        for letters in some:
            line = at = 0
            while (found := plain.find(letters, at)) >= 0:
                line += plain.count("\n", at, found + 1)
                yield self._listed[line - 1]
                at = found + 1


class Finder:
    """Looks for all of these at once. ``lasting`` if it will be asked about many texts: then hold on to it,
    since it remembers the words it has seen.
    """

    def __init__(self, sought: Sequence[Sought], *, lasting: bool = True) -> None:
        self._spellings = tuple(
            _Spelling(one.id, words, one.reach)
            for one in sought
            for spelling in one.spellings
            for written in dict.fromkeys((spelling, with_apostrophes(spelling)))
            if (words := words_of(written))
        )
        self._spellings += tuple(piece for one in self._spellings for piece in _in_pieces(one))
        self._places: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for n, spelling in enumerate(self._spellings):
            for place, word in enumerate(spelling.words):
                self._places[word.folded].add((n, place))
        self._first = frozenset(letter for word in self._places for letter in first_letters(word))
        self._inside = Inside(self._places)
        self._several: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for name, places in self._places.items():
            for form in forms_of_several(name):
                self._several[form] |= places
        self._keys: dict[str, dict[str, set[tuple[int, int]]]] = {}
        self._likely: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._read: dict[str, dict[str, _Read]] = defaultdict(dict)
        self._lasting = lasting
        self._number = next(_NUMBERS)

    def __call__(self, text: str, language: str = "und") -> list[tuple[int, int]]:
        """(start, end) of every find."""
        return [(found.start, found.end) for found in self.find(text, language)]

    def find(self, text: str, language: str = "und") -> tuple[Found, ...]:
        """Every find in order, those that overlap joined into one."""
        return self.among(text, list(tokens(text)), language) if self.reads(Words(text), language) else ()

    def among(self, text: str, words: Sequence[Token], language: str) -> tuple[Found, ...]:
        """The same where its words were read before."""
        found = list(self._among(text, words, language))
        if (whole := mended(text)) != text:
            again = self._among(whole, list(tokens(whole)), language)
            found += [replace(one, clean=False) for one in again]
        return settled(found, text)

    def _among(self, text: str, words: Sequence[Token], language: str) -> Iterator[Found]:
        read = self._read[language]
        hits = {n: read[word.text] for n, word in enumerate(words) if word.text in read}
        return self._finds(text, words, hits)

    def reads(self, words: Words, language: str) -> set[str]:
        """What stands in the text where there may be part of a name: without it, nothing is found. What is
        learnt of its words is kept.
        """
        if not self._spellings:
            return set()
        left = words.parts - _CLEAR.of((self._number, language))
        pieces = words.in_pieces.items()
        found = {part for part, whole in pieces if self._read_of(whole, language)}
        clear = set(left)
        for part in self._asked(words, left, language):
            there = self._read_of(spelled(part), language)
            if self._read_of(read_otherwise(part), language):
                there.append(part)
            if there:
                found.update(there)
                clear.discard(part)
        if self._lasting:
            _CLEAR.add((self._number, language), clear)
        return found

    def _asked(self, words: Words, left: set[str], language: str) -> Iterable[str]:
        """Those parts that may hold a name by their first letters, or by being no ordinary word."""
        likely = self._beginnings(language)
        if len(left) > _MANY and len(self._spellings) < _FEW:
            begin = itertools.chain.from_iterable(likely.values())
            return {*words.beginning(begin), *words.holding(self._inside.long), *words.odd} & left
        return [part for part in left if not _begins_otherwise(part, likely)]

    def _read_of(self, words: Iterable[str], language: str) -> list[str]:
        """Those of these words that may be part of a name."""
        read = self._read[language]
        return [word for word in words if word in read or self._may_be(word, language)]

    def _may_be(self, word: str, language: str) -> bool:
        """Is a word that was never read part of a name?"""
        if self._lasting and word in _DULL.of((self._number, language)):
            return False
        reading = self._reading(word, language) if self._is_likely(word, language) else None
        if reading is None:
            if self._lasting:
                _DULL.add((self._number, language), {word})
            return False
        self._read[language][word] = reading
        return True

    def _is_likely(self, word: str, language: str) -> bool:
        """Not of an ordinary word that begins like no name's forms and has no name inside."""
        if _PLAIN.fullmatch(word) is None:
            return True
        plain = bare(fold(word))
        likely = self._beginnings(language).get(plain[0], ())
        return plain.startswith(likely) or bool(self._inside.of(word, fold(word)))

    def _beginnings(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """How ordinary words begin that may be part of a name, by first letter; each name begins like
        itself.
        """
        if language not in self._likely:
            found = {begins for word in self._places for begins in beginnings(word, language)}
            found |= {bare(word) or word for word in self._places}
            first = itertools.groupby(sorted(found), key=lambda begins: begins[:1])
            self._likely[language] = {letter: tuple(of) for letter, of in first}
        return self._likely[language]

    def _reading(self, word: str, language: str) -> _Read | None:
        folded = fold(word)
        inside = self._inside.of(word, folded)
        if not inside and self._first.isdisjoint(first_letters(folded)) and not is_joined(word):
            return None
        known = self._known(language)
        sure = {at for key in keys(folded, language) for at in known.get(key, ())}
        other = {at for at in sure if self._is_doubtful(self._spellings[at[0]].words[at[1]], word, folded)}
        sure -= other
        if len(folded) <= _INITIAL and word.islower():
            other = set()  # «ли», «or»: a name this short is written with a capital
        other |= {at for part in loose(word, folded, language) for key in part for at in known.get(key, ())}
        other |= {at for part in inside for at in self._places[part]} | self._several.get(
            spelled_plainly(folded), set()
        )
        if may_hold_more(folded):
            itself = {(n, p) for n, p in sure if bare(self._spellings[n].words[p].folded) == bare(folded)}
            other, sure = other | sure, itself
        return _Read(frozenset(sure), frozenset(other - sure)) if sure or other else None

    def _is_doubtful(self, name: NameWord, word: str, folded: str) -> bool:
        """May it be another word, «рак», or several people's name, «Бондаренкам»?"""
        return (word.islower() and name.counts and not name.small) or are_several(folded, name.folded)

    def _known(self, language: str) -> dict[str, set[tuple[int, int]]]:
        if language not in self._keys:
            found: dict[str, set[tuple[int, int]]] = defaultdict(set)
            for word, places in self._places.items():
                for key in keys(word, language):
                    found[key] |= places
            self._keys[language] = dict(found)
        return self._keys[language]

    def _finds(self, text: str, words: Sequence[Token], hits: dict[int, _Read]) -> Iterator[Found]:
        there = sorted({n for read in hits.values() for n, _ in read.all})
        for n in there:
            spelling = self._spellings[n]
            at = {k: {p for s, p in read.all if s == n} for k, read in hits.items()}
            at = {k: places for k, places in at.items() if places}
            runs = _in_order if spelling.reach is Reach.WHOLE or len(spelling.words) == 1 else _any_order
            for first, last, sure in runs(text, words, at, spelling):
                exact = all(any(s == n for s, _ in hits[k].sure) for k in range(first, last + 1) if k in hits)
                yield _found(
                    text, words, (first, last), spelling.id, clean=sure and exact and not spelling.in_pieces
                )


def _in_pieces(spelling: _Spelling) -> Iterator[_Spelling]:
    """The same with white space for the apostrophe of a word, which must be one that is found alone, too."""
    whole = spelling.reach is Reach.WHOLE
    for n, word in enumerate(spelling.words):
        pieces = tuple(NameWord(piece, False, False, True) for piece in in_two(word.folded))
        if pieces and whole:
            yield _Spelling(
                spelling.id, (*spelling.words[:n], *pieces, *spelling.words[n + 1 :]), Reach.WHOLE, True
            )
        elif pieces and (word.telling or (spelling.reach is Reach.ANYTHING and word.counts)):
            yield _Spelling(spelling.id, pieces, Reach.WHOLE, True)


def _begins_otherwise(part: str, likely: Mapping[str, tuple[str, ...]]) -> bool:
    """Is it one ordinary word in small letters that begins like none of these?"""
    match = _SMALL.fullmatch(part)
    if match is None:
        return False
    plain = match[1].translate(_UNMARKED)
    return not plain.startswith(likely.get(plain[0], ()))


def settled(found: Iterable[Found], text: str) -> tuple[Found, ...]:
    """In order, those that overlap joined: clean only if one covers all of it and is nobody else's. One that
    isn't clean takes along what stands beside it with nothing but white space between.
    """
    kept: list[Found] = []
    for together in _overlapping(found):
        one = _one_of(together)
        while kept and not (one.clean and kept[-1].clean) and not text[kept[-1].end : one.start].strip():
            before = kept.pop()
            one = Found(before.start, one.end, _all_ids((before, one)), False)
        kept.append(one)
    return tuple(kept)


def _overlapping(found: Iterable[Found]) -> list[list[Found]]:
    joined: list[list[Found]] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if joined and one.start < max(other.end for other in joined[-1]):
            joined[-1].append(one)
        else:
            joined.append([one])
    return joined


def _one_of(together: Sequence[Found]) -> Found:
    start, end = together[0].start, max(one.end for one in together)
    whole = [one for one in together if (one.start, one.end) == (start, end)]
    ids = _all_ids(together)
    return Found(start, end, ids, len(ids) == 1 and any(one.clean for one in whole))


def _all_ids(found: Sequence[Found]) -> tuple[str, ...]:
    return tuple(sorted({id for one in found for id in one.ids}))


_Runs = Iterator[tuple[int, int, bool]]


def _in_order(text: str, words: Sequence[Token], at: dict[int, set[int]], spelling: _Spelling) -> _Runs:
    """All words of the spelling, one after another."""
    size = len(spelling.words)
    for first in at:
        last = first + size - 1
        if all(place in at.get(first + place, ()) for place in range(size)) and all(
            _together(text, words, n) for n in range(first, last)
        ):
            yield first, last, True


def _any_order(text: str, words: Sequence[Token], at: dict[int, set[int]], spelling: _Spelling) -> _Runs:
    """Words of the spelling beside each other, whichever way round, if they tell who is meant."""
    done = -1
    for first in sorted(at):
        if first <= done:
            continue
        named = _places(text, words, at, first, spelling)
        done = first + len(named) - 1
        told = [spelling.words[place] for place in named]
        tells = any(word.telling for word in told) or len({w.folded for w in told if w.counts}) > 1
        if tells or (spelling.reach is Reach.ANYTHING and any(_says(word, spelling) for word in told)):
            yield first, done, tells


def _says(word: NameWord, spelling: _Spelling) -> bool:
    """May a word that is found alone be this person? A letter beside others, as of *2-й* or *І.*, may not."""
    return word.counts and (len(word.folded) > 1 or len(spelling.words) == 1)


def _places(
    text: str, words: Sequence[Token], at: dict[int, set[int]], first: int, spelling: _Spelling
) -> list[int]:
    """Which words of the spelling follow one another from here on, each once."""
    places = [_place(at[first], spelling)]
    while (n := first + len(places)) in at and _together(text, words, n - 1):
        left = at[n] - set(places)
        if not left:
            break
        places.append(_place(left, spelling))
    return places


def _place(places: set[int], spelling: _Spelling) -> int:
    """Of the places that a word may have in a spelling, the one that tells most."""
    return max(places, key=lambda p: (spelling.words[p].telling, spelling.words[p].counts))


def _is_initial(text: str, word: Token) -> bool:
    short = len(word.text) <= _INITIAL and text[word.end : word.end + 1] == "."
    return short and word.text[:1].isupper()


def _together(text: str, words: Sequence[Token], n: int) -> bool:
    """May this word and the next be words of one name, by what stands between them?"""
    between = text[words[n].end : words[n + 1].start]
    if "." in between and words[n].end - words[n].start > _INITIAL and "_" not in between:
        return between == "."  # ivan.koval; but not the end of a sentence
    return _WITHIN.fullmatch(text, words[n].end, words[n + 1].start) is not None


def _found(text: str, words: Sequence[Token], run: tuple[int, int], id: str, *, clean: bool) -> Found:
    """The run with initials, and with what else belongs to a name beside it: that makes it unclean, since it
    may be somebody else's.
    """
    first, last = run
    while first and _together(text, words, first - 1) and _goes_with(text, words[first - 1]):
        first -= 1
    while last + 1 < len(words) and _together(text, words, last) and _goes_with(text, words[last + 1]):
        last += 1
    more = [words[n] for n in (*range(first, run[0]), *range(run[1] + 1, last + 1))]
    clean = clean and all(_is_initial(text, word) for word in more)
    start, end = words[first].start, words[last].end
    if last > run[1] and _is_initial(text, words[last]):
        end += 1  # its full stop
    elif clean and _POSSESSIVE.search(words[last].text):
        end -= 2
    wide = _widened(text, start, end)
    return Found(*wide, (id,), clean and wide == (start, end))


def _goes_with(text: str, word: Token) -> bool:
    return _is_initial(text, word) or belongs_to_a_name(word.text)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """With everything it is joined to without white space: by a hyphen, an underline, an at sign, a slash."""
    while start > 1 and _glued(text, start - 1, start - 2):
        start = _word_start(text, start - 1)
    while end < len(text) - 1 and _glued(text, end, end + 1):
        end = _word_end(text, end + 1)
    return start, end


def _glued(text: str, at: int, beyond: int) -> bool:
    return text[at] in _GLUE and text[beyond].isalnum()


def _word_start(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace() and (text[at - 1].isalnum() or text[at - 1] in _GLUE):
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace() and text[at] not in ',;:!?()[]«»"“”…\ufffc':
        at += 1
    return at


@lru_cache(maxsize=64)
def finder(sought: tuple[Sought, ...]) -> Finder:
    """A finder for these, the same one each time it is asked for."""
    return Finder(sought)
