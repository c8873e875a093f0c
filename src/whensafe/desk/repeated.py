"""Where else the same words stand, for a person to look at: nothing here decides, and nothing keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whensafe.desk.ports import Query, Unit
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview
from whensafe.nouns.text import HOLE
from whensafe.protection import fields
from whensafe.protection.closure import Item, Piece, elsewhere, renderings, still_told
from whensafe.protection.same_words import SameWords, Sought, phrases

LOOKED_AT = 200
"""Other interviews that are looked through for the same words, at most: the index says which."""


def repeated(unit: Unit, interview: Interview, chosen: Sequence[Piece]) -> tuple[Item, ...]:
    """Other turns and fields of this interview, and other interviews, that say what was chosen again, also
    in another language.
    """
    stretches = tuple(_stretches(interview, chosen))
    same = SameWords(stretches)
    return (
        *renderings(interview, chosen),
        *_in_turns(interview, chosen, same),
        *_in_fields(interview, chosen, same),
        *in_others(unit, interview.id, stretches, same),
    )


def in_others(
    unit: Unit, interview: InterviewId, stretches: Sequence[Sought], same: SameWords
) -> Iterator[Item]:
    """Kept interviews that hold the same words, found through the index and then read."""
    others: dict[InterviewId, None] = {}
    for stretch in stretches:
        for phrase in phrases(stretch.text):
            for hit in unit.interviews.search(TEAM, Query(f'"{phrase}"', limit=LOOKED_AT)).hits:
                if len(others) < LOOKED_AT:
                    others.setdefault(hit.id)
    for id in others:
        other = unit.interviews.get(id, TEAM) if id != interview else None
        if other is not None:
            yield from elsewhere(other, same)


def _stretches(interview: Interview, chosen: Sequence[Piece]) -> Iterator[Sought]:
    texts = {t.address: t for session in interview.sessions for c in session.current for t in c.turns}
    for piece in chosen:
        turn = texts[piece.address]
        for start, end in piece.spans:
            yield Sought(turn.text[start:end].replace(HOLE, " "), not piece.whole, turn.language)


def _in_fields(interview: Interview, chosen: Sequence[Piece], same: SameWords) -> Iterator[Item]:
    """As a seal would take them: also where a word would be told nowhere but there."""
    told = still_told(interview, chosen)
    for key, text in fields.texts(interview):
        if not fields.is_ours(key) and (same.spans(text) or same.alone(text, told, interview.language)):
            yield Item("field", field=key)


def _in_turns(interview: Interview, chosen: Sequence[Piece], same: SameWords) -> Iterator[Item]:
    taken = {piece.address: piece.spans for piece in chosen}
    for session in interview.sessions:
        for transcript in session.current:
            for turn in transcript.turns:
                for start, end in same.spans(turn.text):
                    if not any(s <= start and end <= e for s, e in taken.get(turn.address, ())):
                        yield Item("same_words", turn.n, turn.address, turn.language, start)
