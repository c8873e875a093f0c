"""Searching what an audience may be told: word by word over what was cleared, with no index in between.

Nothing of what is sealed or restricted is asked, neither its words nor a vocabulary that holds them; a hole
parts the words on its two sides. Words are found in any of their forms; slips of the hand are not forgiven.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from whensafe.desk.ports import Found, Query
from whensafe.nouns.edition import ClearedInterview, ClearedTurn
from whensafe.nouns.receipt import Hit
from whensafe.nouns.text import HOLE
from whensafe.words import Asked, Wanted, ask, fold, forms_key, same_but_for_marks, snippet, tokens, where
from whensafe.words.finding import EXACT, FORM, MARKS, Span


def search(told: Iterable[ClearedInterview], query: Query) -> Found:
    """What answers the query, nearest first, then by interview and turn."""
    asked = ask(query.text)
    hits = [hit for one in told if _of_the_days(one, query) for hit in _hits(one, query, asked)]
    hits.sort(key=lambda hit: (-hit.score, hit.id))
    return Found(tuple(hits[query.offset : query.offset + query.limit]), len(hits))


def _hits(told: ClearedInterview, query: Query, asked: Asked) -> Iterator[Hit]:
    for turns in (told.turns, *(text.turns for text in told.translations)):
        for n, turn in enumerate(turns, 1):
            if asked and _fits(turn, query) and (hit := _hit(told, n, turn, asked)) is not None:
                yield hit


def _hit(told: ClearedInterview, n: int, turn: ClearedTurn, asked: Asked) -> Hit | None:
    text, folded, spans = _read(turn)
    near = {word: _near(word, folded, turn.language) for word in asked.words}
    phrases = tuple(
        tuple(frozenset({word, *(w for w in folded if same_but_for_marks(word, w))}) for word in phrase)
        for phrase in asked.phrases
    )
    found = where(folded, Wanted(tuple(near[word] for word in asked.words), phrases))
    if found is None:
        return None
    lengths = [1] * len(asked.words) + [len(phrase) for phrase in asked.phrases]
    matches = tuple(
        sorted(
            {
                (spans[at][0], spans[at + length - 1][1])
                for places, length in zip(found, lengths, strict=True)
                for at in places
            }
        )
    )
    start, end = snippet(text, matches)
    first = next((match for match in matches if match[0] >= start), (start, start))
    weights = [max(variants.values()) for variants in near.values()] + [EXACT] * len(phrases)
    score = round(sum(weights) + len(matches) / (len(matches) + len(folded)), 4)
    return Hit(told.id, n, turn.address, *first, text[start:end], start, matches, score)


def _read(turn: ClearedTurn) -> tuple[str, list[str], list[Span]]:
    """The turn's text, its folded words and where they stand; a hole is a word that nobody can ask for."""
    text, folded, spans = "", list[str](), list[Span]()
    for piece in turn.pieces:
        if isinstance(piece, str):
            for token in tokens(piece):
                folded.append(fold(token.text))
                spans.append((len(text) + token.start, len(text) + token.end))
            text += piece
        else:
            folded.append(HOLE)
            spans.append((len(text), len(text) + 1))
            text += HOLE
    return text, folded, spans


def _near(word: str, folded: list[str], language: str) -> dict[str, float]:
    return {other: near for other in set(folded) if (near := _nearness(word, other, language)) > 0}


@lru_cache(maxsize=1 << 16)
def _nearness(word: str, other: str, language: str) -> float:
    if word == other:
        return EXACT
    if same_but_for_marks(word, other):
        return MARKS
    return FORM if forms_key(word, language) & forms_key(other, language) else 0.0


def _fits(turn: ClearedTurn, query: Query) -> bool:
    if query.role is not None and turn.role.value != query.role:
        return False
    asked, tag = (query.language or "").lower(), turn.language.lower()
    return asked in ("", tag, tag.split("-")[0])


def _of_the_days(told: ClearedInterview, query: Query) -> bool:
    """Was it held, else first published, on one of the days asked for? Without a date it is of none."""
    if query.since is None and query.until is None:
        return True
    date = told.interviewed or told.first_published or told.published
    if date is None:
        return False
    late_enough = query.since is None or _last(date) >= _first(query.since)
    return late_enough and (query.until is None or _first(date) <= _last(query.until))


def _first(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :]


def _last(date: str) -> str:
    return date + "-12-31"[len(date) - 4 :]
