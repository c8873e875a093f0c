"""The full-text tables, on SQLite's FTS5. The only place that knows its language; another database has
another.

- `WORDS`: the folded words of turns, one token each (the ``ascii`` tokenizer parts at spaces and leaves other
  letters alone), with facets (language, role) as a second column, so that filtering is one more word to meet.
  The rows themselves are in ``store_indexedturn`` (external content).
- `FAMILIES`: the families of their words (`whensafe.words.family`) and the facets, without positions. A
  word in any form is then one list or a few instead of one for each form: a fifth of the time for a frequent
  word.
- `TRIGRAMS`: the vocabulary, for parts of words and misspellings. Never turns: three letters are in every
one.

``secure-delete`` takes deleted words out of the index at once instead of marking them (sqlite.org/fts5.html,
"The 'secure-delete' Configuration Option"). It leaves one trace: which page of the index to look on is told
by the beginning of the page's first word, and that stays when the word goes. `FullText.forget_beginnings`
finds such beginnings and builds the table anew.

What is asked reaches FTS5 only as quoted strings of letters and digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from django.db import connections

from whensafe.store.search.places import INTERVIEW_MASK, TURN_BITS

WORDS = "store_search"
FAMILIES = "store_searchfamily"
TRIGRAMS = "store_searchword"

CREATE = (
    (
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5(body, facets, content='store_indexedturn',"
        " content_rowid='id', tokenize='ascii', columnsize=0)"
    ),
    f"INSERT INTO {WORDS}({WORDS}, rank) VALUES('secure-delete', 1)",
    (
        f"CREATE VIRTUAL TABLE {FAMILIES} USING fts5(families, content='store_indexedturn',"
        " content_rowid='id', tokenize='ascii', columnsize=0, detail=none)"
    ),
    f"INSERT INTO {FAMILIES}({FAMILIES}, rank) VALUES('secure-delete', 1)",
    (
        f"CREATE VIRTUAL TABLE {TRIGRAMS} USING fts5(term, content='store_indexedword',"
        " content_rowid='id', tokenize='trigram', columnsize=0)"
    ),
    f"INSERT INTO {TRIGRAMS}({TRIGRAMS}, rank) VALUES('secure-delete', 1)",
)
DROP = (f"DROP TABLE {WORDS}", f"DROP TABLE {FAMILIES}", f"DROP TABLE {TRIGRAMS}")

_READER = "temp.store_searchterms"
_BEGINS_NOTHING = (
    "SELECT EXISTS (SELECT 1 FROM (SELECT CAST(substr(term, 2) AS TEXT) AS start FROM {table}_idx"
    " WHERE length(term) > 1) WHERE NOT EXISTS (SELECT 1 FROM {reader}"
    " WHERE term >= start AND term < start || CAST(x'ff' AS TEXT)))"
)
"""Is there a beginning (after a byte that says which index) that no word of the table has?"""

NEAR = 1
"""Words with at most so many others between them are side by side."""
_SPELLINGS = 64
"""Ways to write one phrase that are asked for at most."""

Row = tuple[Any, ...]
Within = tuple[str, Sequence[Any]] | None
"""A query for the keys of the interviews to look in, with its values; ``None`` for every interview."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a turn must have: one of each of these sets of words, each phrase (a set of words for each of its
    places), every facet. ``families`` are those of the words, set for set, if the words are all there is in
    them.
    """

    words: tuple[tuple[str, ...], ...]
    phrases: tuple[tuple[tuple[str, ...], ...], ...] = ()
    facets: tuple[str, ...] = ()
    families: tuple[tuple[str, ...], ...] = ()
    near: bool = False

    @property
    def table(self) -> str:
        """Where to ask: phrases and nearness need positions."""
        return FAMILIES if self.families and not self.phrases else WORDS

    def match(self) -> str:
        """The same in FTS5's language."""
        if self.table == FAMILIES:
            return " AND ".join(map(_any, (*self.families, *((facet,) for facet in self.facets))))
        parts = [f"{{body}} : {_any(variants)}" for variants in self.words]
        if self.near:
            parts = [f"{{body}} : NEAR({' '.join(_quoted(of[0]) for of in self.words)}, {NEAR})"]
        for phrase in self.phrases:
            spelt = islice(product(*phrase), _SPELLINGS)
            parts.append(f"{{body}} : {_any(' '.join(words) for words in spelt)}")
        parts += [f"{{facets}} : {_quoted(facet)}" for facet in self.facets]
        return " AND ".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Indexed:
    """A turn as indexed: its place, folded words, facets, and families with the facets after them."""

    id: int
    body: str
    facets: str
    families: str


