"""An interview as the reading page lays it out: turns in order, each with what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from whensafe.nouns.ids import Address, SessionId
from whensafe.nouns.interview import (
    Interview,
    Participant,
    Question,
    Role,
    Session,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.text import HOLE, direction
from whensafe.web import words
from whensafe.web.show import said
from whensafe.web.show.closed import PLAIN, Closing, Decked

PART = 1000
"""Turns on one page. A longer interview has several parts; a turn's address stays what it is."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who speaks, as a label; ``lang`` is set where it is our word and not the source's."""

    label: str
    lang: str | None


Labels = Mapping[str, Who]
"""Labels by participant's id, and by role for whom the source doesn't name."""


@dataclass(frozen=True, slots=True)
class Note:
    """A question about a turn, open or answered."""

    text: str
    lang: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class Beside:
    """A turn of a translation, beside the turn that it renders."""

    address: str
    text: str
    lang: str
    dir: str
    decked: Decked = PLAIN


@dataclass(frozen=True, slots=True)
class Player:
    """A recording to be played: its id and name, how long it is, whether it is film, where it is silent."""

    id: str
    name: str
    length: str
    film: bool
    silent: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One turn with everything a template prints. ``closed`` are notes of what is closed in it, as HTML."""

    n: int
    address: str
    voice: bool
    who: Who
    text: str
    lang: str
    dir: str
    time: str
    beside: Beside | None
    notes: tuple[Note, ...]
    decked: Decked = PLAIN
    closed: tuple[str, ...] = ()
    span: tuple[int, int | None] | None = None
    """Where it is on a recording that can be played from there: beginning and end in ms."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session's rows on this page. ``loose`` are turns of the translation that render none of them."""

    n: int
    interviewed: str | None
    rows: tuple[Row, ...]
    loose: tuple[Row, ...]
    alone: bool
    players: tuple[Player, ...] = ()
    unheard: int = 0
    """How many recordings of it are sealed whole."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One part of an interview, ready to print."""

    sittings: tuple[Sitting, ...]
    translations: tuple[str, ...]
    chosen: str | None
    part: int
    parts: int
    turns: int

    @property
    def beside(self) -> bool:
        """A translation stands beside some of it."""
        return any(not sitting.alone for sitting in self.sittings)


def speaking(interview: Interview) -> tuple[Participant, ...]:
    """Its people but those whom only a translation's labels name: there they are somebody listed already."""
    heard = {turn.speaker for s in interview.sessions for t in s.current for turn in t.turns}
    silent = {Role.NARRATOR, Role.INTERVIEWER}
    return tuple(
        p for p in interview.participants if p.id in heard or p.role not in silent or not heard - {None}
    )


def written(session: Session) -> Transcript | None:
    """What was said, as written down first: the first transcript that is no translation, else the first."""
    current = session.current
    said_first = (t for t in current if t.kind is not TranscriptKind.TRANSLATION)
    return next(said_first, current[0] if current else None)


def translations(interview: Interview) -> tuple[str, ...]:
    """The languages that translations of it are in, each once."""
    found = (
        str(t.language)
        for session in interview.sessions
        for t in session.current
        if t.kind is TranscriptKind.TRANSLATION and t is not written(session)
    )
    return tuple(dict.fromkeys(found))


