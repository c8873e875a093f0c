"""What may be told to an audience, in the shape in which the team reads an interview, so that one face shows
both. A hole is U+FFFC. What no audience but the team is shown is absent: files, times, what was dropped.
"""

from __future__ import annotations

from collections.abc import Iterable

from whensafe.desk.ports import Line
from whensafe.nouns.edition import ClearedInterview, ClearedTurn
from whensafe.nouns.ids import ParticipantId, SessionId, TranscriptId
from whensafe.nouns.interview import (
    Interview,
    Participant,
    Role,
    Session,
    State,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.text import HOLE, Language


def interview(told: ClearedInterview) -> Interview:
    """An interview that holds what was cleared. Ids of its parts count within it; when it was taken in is
    not told.
    """
    people = _People(told)
    texts = [(TranscriptKind.VERBATIM, told.language, told.turns)]
    texts += [(TranscriptKind.TRANSLATION, text.language, text.turns) for text in told.translations]
    transcripts = tuple(
        Transcript(
            TranscriptId(str(n)), language, kind, people.turns(turns), TranscriptId("1") if n > 1 else None
        )
        for n, (kind, language, turns) in enumerate(texts, 1)
    )
    return Interview(
        id=told.id,
        state=State.KEPT,
        title=told.title,
        standfirst=told.standfirst,
        section=(),
        language=told.language,
        published=told.published,
        first_published=told.first_published,
        interviewed=told.interviewed,
        source=told.source,
        republisher=told.republisher,
        basis=told.basis,
        participants=people.all,
        sessions=(Session(SessionId("1"), 1, told.interviewed, (), transcripts),),
        exhibits=(),
        dropped=(),
        questions=(),
        added_at="",
    )


def line(told: ClearedInterview) -> Line:
    """The same as a line of a list."""
    return Line(
        id=told.id,
        state=State.KEPT,
        title=told.title,
        language=told.language,
        narrators=tuple(n.display for n in told.narrators if n.display is not None),
        interviewed=told.interviewed,
        published=told.first_published or told.published,
        turns=len(told.turns),
        open_questions=0,
        added_at="",
    )


def words(turn: ClearedTurn) -> str:
    """A turn's text, each hole as one letter."""
    return "".join(piece if isinstance(piece, str) else HOLE for piece in turn.pieces)


class _People:
    """Participants by what they are called; somebody without a name speaks as nobody."""

    def __init__(self, told: ClearedInterview) -> None:
        named = [(Role.NARRATOR, n.display) for n in told.narrators]
        named += [(p.role, p.display) for p in told.participants]
        named += [(t.role, t.speaker_display) for t in told.all_turns if t.speaker_display is not None]
        self.all = tuple(
            Participant(ParticipantId(str(n)), name, role)
            for n, (role, name) in enumerate(dict.fromkeys(named), 1)
        )
        self._ids = {(person.role, person.name): person.id for person in self.all}

    def turns(self, turns: Iterable[ClearedTurn]) -> tuple[Turn, ...]:
        return tuple(
            Turn(
                n=n,
                address=turn.address,
                role=turn.role,
                speaker=self._ids.get((turn.role, turn.speaker_display)),
                language=Language(turn.language),
                text=words(turn),
                translates=turn.translates,
            )
            for n, turn in enumerate(turns, 1)
        )