class FullText:
    """The full-text tables of one archive."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def add(self, rows: Iterable[Indexed]) -> None:
        """Index turns, by rising id, which is what FTS5 writes fastest."""
        rows = sorted(rows)
        self._many(
            f"INSERT INTO {WORDS}(rowid, body, facets) VALUES (%s, %s, %s)",  # noqa: S608
            [(row.id, row.body, row.facets) for row in rows],
        )
        self._many(
            f"INSERT INTO {FAMILIES}(rowid, families) VALUES (%s, %s)",  # noqa: S608
            [(row.id, row.families) for row in rows],
        )

    def drop(self, rows: Iterable[Indexed]) -> None:
        """Take turns out, given exactly what was indexed."""
        rows = sorted(rows)
        self._many(
            f"INSERT INTO {WORDS}({WORDS}, rowid, body, facets) VALUES ('delete', %s, %s, %s)",  # noqa: S608
            [(row.id, row.body, row.facets) for row in rows],
        )
        self._many(
            f"INSERT INTO {FAMILIES}({FAMILIES}, rowid, families) VALUES ('delete', %s, %s)",  # noqa: S608
            [(row.id, row.families) for row in rows],
        )
        if rows:
            # With secure-delete and detail=none, SQLite 3.53 spoils the index when the place last taken out
            # is the first put in again before it has written: so it writes now.
            self._do(f"INSERT INTO {FAMILIES}({FAMILIES}) VALUES ('flush')")  # noqa: S608

    def add_words(self, words: Iterable[tuple[int, str]]) -> None:
        """Index words of the vocabulary: (id, term)."""
        self._many(f"INSERT INTO {TRIGRAMS}(rowid, term) VALUES (%s, %s)", sorted(words))  # noqa: S608

    def drop_words(self, words: Iterable[tuple[int, str]]) -> None:
        """Take words out, given exactly what was indexed."""
        statement = f"INSERT INTO {TRIGRAMS}({TRIGRAMS}, rowid, term) VALUES ('delete', %s, %s)"  # noqa: S608
        self._many(statement, sorted(words))

    def forget_beginnings(self) -> None:
        """Build those tables anew that still tell a page by the beginning of a word that is gone."""
        for table in (WORDS, FAMILIES, TRIGRAMS):
            self._do(f"CREATE VIRTUAL TABLE {_READER} USING fts5vocab('main', '{table}', 'instance')")
            try:
                ((stale,),) = self._rows(_BEGINS_NOTHING.format(table=table, reader=_READER), ())
            finally:
                self._do(f"DROP TABLE {_READER}")
            if stale:
                self._do(f"INSERT INTO {table}({table}) VALUES ('rebuild')")  # noqa: S608

    def count(self, question: Question, within: Within) -> int:
        """How many turns answer."""
        where, values = _where(within)
        table = question.table
        statement = f"SELECT count(*) FROM {table} WHERE {table} MATCH %s{where}"  # noqa: S608
        counted: int = self._rows(statement, [question.match(), *values])[0][0]
        return counted

    def first(self, question: Question, within: Within, limit: int, offset: int = 0) -> list[int]:
        """The ids of the first turns that answer, in the order of their places."""
        where, values = _where(within)
        table = question.table
        statement = (
            f"SELECT rowid FROM {table} WHERE {table} MATCH %s{where} ORDER BY rowid LIMIT %s OFFSET %s"  # noqa: S608
        )
        return [id for (id,) in self._rows(statement, [question.match(), *values, limit, offset])]

    def words_with(self, parts: Sequence[str], limit: int) -> list[str]:
        """Words of the vocabulary that hold one of these stretches of three letters or more."""
        match = " OR ".join(map(_quoted, parts))
        statement = f"SELECT term FROM {TRIGRAMS} WHERE {TRIGRAMS} MATCH %s LIMIT %s"  # noqa: S608
        return [term for (term,) in self._rows(statement, [match, limit])]

    def _rows(self, statement: str, values: Sequence[Any]) -> list[Row]:
        with connections[self._alias].cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    def _do(self, statement: str) -> None:
        with connections[self._alias].cursor() as cursor:
            cursor.execute(statement)

    def _many(self, statement: str, rows: Sequence[Row]) -> None:
        with connections[self._alias].cursor() as cursor:
            cursor.executemany(statement, rows)


def _where(within: Within) -> tuple[str, Sequence[Any]]:
    if within is None:
        return "", ()
    return f" AND (rowid >> {TURN_BITS}) & {INTERVIEW_MASK} IN ({within[0]})", within[1]


def _any(texts: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quoted, texts))})"


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