def paper(
    interview: Interview,
    *,
    part: int,
    language: str | None,
    ui: str,
    closing: Closing | None = None,
    unheard: Mapping[SessionId, int] | None = None,
) -> Paper:
    """One part, with the translation asked for, else one into the page's language, else the first one.

    ``unheard`` counts recordings that are sealed whole, by session.
    """
    offered = translations(interview)
    chosen = language if language in offered else ui if ui in offered else next(iter(offered), None)
    chosen = None if language == "none" else chosen
    total = sum(len(t.turns) for t in map(written, interview.sessions) if t is not None)
    parts = max(1, -(-total // PART))
    part = min(max(1, part), parts)
    who = people(interview)
    notes = _notes(interview.questions)
    first, last = (part - 1) * PART, part * PART
    sittings, before = [], 0
    for session in interview.sessions:
        base = written(session)
        turns = base.turns if base is not None else ()
        mine = turns[max(0, first - before) : max(0, last - before)]
        before += len(turns)
        if mine or (not turns and part == 1):
            whole = len(mine) == len(turns)
            sitting = _sitting(session, mine, chosen, who, notes, closing, whole=whole)
            sittings.append(replace(sitting, unheard=(unheard or {}).get(session.id, 0)))
    return Paper(tuple(sittings), offered, chosen, part, parts, total)


def part_of(interview: Interview, address: str) -> tuple[Turn, int] | None:
    """The turn at an address and the part that shows it; a translation's turn is found too."""
    before = 0
    for session in interview.sessions:
        base = written(session)
        for transcript in session.transcripts:
            for at, turn in enumerate(transcript.turns):
                if turn.address == address:
                    return turn, (before + at if transcript is base else before) // PART + 1
        before += len(base.turns) if base is not None else 0
    return None


def asked(question: Question) -> Note:
    """A question as a note in the margin."""
    text, lang = words.question(question)
    return Note(text, lang, question.answer)


def people(interview: Interview) -> Labels:
    """Who speaks, by participant where the source names them, else by role; each label made once."""
    ui = said.locale().language
    labels: dict[str, Who] = {role: Who(words.role(role), ui) for role in Role}
    named = ((p.id, p.name) for p in interview.participants if p.name is not None and HOLE not in p.name)
    labels.update({id: Who(name, None) for id, name in named})
    return labels


def row(
    turn: Turn,
    who: Labels,
    beside: Turn | None = None,
    notes: tuple[Note, ...] = (),
    closing: Closing | None = None,
    *,
    played: bool = False,
) -> Row:
    """One turn, with the one that translates it. ``played`` where there is a recording to follow."""
    named = who.get(turn.speaker) if turn.speaker is not None else None
    both = (turn,) if beside is None else (turn, beside)
    decks, closed = closing.beside(*both) if closing is not None else ((PLAIN,) * len(both), ())
    return Row(
        n=turn.n,
        address=turn.address,
        voice=turn.role is Role.NARRATOR,
        who=named if named is not None else who[turn.role],
        text=turn.text,
        lang=turn.language,
        dir=direction(turn.language),
        time=said.clock(turn.start_ms),
        beside=_beside(beside, decks[-1]),
        notes=notes,
        decked=decks[0],
        closed=closed,
        span=(turn.start_ms, turn.end_ms) if played and turn.start_ms is not None else None,
    )


def players(session: Session) -> tuple[Player, ...]:
    """What can be played of a session."""
    return tuple(
        Player(
            one.id,
            one.original.name,
            said.clock(one.duration_ms),
            one.original.media_type.startswith("video/"),
            tuple((said.clock(span.start_ms), said.clock(span.end_ms)) for span in one.silent),
        )
        for one in session.recordings
    )


def _sitting(
    session: Session,
    turns: tuple[Turn, ...],
    chosen: str | None,
    who: Labels,
    notes: dict[int, tuple[Note, ...]],
    closing: Closing | None,
    *,
    whole: bool,
) -> Sitting:
    other = next(
        (t for t in session.current if t.kind is TranscriptKind.TRANSLATION and t.language == chosen), None
    )
    renders = {t.translates: t for t in other.turns if t.translates is not None} if other is not None else {}
    rows = tuple(
        row(
            turn,
            who,
            renders.get(turn.address),
            notes.get(turn.n, ()) if session.n == 1 else (),
            closing,
            played=bool(session.recordings),
        )
        for turn in turns
    )
    left = tuple(_loose(other, renders, who, closing)) if other is not None and whole else ()
    return Sitting(session.n, session.interviewed, rows, left, not renders, players(session))


def _loose(
    other: Transcript, renders: Mapping[Address, Turn], who: Labels, closing: Closing | None
) -> Iterator[Row]:
    for turn in other.turns:
        if turn.translates is None or renders.get(turn.translates) is not turn:
            yield row(turn, who, closing=closing)


def _beside(turn: Turn | None, deck: Decked) -> Beside | None:
    if turn is None:
        return None
    return Beside(turn.address, turn.text, turn.language, direction(turn.language), deck)


def _notes(questions: tuple[Question, ...]) -> dict[int, tuple[Note, ...]]:
    about: dict[int, tuple[Note, ...]] = {}
    for question in questions:
        if question.turn is not None:
            about[question.turn] = (*about.get(question.turn, ()), asked(question))
    return about
