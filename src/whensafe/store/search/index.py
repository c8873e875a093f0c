"""The index of an archive: what an act changes, and what a search asks.

A search runs in two steps. *Finding* is exact and complete: every turn that has all that is asked, counted.
*Weighing* is for the first few hundred by place (`places`): those that have the very words asked, those that
have them close together, those that have any forms of them. What is beyond follows in the order of its
places, so that a page never depends on the one before it.

The gate decides which interviews are looked in: only those that have a verdict row of its present rule, about
their present state, that allows. The row is joined for the total and again for every turn that is shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db import connections

from whensafe.desk.ports import Found, Query
from whensafe.errors import BadOption
from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.interview import Interview, State, Turn
from whensafe.nouns.receipt import Hit
from whensafe.protection.gate import RULE
from whensafe.store.search.fulltext import FullText, Indexed, Question, Within
from whensafe.store.search.places import place
from whensafe.store.search.vocabulary import Variants, Vocabulary
from whensafe.store.search.weighing import nearness
from whensafe.words import Asked, Wanted, ask, family, find, fold, snippet, tokens

WEIGHED = 64
"""How many turns each of the three looks takes for weighing."""
MOST_WORDS = 32

_ALLOWED = (
    "SELECT x.interview_id FROM store_indexedinterview x"
    " JOIN store_verdictrow v ON v.interview_id = x.interview_id"
    " WHERE v.audience = %s AND v.state = %s AND v.allowed AND v.rule = %s"
)
_SHOWN = (
    "SELECT x.id, i.token, t.n, t.address, t.text, x.body FROM store_indexedturn x"
    " JOIN store_turn t ON t.id = x.turn_id"
    " JOIN store_interview i ON i.id = x.interview_id"
    " JOIN store_verdictrow v ON v.interview_id = i.id"
    " WHERE v.audience = %s AND v.state = %s AND i.state = v.state AND v.allowed AND v.rule = %s"
    " AND x.id IN ({})"
)


_INSERT_TURN = (
    "INSERT INTO store_indexedturn (id, interview_id, turn_id, language, body, families, facets)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
_OF_INTERVIEW = "SELECT language, id, body, facets, families FROM store_indexedturn WHERE interview_id = %s"

_Row = tuple[str, int, str, str, str]
"""A turn in the index: its language, then an `Indexed`."""
_Scored = tuple[int, float]
"""The id of a turn in the index, and how near it comes."""


class SearchIndex:
    """Full text over the turns of one archive's kept interviews, inside one transaction."""

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._text = FullText(alias)
        self._words = Vocabulary(alias)

    def replace(self, interview: Interview) -> None:
        """Index the interview's turns if it is kept, those anew that aren't as they were; else make sure that
        nothing of it is indexed.
        """
        key = self._key(interview.id)
        if key is None:
            return
        if interview.state is not State.KEPT:
            self._forget(key)
            return
        self._many("DELETE FROM store_indexedinterview WHERE interview_id = %s", [(key,)])
        self._many(
            "INSERT INTO store_indexedinterview (interview_id, earliest, latest) VALUES (%s, %s, %s)",
            [(key, *_days(interview))],
        )
        turn_ids = self._turn_ids(key)
        before = {row[1]: row for row in self._rows(_OF_INTERVIEW, [key])}
        now = {row[1]: (row, turn_ids[address]) for address, row in _rows_of(key, interview)}
        same = [id for id, (row, _) in now.items() if before.get(id) == row]
        self._change(key, [before[id] for id in before.keys() - same], [now[id] for id in now.keys() - same])
        self._many(
            "UPDATE store_indexedturn SET turn_id = %s WHERE id = %s", [(now[id][1], id) for id in same]
        )

    def remove(self, id: InterviewId) -> None:
        """Forget an interview."""
        key = self._key(id)
        if key is not None:
            self._forget(key)

    def forget_traces(self) -> None:
        """Take out what the database's own full-text tables keep of words that are gone."""
        self._text.forget_beginnings()

    def search(self, audience: Audience, query: Query) -> Found:
        """What answers the query, of what the audience's verdict rows allow. Any text can be asked."""
        asked = ask(query.text)
        if len(asked.words) + sum(map(len, asked.phrases)) > MOST_WORDS:
            raise BadOption(f"a search for more than {MOST_WORDS} words")
        language = _primary(query.language) if query.language is not None else None
        variants = [self._words.variants(word, language) for word in asked.words]
        if not asked or not all(of.words for of in variants):
            return Found((), 0)
        wanted = self._wanted(asked, variants)
        question = _question(wanted, variants, _facets(query))
        within = self._within(audience, query)
        total = self._text.count(question, within)
        if total == 0:
            return Found((), 0)
        weighed = self._weigh(self._candidates(asked, question, within, total), wanted)
        page = weighed[query.offset : query.offset + query.limit]
        if len(page) < query.limit and len(weighed) < total:
            after = max(0, query.offset - len(weighed))
            page += self._rest(question, within, weighed, after, query.limit - len(page))
        return Found(self._shown(audience, page, wanted), total)

    def _forget(self, key: int) -> None:
        self._change(key, self._rows(_OF_INTERVIEW, [key]), [])
        self._many("DELETE FROM store_indexedinterview WHERE interview_id = %s", [(key,)])

    def _change(self, key: int, gone: Sequence[_Row], new: Sequence[tuple[_Row, int]]) -> None:
        """Take these rows out and put others in, each with the row of its turn."""
        less, more = _counts(gone), _counts([row for row, _ in new])
        self._text.drop(Indexed(*row[1:]) for row in gone)
        self._words.take(less - more)
        self._many("DELETE FROM store_indexedturn WHERE id = %s", [(row[1],) for row in gone])
        self._many(
            _INSERT_TURN,
            [
                (id, key, turn, language, body, families, facets)
                for (language, id, body, facets, families), turn in new
            ],
        )
        self._text.add(Indexed(*row[1:]) for row, _ in new)
        self._words.add(more - less)

    def _wanted(self, asked: Asked, variants: Sequence[Variants]) -> Wanted:
        phrases = tuple(
            tuple(frozenset(self._words.spellings(word)) for word in phrase) for phrase in asked.phrases
        )
        return Wanted(tuple(of.words for of in variants), phrases)

    def _within(self, audience: Audience, query: Query) -> Within:
        """The interviews to look in; ``None`` when that is every interview there is."""
        allowed = (_ALLOWED, [audience, State.KEPT.value, RULE])
        if query.since is not None:
            allowed = (f"{allowed[0]} AND x.latest >= %s", [*allowed[1], _earliest(query.since)])
        if query.until is not None:
            allowed = (f"{allowed[0]} AND x.earliest <= %s", [*allowed[1], _latest(query.until)])
        if query.since is None and query.until is None:
            ((many,),) = self._rows(f"SELECT count(*) FROM ({allowed[0]}) AS allowed", allowed[1])  # noqa: S608
            ((all,),) = self._rows("SELECT count(*) FROM store_indexedinterview", ())
            if many == all:
                return None
        return allowed

    def _candidates(self, asked: Asked, question: Question, within: Within, total: int) -> list[int]:
        """What is worth weighing: everything, if that is little; else the first of each of three looks."""
        if total <= WEIGHED:
            return self._text.first(question, within, WEIGHED)
        exact = replace(question, words=tuple((word,) for word in asked.words), families=())
        looks = []
        if question.words != exact.words:
            looks.append(exact)
        if len(exact.words) > 1:
            looks.append(replace(exact, near=True))
        found: dict[int, None] = {}
        for look in (*looks, question):
            found.update(dict.fromkeys(self._text.first(look, within, WEIGHED)))
        return list(found)

    def _weigh(self, ids: Sequence[int], wanted: Wanted) -> list[_Scored]:
        """These turns with their scores, the nearest first."""
        if not ids:
            return []
        rows = self._rows(f"SELECT id, body FROM store_indexedturn WHERE id IN ({_marks(ids)})", ids)  # noqa: S608
        scored = [(id, nearness(body.split(" "), wanted)) for id, body in rows]
        return sorted(scored, key=lambda one: (-one[1], one[0]))

    def _rest(
        self, question: Question, within: Within, weighed: Sequence[_Scored], offset: int, limit: int
    ) -> list[_Scored]:
        """What comes after the weighed ones, by place, with a score of 0: it has not been weighed."""
        before = {id for id, _ in weighed}
        ids = self._text.first(question, within, limit + offset + len(before))
        return [(id, 0.0) for id in ids if id not in before][offset : offset + limit]

    def _shown(self, audience: Audience, page: Sequence[_Scored], wanted: Wanted) -> tuple[Hit, ...]:
        """The turns of a page as hits, in its order; what no verdict row allows isn't shown."""
        if not page:
            return ()
        ids = [id for id, _ in page]
        rows = self._rows(_SHOWN.format(_marks(ids)), [audience, State.KEPT.value, RULE, *ids])
        by_id = {row[0]: row[1:] for row in rows}
        return tuple(_hit(by_id[id], wanted, weight) for id, weight in page if id in by_id)

    def _key(self, id: InterviewId) -> int | None:
        rows = self._rows("SELECT id FROM store_interview WHERE token = %s", [id])
        return rows[0][0] if rows else None

    def _turn_ids(self, key: int) -> dict[str, int]:
        return dict(
            self._rows(
                "SELECT t.address, t.id FROM store_turn t JOIN store_transcript s ON s.id = t.transcript_id"
                " WHERE s.interview_id = %s",
                [key],
            )
        )

    def _rows(self, statement: str, values: Sequence[Any]) -> list[Any]:
        with connections[self._alias].cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    def _many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        with connections[self._alias].cursor() as cursor:
            cursor.executemany(statement, rows)


