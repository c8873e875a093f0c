"""A further session, a translation or an exhibit for an interview that is already there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from whensafe.desk import compose, duplicates, exported, recordings, registers
from whensafe.desk.act import Along, Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.incoming import Incoming, Prepared, file_name, keep, media_type_of
from whensafe.desk.recordings import Given, Recorded
from whensafe.errors import BadInput, Unreadable
from whensafe.nouns.actor import Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import (
    CustodyEvent,
    Exhibit,
    Interview,
    Original,
    Question,
    Session,
    Transcript,
    TranscriptKind,
)
from whensafe.nouns.receipt import TakenIn
from whensafe.nouns.sealed import Seal, SealState
from whensafe.nouns.text import Language

SEALED_BEFORE = "sealed_before"
"""The code of the question whether what was added has words that are sealed."""
Part = Literal["session", "translation", "exhibit"]


def add_to(  # noqa: PLR0913 - what is added, as what, and what goes along
    archive: Archive,
    actor: Actor | None,
    id: InterviewId,
    incoming: Sequence[Given],
    *,
    kind: Part | None = None,
    language: Language | None = None,
    note: str = "",
    along: Along | None = None,
) -> TakenIn:
    """Add files to an interview. Without ``kind``: what no reader takes as a document is an exhibit, a
    document in another language with the same roles turn by turn is a translation, a document of a session
    that has a recording and no words are its words, a recording goes to the one session that has none (or
    whose file has its name), anything else is a further session.

    ``language`` overrules what the reading of a translation says; ``note`` goes into an exhibit's chain of
    custody. Raises `NotFound`, and `BadInput` for an empty file; then nothing of these files is stored.
    """
    require(actor)
    if not incoming:
        raise BadInput("no file was given")
    files = [_read(archive, file, kind) for file in incoming]
    readable = [file for file in files if not isinstance(file, Incoming)]
    with acting(archive, actor, "add_to") as deed:
        interview = deed.interview(id)
        for sitting in recordings.sittings(readable):
            if sitting.document is not None:
                interview = _added(deed, interview, sitting, sitting.document, kind, language)
            elif kind == "exhibit":
                for sound in sitting.recordings:
                    original = recordings.store(deed, sound).original
                    interview = _with_exhibit(deed, interview, original, note)
            else:
                interview = _recorded(deed, interview, sitting, kind)
        for file in files:
            if isinstance(file, Incoming):
                interview = _exhibit(deed, interview, file, note)
        interview = _asked_of_seals(deed, recordings.without_answered(interview))
        if along is not None:
            interview = along(deed, interview)
        digests = duplicates.digests(deed, interview)
        deed.put(interview)
        duplicates.remember(deed, interview, duplicates.prints_of(deed.unit.secrets, interview, digests))
    return TakenIn(interview.id, interview.title, interview.questions, interview.duplicate_of)


def _asked_of_seals(deed: Deed, interview: Interview) -> Interview:
    """Nobody here can tell whether what was added has the sealed words again: a person is asked, once."""
    sealed = any(s.state is SealState.SEALED for s in registers.every(deed.unit, Seal, interview.id))
    if not sealed or any(q.code == SEALED_BEFORE and q.answer is None for q in interview.questions):
        return interview
    question = Question(
        SEALED_BEFORE,
        "Something of this interview is sealed. Are the same words in what was added?"
        " Then seal them there, too.",
    )
    return replace(interview, questions=(*interview.questions, question))


def _read(archive: Archive, file: Given, kind: Part | None) -> Given:
    """Read as a document or recording; an exhibit as it is."""
    if kind == "exhibit" and not isinstance(file, Recorded):
        return file.incoming if isinstance(file, Prepared) else _not_empty(file)
    try:
        read = recordings.as_prepared(archive, _not_empty(file) if isinstance(file, Incoming) else file)
    except Unreadable:
        if kind is not None or not isinstance(file, Incoming):
            raise
        return file
    if kind is None and isinstance(read, Prepared) and read.reading.family == "image":
        return read.incoming
    return read


def _not_empty(file: Incoming) -> Incoming:
    if not file.data:
        raise BadInput("the file is empty", where=file_name(file.name))
    return file


def _added(
    deed: Deed,
    interview: Interview,
    sitting: recordings.Sitting,
    document: Prepared,
    kind: Part | None,
    language: Language | None,
) -> Interview:
    part = recordings.part(deed, sitting)
    if kind == "translation" or (
        kind is None and not sitting.recordings and _looks_translated(interview, document)
    ):
        return _translation(deed, interview, part, language)
    waiting = [session for session in interview.sessions if recordings.is_unwritten(session)]
    named = [
        session
        for session in waiting
        for one in session.recordings
        if recordings.is_same_name(one.original.name, document.incoming.name)
    ]
    of = named[:1] or (waiting if len(waiting) == 1 else [])
    if kind is None and of and not sitting.recordings:
        return transcribed(deed, interview, of[0], part)
    return _session(deed, interview, part)


def _recorded(deed: Deed, interview: Interview, sitting: recordings.Sitting, kind: Part | None) -> Interview:
    """A recording goes to the session whose file has its name, or to the only one that has none yet."""
    if kind == "translation":
        raise BadInput("a recording is no translation", where=interview.id)
    part = recordings.part(deed, sitting)
    named = [
        session
        for session in interview.sessions
        for one in session.originals
        if recordings.is_same_name(part.recordings[0].original.name, one.name)
    ]
    bare = [session for session in interview.sessions if not session.recordings]
    of = named[:1] or (bare if len(bare) == 1 else [])
    if kind == "session" or not of:
        return _session(deed, interview, part)
    return _with_session(interview, replace(of[0], recordings=(*of[0].recordings, *part.recordings)))


def transcribed(deed: Deed, interview: Interview, session: Session, part: compose.Part) -> Interview:
    """The interview with the words of a recording that had none."""
    people, made = compose.session(deed.mint, session.n, part, interview.participants)
    whole = replace(session, originals=(*session.originals, *made.originals), transcripts=made.transcripts)
    return replace(
        _with_session(interview, whole),
        participants=people,
        title=interview.title or part.reading.title,
        language=compose.language_of((interview.language, part.reading.language)),
        dropped=interview.dropped + part.reading.dropped,
        questions=interview.questions + compose.questions_of(part.reading, session.n),
    )


def _with_session(interview: Interview, session: Session) -> Interview:
    sessions = tuple(session if one.id == session.id else one for one in interview.sessions)
    return replace(interview, sessions=sessions)


def _session(deed: Deed, interview: Interview, part: compose.Part) -> Interview:
    n = len(interview.sessions) + 1
    people, session = compose.session(deed.mint, n, part, interview.participants)
    whole = replace(interview, participants=people)
    return replace(
        whole,
        sessions=(*interview.sessions, *exported.sessions(deed, whole, part.reading, session)),
        language=compose.language_of((interview.language, part.reading.language)),
        dropped=interview.dropped + part.reading.dropped,
        questions=interview.questions + compose.questions_of(part.reading, n),
    )


def _looks_translated(interview: Interview, file: Prepared) -> bool:
    written = interview.transcript
    return (
        written is not None
        and file.reading.language not in {written.language, compose.UNKNOWN}
        and [turn.role for turn in file.reading.turns] == [turn.role for turn in written.turns]
    )


def _translation(
    deed: Deed, interview: Interview, part: compose.Part, language: Language | None
) -> Interview:
    of = interview.transcript
    if of is None:
        raise BadInput("the interview has no transcript that this could translate", where=interview.id)
    reading = replace(
        part.reading, language=language or part.reading.language, kind=TranscriptKind.TRANSLATION
    )
    if language is not None:
        reading = replace(reading, turns=tuple(replace(turn, language=language) for turn in reading.turns))
    people, written = compose.transcript(deed.mint, reading, interview.participants)
    written = exported.with_addresses(deed, written, reading)
    written, question = aligned(replace(written, based_on=of.id), of)
    if question is None:
        people = interview.participants  # its names are the same people's, in another language
    sessions = tuple(
        replace(
            session,
            originals=(*session.originals, *part.originals),
            transcripts=(*session.transcripts, written) if written.turns else session.transcripts,
        )
        if of in session.transcripts
        else session
        for session in interview.sessions
    )
    asked = [compose.elsewhere(q, f"Translation ({written.language})") for q in reading.questions]
    if question is not None:
        asked.append(question)
    return replace(
        interview,
        participants=people,
        sessions=sessions,
        dropped=interview.dropped + reading.dropped,
        questions=(*interview.questions, *asked),
    )


def aligned(translation: Transcript, of: Transcript) -> tuple[Transcript, Question | None]:
    """Turn by turn where number and roles agree; else as it is, with the question."""
    if [turn.role for turn in translation.turns] != [turn.role for turn in of.turns]:
        return translation, Question(
            "translation_not_aligned",
            f"The translation ({translation.language}) has {len(translation.turns)} turns, the transcript"
            f" {len(of.turns)}, or their roles differ. Which turns belong together?",
        )
    turns = tuple(
        replace(turn, translates=source.address, speaker=source.speaker)
        for turn, source in zip(translation.turns, of.turns, strict=True)
    )
    return replace(translation, turns=turns), None


def _exhibit(deed: Deed, interview: Interview, file: Incoming, note: str) -> Interview:
    return _with_exhibit(deed, interview, keep(deed, file, media_type_of(file.data)), note)


def _with_exhibit(deed: Deed, interview: Interview, original: Original, note: str) -> Interview:
    received = CustodyEvent(deed.at, "received", deed.actor.name, " ".join(note.split()))
    exhibit = Exhibit(deed.mint.exhibit(), original, original.name, (received,))
    return replace(interview, exhibits=(*interview.exhibits, exhibit))
