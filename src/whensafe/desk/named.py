"""Who takes part where, by name: in any form of it, whatever the case.

Names are looked through where they stand in the interviews. There is no index of them, so that nothing but
the interview has to forget one that is sealed.
"""

from __future__ import annotations

from collections.abc import Iterator

from whensafe.desk.act import require
from whensafe.desk.archive import Archive
from whensafe.desk.clearing import Clearing
from whensafe.desk.ports import Participation
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.edition import ClearedInterview
from whensafe.nouns.interview import Role
from whensafe.words import Asked, Wanted, ask, bare, fold, forms_key, same_but_for_marks, tokens, where

MOST_WORDS = 8
"""A name has no more words: what is longer is no name, and nothing is looked through for it."""

_LEANING = frozenset({"ar", "ca", "fr", "it"})
"""Languages in which an article may lean on the front of a word."""


def named(archive: Archive, actor: Actor | None, audience: Audience, text: str) -> tuple[Participation, ...]:
    """Everybody whom this audience is told of and whose name has all words of ``text``; the newest first."""
    allowed = require(actor)
    asked = ask(text)
    if not asked or len(asked.words) + len(asked.phrases) > MOST_WORDS:
        return ()
    with archive.store.read() as unit:
        if audience == TEAM:
            everybody = unit.interviews.participants(TEAM)
        else:
            clearing = Clearing(unit, allowed, audience, archive.clock.now())
            everybody = (one for told in clearing.every() for one in _told(told.cleared))
        known: dict[tuple[str, str], bool] = {}
        return tuple(one for one in everybody if _is_meant(one, asked, known))


def _told(cleared: ClearedInterview) -> Iterator[Participation]:
    narrators = ((Role.NARRATOR, narrator.display) for narrator in cleared.narrators)
    others = ((person.role, person.display) for person in cleared.participants)
    for role, name in (*narrators, *others):
        if name is not None:
            yield Participation(cleared.id, cleared.title, cleared.language, name, role)


def _is_meant(one: Participation, asked: Asked, known: dict[tuple[str, str], bool]) -> bool:
    """Many interviews have the same interviewer: each name is compared once."""
    key = (one.name, one.language)
    if key not in known:
        known[key] = _is_called(one.name, one.language, asked)
    return known[key]


def _is_called(name: str, language: str, asked: Asked) -> bool:
    folded = [fold(token.text) for token in tokens(name)]
    words = tuple({w: 1.0 for w in folded if _same(word, w, language)} for word in asked.words)
    phrases = tuple(
        tuple(frozenset({word, *(w for w in folded if same_but_for_marks(word, w))}) for word in phrase)
        for phrase in asked.phrases
    )
    return where(folded, Wanted(words, phrases)) is not None


def _same(asked: str, word: str, language: str) -> bool:
    if asked == word or same_but_for_marks(asked, word):
        return True
    if bare(asked)[:1] != bare(word)[:1] and language[:2] not in _LEANING:
        return False  # forms begin alike: most words need no stems
    return not forms_key(asked, language).isdisjoint(forms_key(word, language))