def _turns(interview: Interview) -> Iterator[Turn]:
    """The turns of every transcript that no later one supersedes; translations too."""
    return (
        turn for session in interview.sessions for transcript in session.current for turn in transcript.turns
    )


def _rows_of(key: int, interview: Interview) -> Iterator[tuple[Address, _Row]]:
    """What is indexed of an interview's turns, by address."""
    for n, turn in enumerate(_turns(interview)):
        words = [fold(token.text) for token in tokens(turn.text)]
        language = _primary(turn.language)
        row = _indexed(place(len(words), key, n), words, language, turn)
        yield turn.address, (language, row.id, row.body, row.facets, row.families)


def _counts(rows: Iterable[_Row]) -> Counter[tuple[str, str]]:
    """How many turns hold a word."""
    return Counter((word, row[0]) for row in rows for word in set(row[2].split()))


def _indexed(id: int, words: Sequence[str], language: str, turn: Turn) -> Indexed:
    facets = " ".join([*_language_facets(turn.language), f"1{turn.role.value}"])
    families = " ".join(sorted({family(word, language) for word in words}))
    return Indexed(id, " ".join(words), facets, f"{families} {facets}")


def _question(wanted: Wanted, variants: Sequence[Variants], facets: tuple[str, ...]) -> Question:
    phrases = tuple(tuple(tuple(sorted(at)) for at in phrase) for phrase in wanted.phrases)
    words = tuple(tuple(of.words) for of in variants)
    return Question(words, phrases, facets, tuple(of.families for of in variants))


