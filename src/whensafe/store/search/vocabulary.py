"""The words of the archive, and which of them may stand for a word that somebody typed.

A word is kept once for each language it is used in, with the keys of its forms, and counted by the turns that
hold it: when the last of them goes, the word goes too, so the vocabulary never remembers what the archive has
forgotten.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from whensafe.store.search.fulltext import FullText
from whensafe.words import bare, family, forms_key, same_but_for_marks
from whensafe.words.finding import EXACT, FORM, MARKS, MISSPELT
from whensafe.words.spelling import allowed, slips

_ASK = 500
_MOST_MISSPELT = 20
_LOOKED_AT = 2_000
_PART = 5
_BARE = "="
_BY_SCRIPT = (
    (re.compile("[\u0400-\u052f]"), ("uk", "ru", "und")),
    (re.compile("[\u0600-\u06ff]"), ("ar",)),
    (re.compile(""), ("en", "fr", "es", "de", "pl", "ca", "it", "nl", "pt", "ro", "tr")),
)

_KEYED = (
    "SELECT w.term, k.key, w.family FROM store_indexedkey k JOIN store_indexedword w ON w.id = k.word_id"
    " WHERE k.key IN ({}) ORDER BY w.term = %s DESC, w.uses DESC, w.term LIMIT 500"
)

Counts = Mapping[tuple[str, str], int]
"""How many turns hold a word: (term, language) to number."""


@dataclass(frozen=True, slots=True)
class Variants:
    """The words that may stand for one word, with how near each comes, and the families they make up."""

    words: Mapping[str, float]
    families: tuple[str, ...]


class Vocabulary:
    """The words of one archive."""

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._text = FullText(alias)

    def add(self, counts: Counts) -> None:
        """Count these uses, keeping words that are new."""
        new = []
        more = []
        for language, terms in _by_language(counts).items():
            there = self._ids(terms, language)
            more += [(counts[term, language], there[term]) for term in terms if term in there]
            new += [
                (term, language, family(term, language), counts[term, language])
                for term in terms
                if term not in there
            ]
        self._many("UPDATE store_indexedword SET uses = uses + %s WHERE id = %s", more)
        self._many(
            "INSERT INTO store_indexedword (term, language, family, uses) VALUES (%s, %s, %s, %s)", new
        )
        self._index([(term, language) for term, language, _, _ in new])

    def take(self, counts: Counts) -> None:
        """Uncount these uses, forgetting words that nothing uses any more."""
        less = []
        for language, terms in _by_language(counts).items():
            less += [(counts[term, language], id) for term, id in self._ids(terms, language).items()]
        self._many("UPDATE store_indexedword SET uses = uses - %s WHERE id = %s", less)
        gone = []
        for ids in _chunks([id for _, id in less]):
            gone += self._rows(
                f"SELECT id, term FROM store_indexedword WHERE uses <= 0 AND id IN ({_marks(ids)})",  # noqa: S608
                ids,
            )
        self._text.drop_words(gone)
        self._many("DELETE FROM store_indexedkey WHERE word_id = %s", [(id,) for id, _ in gone])
        self._many("DELETE FROM store_indexedword WHERE id = %s", [(id,) for id, _ in gone])

    def variants(self, word: str, language: str | None) -> Variants:
        """What may stand for this folded word in the asked language, else in the languages of its script.

        Its forms, and words that differ by marks that one of them lacks; if there are none of these, words
        that hold it or that it may be a slip for. Whoever comes brings their whole family.
        """
        languages = (language,) if language is not None else _languages(word)
        keys = sorted({key for of in languages for key in forms_key(word, of)} | {_BARE + bare(word)})
        families: dict[str, None] = {}
        near: dict[str, float] = {}
        for term, key, name in self._by_keys(keys, word):
            if not key.startswith(_BARE):
                families[name] = None
            elif same_but_for_marks(word, term):
                near[term] = EXACT if term == word else MARKS
                families[name] = None
        if families:
            return Variants({**self._members(families, FORM), **near}, tuple(families))
        families = self._misspelt(word)
        return Variants(self._members(families, MISSPELT), tuple(families))

    def spellings(self, word: str) -> tuple[str, ...]:
        """The word and those of the archive that differ from it only by marks that one of them lacks."""
        rows = self._by_keys([_BARE + bare(word)], word)
        others = {term for term, _, _ in rows if same_but_for_marks(word, term)}
        return (word, *sorted(others - {word}))

    def _members(self, families: Collection[str], nearness: float) -> dict[str, float]:
        """Every word of these families."""
        found: dict[str, float] = {}
        for some in _chunks(list(families)):
            rows = self._rows(f"SELECT term FROM store_indexedword WHERE family IN ({_marks(some)})", some)  # noqa: S608
            found.update((term, nearness) for (term,) in rows)
        return found

    def _misspelt(self, word: str) -> dict[str, None]:
        """The families of words that hold this one, or that it may be a slip for."""
        most = allowed(word)
        pieces = [part for part in _pieces(word, most + 1) if len(part) >= 3]
        if len(word) < 3 or not pieces:
            return {}
        near = []
        for term in set(self._text.words_with(pieces, _LOOKED_AT)):
            away = 0 if _part_of(word, term) else slips(word, term, most)
            if away is not None:
                near.append((away, abs(len(term) - len(word)), term))
        terms = [term for _, _, term in sorted(near)[:_MOST_MISSPELT]]
        if not terms:
            return {}
        rows = self._rows(f"SELECT family FROM store_indexedword WHERE term IN ({_marks(terms)})", terms)  # noqa: S608
        return {name: None for (name,) in sorted(rows)}

    def _index(self, new: Sequence[tuple[str, str]]) -> None:
        ids: list[tuple[int, str]] = []
        keys: list[tuple[str, int]] = []
        for language, terms in _by_language(dict.fromkeys(new, 0)).items():
            for term, id in self._ids(terms, language).items():
                ids.append((id, term))
                keys += [(key, id) for key in forms_key(term, language) | {_BARE + bare(term)}]
        self._many("INSERT INTO store_indexedkey (key, word_id) VALUES (%s, %s)", sorted(keys))
        self._text.add_words(ids)

    def _by_keys(self, keys: Sequence[str], first: str) -> list[tuple[str, str, str]]:
        """Words with one of these keys, each with the key and its family: ``first`` first, then the most
        used.
        """
        return self._rows(_KEYED.format(_marks(keys)), [*keys, first])

    def _ids(self, terms: Collection[str], language: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in _chunks(sorted(terms)):
            rows = self._rows(
                f"SELECT term, id FROM store_indexedword WHERE language = %s AND term IN ({_marks(some)})",  # noqa: S608
                [language, *some],
            )
            found.update(rows)
        return found

    def _rows(self, statement: str, values: Sequence[Any]) -> list[Any]:
        with connections[self._alias].cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    def _many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            with connections[self._alias].cursor() as cursor:
                cursor.executemany(statement, rows)


def _languages(word: str) -> tuple[str, ...]:
    return next(languages for script, languages in _BY_SCRIPT if script.search(word))


def _by_language(counts: Collection[tuple[str, str]] | Counts) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for term, language in counts:
        found[language].append(term)
    return found


def _part_of(word: str, term: str) -> bool:
    """The beginning of a word, or a longer stretch from inside it."""
    return term.startswith(word) or (len(word) >= _PART and word in term)


def _pieces(word: str, count: int) -> list[str]:
    """The word in so many stretches: as many slips as stretches less one leave one of them whole."""
    size = max(3, len(word) // count)
    if len(word) < size * count:
        return [word[n : n + 3] for n in range(len(word) - 2)]
    return [word[n * size : (n + 1) * size if n < count - 1 else None] for n in range(count)]


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[n : n + _ASK] for n in range(0, len(values), _ASK))


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))
