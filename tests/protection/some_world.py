"""A small interview and what was said about it, for tests of the gate. Everybody is invented."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from whensafe.nouns.actor import Actor, Audience
from whensafe.nouns.condition import PersonId
from whensafe.nouns.consent import Attribution, ConsentEvent, ConsentId, Said, Use
from whensafe.nouns.edition import ClearedInterview, Ground
from whensafe.nouns.ids import Address, InterviewId, MemberId, ParticipantId, SessionId, TranscriptId
from whensafe.nouns.interview import (
    Basis,
    Interview,
    Participant,
    Role,
    Session,
    SourceRef,
    State,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restriction, RestrictionId, Scope, ScopeKind
from whensafe.nouns.text import Language
from whensafe.protection.clear import clear
from whensafe.protection.world import World

ACTOR = Actor(MemberId("m" * 12), "documenter")
PUBLIC, FAMILY = Audience("public"), Audience("family")
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
AT = "2026-03-01T12:00:00Z"
ID = InterviewId("1" * 10)
FIRST, TRANSLATED = TranscriptId("a" * 12), TranscriptId("b" * 12)
TELLS, ASKS = ParticipantId("c" * 12), ParticipantId("d" * 12)
KOVAL = PersonId("p:7k2m")
EN, UK = Language("en"), Language("uk")


def address(n: int) -> Address:
    return Address(f"{n:014x}")


def turn(n: int, text: str, language: str = "uk", **more: Any) -> Turn:
    """An odd turn asks, an even one answers."""
    role = Role.INTERVIEWER if n % 2 else Role.NARRATOR
    speaker = ASKS if n % 2 else TELLS
    return Turn(n, address(n), role, speaker, Language(language), text, **more)


def interview(*turns: Turn, translation: tuple[Turn, ...] = (), **more: Any) -> Interview:
    """Kept, our own, told by Мотря Цвіркун and asked by Ада Лоза."""
    texts = [Transcript(FIRST, UK, TranscriptKind.VERBATIM, turns)]
    if translation:
        texts.append(Transcript(TRANSLATED, EN, TranscriptKind.TRANSLATION, translation, FIRST))
    made = Interview(
        id=ID,
        state=State.KEPT,
        title=None,
        standfirst=None,
        section=(),
        language=UK,
        published=None,
        first_published=None,
        interviewed=None,
        source=SourceRef(None, None),
        republisher=None,
        basis=Basis.OWN,
        participants=(
            Participant(TELLS, "Мотря Цвіркун", Role.NARRATOR),
            Participant(ASKS, "Ада Лоза", Role.INTERVIEWER),
        ),
        sessions=(Session(SessionId("e" * 12), 1, None, (), tuple(texts)),),
        exhibits=(),
        dropped=(),
        questions=(),
        added_at=AT,
    )
    return replace(made, **more)


def consent(said: Said = Said.AGREED, **more: Any) -> ConsentEvent:
    event = ConsentEvent(
        id=ConsentId("f" * 12),
        interview=ID,
        at="2026-05-01T09:00:00Z",
        said=said,
        use=Use.PUBLISH,
        audience=PUBLIC,
        by="narrator",
        recorded_by=MemberId("m" * 12),
        attribution=Attribution.FULL,
        versions=(FIRST, TRANSLATED),
    )
    return replace(event, **more)


def rule(scope: Scope, id: str = "r" * 12, **more: Any) -> Restriction:
    made = Restriction(RestrictionId(id), scope.interview, scope, Ground.DANGER_TO_OTHERS, AT)
    return replace(made, **more)


def passage(n: int, start: int, end: int, id: str = "r" * 12, **more: Any) -> Restriction:
    return rule(Scope(ScopeKind.PASSAGE, ID, address(n), start, end), id, **more)


def of_words(of: Turn, words: str, **more: Any) -> Restriction:
    """Hides these words of a turn."""
    start = of.text.index(words)
    return rule(Scope(ScopeKind.PASSAGE, ID, of.address, start, start + len(words)), **more)


def person(*spellings: str, id: PersonId = KOVAL, **more: Any) -> Person:
    return replace(Person(id, spellings[0], spellings[1:], AT), **more)


def somebody(id: PersonId = KOVAL, **more: Any) -> Restriction:
    return rule(Scope(ScopeKind.PERSON, person=id), **more)


def world(*restrictions: Restriction, **more: Any) -> World:
    """The narrator agreed to publishing for the public, by full name."""
    return replace(World(consents=(consent(),), restrictions=restrictions, now=NOW), **more)


def told(item: Interview, known: World, audience: Audience = PUBLIC) -> ClearedInterview | None:
    return clear(ACTOR, audience, item, known)


def words(found: ClearedInterview | None, n: int | None = None) -> str:
    """What is told, a hole as ``▢``; of one turn, or of all."""
    if found is None:
        return ""
    return "\n".join(
        "".join(piece if isinstance(piece, str) else "▢" for piece in t.pieces)
        for t in found.all_turns
        if n is None or t.address == address(n)
    )
