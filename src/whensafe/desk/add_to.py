"""A further session, a translation or an exhibit for an interview that is already there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from whensafe.desk import compose, duplicates
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.incoming import Incoming, Prepared, file_name, media_type_of, prepare
from whensafe.errors import BadInput, Unreadable
from whensafe.nouns.actor import Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import (
    CustodyEvent,
    Exhibit,
    Interview,
    Original,
    Question,
    Transcript,
    TranscriptKind,
)
from whensafe.nouns.receipt import TakenIn
from whensafe.nouns.text import Language

Part = Literal["session", "translation", "exhibit"]


def add_to(
    archive: Archive,
    actor: Actor | None,
    id: InterviewId,
    incoming: Sequence[Incoming | Prepared],
    *,
    kind: Part | None = None,
    language: Language | None = None,
    note: str = "",
) -> TakenIn:
    """Add files to an interview. Without ``kind``: what no reader takes as a document is an exhibit, a
    document in another language with the same roles turn by turn is a translation, anything else a session.

    ``language`` overrules what the reading of a translation says; ``note`` goes into an exhibit's chain of
    custody. Raises `NotFound`, and `BadInput` for an empty file; then nothing of these files is stored.
    """
    require(actor)
    if not incoming:
        raise BadInput("no file was given")
    files = [_read(archive, file, kind) for file in incoming]
    with acting(archive, actor, "add_to") as deed:
        interview = deed.interview(id)
        for file in files:
            interview = _added(deed, interview, file, kind, language, note)
        digests = duplicates.digests(deed, interview)
        deed.put(interview)
        duplicates.remember(deed, interview, duplicates.prints_of(deed.unit.secrets, interview, digests))
    return TakenIn(interview.id, interview.title, interview.questions, interview.duplicate_of)


def _read(archive: Archive, file: Incoming | Prepared, kind: Part | None) -> Incoming | Prepared:
    if isinstance(file, Prepared):
        return file
    if not file.data:
        raise BadInput("the file is empty", where=file_name(file.name))
    if kind == "exhibit":
        return file
    try:
        read = prepare(archive, file)
        return file if kind is None and read.reading.family == "image" else read
    except Unreadable:
        if kind is not None:
            raise
        return file


def _added(
    deed: Deed,
    interview: Interview,
    file: Incoming | Prepared,
    kind: Part | None,
    language: Language | None,
    note: str,
) -> Interview:
    if isinstance(file, Incoming) or kind == "exhibit":
        return _exhibit(deed, interview, file if isinstance(file, Incoming) else file.incoming, note)
    original = _store(deed, file.incoming, file.reading.media_type)
    part = compose.Part(file.reading, original)
    if kind == "translation" or (kind is None and _looks_translated(interview, file)):
        return _translation(deed, interview, part, language)
    return _session(deed, interview, part)


def _store(deed: Deed, incoming: Incoming, media_type: str) -> Original:
    ref = deed.keep_blob(incoming.chunks())
    return Original(ref.name, ref.size, media_type, file_name(incoming.name))


def _session(deed: Deed, interview: Interview, part: compose.Part) -> Interview:
    n = len(interview.sessions) + 1
    people, session = compose.session(deed.mint, n, part, interview.participants)
    return replace(
        interview,
        participants=people,
        sessions=(*interview.sessions, session),
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
    written, question = aligned(replace(written, based_on=of.id), of)
    if question is None:
        people = interview.participants  # its names are the same people's, in another language
    sessions = tuple(
        replace(
            session,
            originals=(*session.originals, part.original),
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
    original = _store(deed, file, media_type_of(file.data))
    received = CustodyEvent(deed.at, "received", deed.actor.name, " ".join(note.split()))
    exhibit = Exhibit(deed.mint.exhibit(), original, original.name, (received,))
    return replace(interview, exhibits=(*interview.exhibits, exhibit))
