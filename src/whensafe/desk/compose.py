"""From readings to an interview: ids and addresses are minted here, several readings become sessions.

Nothing is decided here that the readings leave open. People of several sessions are one participant only
where name and role agree; the unnamed of two sessions stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from whensafe.desk.archive import Mint
from whensafe.nouns.ids import ParticipantId
from whensafe.nouns.interview import (
    Basis,
    Interview,
    Original,
    Participant,
    Question,
    Recording,
    Session,
    SourceRef,
    State,
    Transcript,
    Turn,
)
from whensafe.nouns.reading import Reading
from whensafe.nouns.text import Language

_T = TypeVar("_T")
UNKNOWN = Language("und")
SEVERAL = Language("mul")


@dataclass(frozen=True, slots=True)
class Part:
    """One file as read, with its stored original; the recordings of the same sitting, or nothing but them.

    ``beside`` are further files that hold the same words.
    """

    reading: Reading
    original: Original | None
    recordings: tuple[Recording, ...] = ()
    beside: tuple[Original, ...] = ()

    @property
    def originals(self) -> tuple[Original, ...]:
        """All that it was read from."""
        return (*((self.original,) if self.original is not None else ()), *self.beside)


def interview(mint: Mint, parts: Sequence[Part], *, basis: Basis | None, state: State, at: str) -> Interview:
    """One interview of one or more files, each a session, in the order given."""
    readings = [part.reading for part in parts]
    first = readings[0]
    people: tuple[Participant, ...] = ()
    sessions: list[Session] = []
    for n, part in enumerate(parts, 1):
        people, sitting = session(mint, n, part, people)
        sessions.append(sitting)
    return Interview(
        id=mint.interview(),
        state=state,
        title=_first(reading.title for reading in readings),
        standfirst=_first(reading.standfirst for reading in readings),
        section=first.section,
        language=language_of(reading.language for reading in readings),
        published=_first(reading.published for reading in readings),
        first_published=_first(reading.first_published for reading in readings),
        interviewed=_first(reading.interviewed for reading in readings),
        source=SourceRef(
            _first(reading.source.name for reading in readings),
            _first(reading.source.url for reading in readings),
        ),
        republisher=_first(reading.republisher for reading in readings),
        basis=basis or _basis(readings),
        participants=people,
        sessions=tuple(sessions),
        exhibits=(),
        dropped=tuple(line for reading in readings for line in reading.dropped),
        questions=tuple(q for n, reading in enumerate(readings, 1) for q in questions_of(reading, n)),
        added_at=at,
    )


def session(
    mint: Mint, n: int, part: Part, people: tuple[Participant, ...]
) -> tuple[tuple[Participant, ...], Session]:
    """One sitting from one file, and the people known afterwards. No turns: no transcript."""
    people, written = transcript(mint, part.reading, people)
    return people, Session(
        id=mint.session(),
        n=n,
        interviewed=part.reading.interviewed,
        originals=part.originals,
        transcripts=(written,) if written.turns else (),
        recordings=part.recordings,
    )


def transcript(
    mint: Mint, reading: Reading, people: tuple[Participant, ...]
) -> tuple[tuple[Participant, ...], Transcript]:
    """The turns of a reading with their addresses, and the people known afterwards."""
    people, speakers = _introduce(mint, reading, people)
    turns = tuple(
        Turn(
            n=n,
            address=mint.address(),
            role=turn.role,
            speaker=speakers[turn.speaker] if turn.speaker is not None else None,
            language=turn.language,
            text=turn.text,
            start_ms=turn.start_ms,
            end_ms=turn.end_ms,
            marks=turn.marks,
        )
        for n, turn in enumerate(reading.turns, 1)
    )
    return people, Transcript(mint.transcript(), reading.language, reading.kind, turns)


def language_of(languages: Iterable[Language]) -> Language:
    """The language of the whole: theirs if they agree, ``mul`` if not."""
    said = {language for language in languages if language != UNKNOWN}
    if not said:
        return UNKNOWN
    return said.pop() if len(said) == 1 else SEVERAL


def questions_of(reading: Reading, n: int) -> tuple[Question, ...]:
    """A reading's questions. ``Question.turn`` counts in the first session's transcript; for a further one
    the text says where.
    """
    return reading.questions if n == 1 else tuple(elsewhere(q, f"Session {n}") for q in reading.questions)


def elsewhere(question: Question, where: str) -> Question:
    """A question about another transcript than the first: its place is said in words."""
    place = where if question.turn is None else f"{where}, turn {question.turn}"
    return replace(question, text=f"{place}: {question.text}", turn=None)


def _introduce(
    mint: Mint, reading: Reading, known: tuple[Participant, ...]
) -> tuple[tuple[Participant, ...], list[ParticipantId]]:
    """Who is known after this reading, and for each of its people the id that stands for them."""
    free, people, ids = list(known), list(known), []
    for person in reading.participants:
        same = next(
            (p for p in free if person.name is not None and (p.name, p.role) == (person.name, person.role)),
            None,
        )
        if same is None:
            same = Participant(mint.participant(), person.name, person.role)
            people.append(same)
        else:
            free.remove(same)
        ids.append(same.id)
    return tuple(people), ids


def _basis(readings: Sequence[Reading]) -> Basis:
    published = any(reading.basis is Basis.PUBLISHED for reading in readings)
    return Basis.PUBLISHED if published else readings[0].basis


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)