def _facets(query: Query) -> tuple[str, ...]:
    found = []
    if query.language is not None:
        found.append(_language_facets(query.language)[-1])
    if query.role is not None:
        found.append(f"1{_plain(query.role)}")
    return tuple(found)


def _language_facets(tag: str) -> list[str]:
    """Facets begin with a digit that no family has. A tag's first part, and the whole of it if there is more:
    ``uk-Latn`` is found as ``uk``, too.
    """
    return list(dict.fromkeys((f"0{_primary(tag)}", f"0{_plain(tag)}")))


def _primary(tag: str) -> str:
    return _plain(tag.split("-", maxsplit=1)[0])


def _plain(text: str) -> str:
    return re.sub("[^a-z0-9]", "x", text.lower())


def _days(interview: Interview) -> tuple[str | None, str | None]:
    """The days the interview may be of: when it was held, else when it was first published."""
    held = [s.interviewed for s in interview.sessions if s.interviewed is not None]
    dates = [interview.interviewed] if interview.interviewed is not None else held
    if not dates:
        published = interview.first_published or interview.published
        dates = [published] if published is not None else []
    return (min(map(_earliest, dates)), max(map(_latest, dates))) if dates else (None, None)


def _earliest(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :] if len(date) >= 4 else date


def _latest(date: str) -> str:
    return date + "-12-31"[len(date) - 4 :] if len(date) >= 4 else date


def _hit(row: tuple[str, int, str, str, str], wanted: Wanted, weight: float) -> Hit:
    token, n, address, text, body = row
    matches = find(text, wanted, body.split(" ")) or ()
    start, end = snippet(text, matches)
    first = next((match for match in matches if match[0] >= start), (start, start))
    return Hit(InterviewId(token), n, address, *first, text[start:end], start, matches, round(weight, 4))


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))
