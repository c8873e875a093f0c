"""Rows, read as an interview. Every query is by the interview's key, so that it costs what is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from whensafe.errors import Damaged
from whensafe.nouns import interview as nouns
from whensafe.nouns.ids import (
    Address,
    BlobName,
    ExhibitId,
    InterviewId,
    ParticipantId,
    RecordingId,
    SessionId,
    TranscriptId,
)
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language
from whensafe.store import models
from whensafe.store.rows import pack
from whensafe.store.rows.plain import Row, select

_ROLES = {role.value: role for role in nouns.Role}
_FILE = ("blob", "size", "media_type", "name")
_RECORDING = ("token", *_FILE, "duration_ms", "silent")
_TURN = (
    "n", "address", "role", "speaker", "language", "text", "start_ms", "end_ms", "marks", "translates",
)  # fmt: skip


def read(alias: str, row: models.Interview) -> nouns.Interview:
    """The interview that these rows hold, or `Damaged` if a value is none that we write."""
    try:
        return _read(alias, row)
    except (ValueError, KeyError) as error:
        raise Damaged("an interview's rows can't be read", where=row.token) from error


def _read(alias: str, row: models.Interview) -> nouns.Interview:
    of = ("interview_id", row.pk)
    return nouns.Interview(
        id=InterviewId(row.token),
        state=nouns.State(row.state),
        title=row.title,
        standfirst=row.standfirst,
        section=pack.read_texts(row.section),
        language=Language(row.language),
        published=_date(row.published),
        first_published=_date(row.first_published),
        interviewed=_date(row.interviewed),
        source=nouns.SourceRef(row.source_name, row.source_url),
        republisher=row.republisher,
        basis=nouns.Basis(row.basis),
        participants=tuple(
            nouns.Participant(ParticipantId(token), name, _ROLES[role])
            for token, name, role in select(
                alias, models.Participant, ("token", "name", "role"), of, "position"
            )
        ),
        sessions=_sessions(alias, of),
        exhibits=_exhibits(alias, of),
        dropped=tuple(text for (text,) in select(alias, models.Dropped, ("text",), of, "position")),
        questions=_questions(alias, of),
        added_at=row.added_at,
        duplicate_of=InterviewId(row.duplicate_of) if row.duplicate_of is not None else None,
    )


def _date(text: str | None) -> SaidDate | None:
    return SaidDate(text) if text is not None else None


def _file(blob: str, size: int, media_type: str, name: str) -> nouns.Original:
    return nouns.Original(BlobName(blob), size, media_type, name)


def _sessions(alias: str, of: tuple[str, int]) -> tuple[nouns.Session, ...]:
    originals: Mapping[int, list[nouns.Original]] = defaultdict(list)
    for session, *file in select(alias, models.Original, ("session_id", *_FILE), of, "position"):
        originals[session].append(_file(*file))
    recordings: Mapping[int, list[nouns.Recording]] = defaultdict(list)
    for session, *recording in select(alias, models.Recording, ("session_id", *_RECORDING), of, "position"):
        recordings[session].append(_recording(*recording))
    transcripts: Mapping[int, list[nouns.Transcript]] = defaultdict(list)
    columns = ("session_id", "id", "token", "language", "kind", "based_on")
    for session, *rest in select(alias, models.Transcript, columns, of, "position"):
        transcripts[session].append(_transcript(alias, *rest))
    sessions = select(alias, models.InterviewSession, ("id", "token", "n", "interviewed"), of, "position")
    return tuple(
        nouns.Session(
            SessionId(token),
            n,
            _date(interviewed),
            tuple(originals[key]),
            tuple(transcripts[key]),
            tuple(recordings[key]),
        )
        for key, token, n, interviewed in sessions
    )


def _recording(token: str, *rest: Any) -> nouns.Recording:
    *file, duration, silent = rest
    return nouns.Recording(RecordingId(token), _file(*file), duration, pack.read_silences(silent))


def _transcript(
    alias: str, key: int, token: str, language: str, kind: str, based_on: str | None
) -> nouns.Transcript:
    return nouns.Transcript(
        TranscriptId(token),
        Language(language),
        nouns.TranscriptKind(kind),
        tuple(map(_turn, select(alias, models.Turn, _TURN, ("transcript_id", key), "id"))),
        TranscriptId(based_on) if based_on is not None else None,
    )


def _turn(row: Row) -> nouns.Turn:
    n, address, role, speaker, language, text, start, end, marks, translates = row
    return nouns.Turn(
        n,
        Address(address),
        _ROLES[role],
        ParticipantId(speaker) if speaker is not None else None,
        Language(language),
        text,
        start,
        end,
        pack.read_marks(marks),
        Address(translates) if translates is not None else None,
    )


def _exhibits(alias: str, of: tuple[str, int]) -> tuple[nouns.Exhibit, ...]:
    rows = select(alias, models.Exhibit, ("id", "token", "title", *_FILE), of, "position")
    return tuple(
        nouns.Exhibit(ExhibitId(token), _file(*file), title, _chain(alias, key))
        for key, token, title, *file in rows
    )


def _chain(alias: str, exhibit: int) -> tuple[nouns.CustodyEvent, ...]:
    columns = ("at", "event", "by", "note")
    rows = select(alias, models.CustodyEvent, columns, ("exhibit_id", exhibit), "position")
    return tuple(nouns.CustodyEvent(*row) for row in rows)


def _questions(alias: str, of: tuple[str, int]) -> tuple[nouns.Question, ...]:
    rows = select(alias, models.Question, ("code", "text", "turn", "options", "answer"), of, "position")
    return tuple(
        nouns.Question(code, text, turn, pack.read_texts(options), answer)
        for code, text, turn, options, answer in rows
    )
