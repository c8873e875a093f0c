"""An interview, written as rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections

from whensafe.nouns import interview as nouns
from whensafe.store import models
from whensafe.store.rows import pack
from whensafe.store.rows.plain import insert, insert_one

_INTERVIEW = (
    "token", "state", "title", "standfirst", "section", "language", "published", "first_published",
    "interviewed", "source_name", "source_url", "republisher", "basis", "added_at", "duplicate_of",
)  # fmt: skip
_TURN = (
    "transcript_id", "n", "address", "role", "speaker", "language", "text", "start_ms", "end_ms", "marks",
    "translates",
)  # fmt: skip
_RECORDING = ("token", "blob", "size", "media_type", "name", "duration_ms", "silent")
_CLEAR = (
    "DELETE FROM store_turn WHERE transcript_id IN (SELECT id FROM store_transcript WHERE interview_id = %s)",
    "DELETE FROM store_transcript WHERE interview_id = %s",
    "DELETE FROM store_original WHERE interview_id = %s",
    "DELETE FROM store_recording WHERE interview_id = %s",
    "DELETE FROM store_interviewsession WHERE interview_id = %s",
    "DELETE FROM store_custodyevent WHERE exhibit_id IN (SELECT id FROM store_exhibit WHERE interview_id=%s)",
    "DELETE FROM store_exhibit WHERE interview_id = %s",
    "DELETE FROM store_participant WHERE interview_id = %s",
    "DELETE FROM store_dropped WHERE interview_id = %s",
    "DELETE FROM store_question WHERE interview_id = %s",
)


def write(alias: str, it: nouns.Interview) -> int:
    """Write it whole, replacing the rows of its id; the primary key stays what it was."""
    values = _values(it)
    rows = models.Interview.objects.using(alias).filter(token=it.id)
    key = rows.values_list("pk", flat=True).first()
    if key is None:
        key = insert_one(alias, models.Interview, _INTERVIEW, values)
    else:
        rows.update(**dict(zip(_INTERVIEW, values, strict=True)))
        clear(alias, key)
    insert(
        alias,
        models.Participant,
        ("interview_id", "position", "token", "name", "role"),
        ((key, n, p.id, p.name, p.role.value) for n, p in enumerate(it.participants)),
    )
    for position, session in enumerate(it.sessions):
        _session(alias, key, position, session)
    for position, exhibit in enumerate(it.exhibits):
        _exhibit(alias, key, position, exhibit)
    _rest(alias, key, it)
    return key


def clear(alias: str, key: int) -> None:
    """Delete the rows of an interview's parts, in the order that their references allow."""
    with connections[alias].cursor() as cursor:
        for statement in _CLEAR:
            cursor.execute(statement, [key])


def _values(it: nouns.Interview) -> tuple[str | None, ...]:
    return (
        it.id,
        it.state.value,
        it.title,
        it.standfirst,
        pack.texts(it.section),
        it.language,
        it.published,
        it.first_published,
        it.interviewed,
        it.source.name,
        it.source.url,
        it.republisher,
        it.basis.value,
        it.added_at,
        it.duplicate_of,
    )


def _session(alias: str, interview: int, position: int, session: nouns.Session) -> None:
    key = insert_one(
        alias,
        models.InterviewSession,
        ("interview_id", "position", "token", "n", "interviewed"),
        (interview, position, session.id, session.n, session.interviewed),
    )
    insert(
        alias,
        models.Original,
        ("interview_id", "session_id", "position", "blob", "size", "media_type", "name"),
        ((interview, key, n, o.blob, o.size, o.media_type, o.name) for n, o in enumerate(session.originals)),
    )
    insert(
        alias,
        models.Recording,
        ("interview_id", "session_id", "position", *_RECORDING),
        ((interview, key, n, *_recording(one)) for n, one in enumerate(session.recordings)),
    )
    for n, transcript in enumerate(session.transcripts):
        _transcript(alias, (interview, key, n), transcript)


def _recording(one: nouns.Recording) -> Sequence[str | int | None]:
    file = one.original
    silent = pack.silences(one.silent)
    return (one.id, file.blob, file.size, file.media_type, file.name, one.duration_ms, silent)


def _transcript(alias: str, place: tuple[int, int, int], transcript: nouns.Transcript) -> None:
    key = insert_one(
        alias,
        models.Transcript,
        ("interview_id", "session_id", "position", "token", "language", "kind", "based_on"),
        (*place, transcript.id, transcript.language, transcript.kind.value, transcript.based_on),
    )
    insert(alias, models.Turn, _TURN, (_turn(key, turn) for turn in transcript.turns))


def _turn(transcript: int, turn: nouns.Turn) -> Sequence[str | int | None]:
    return (
        transcript,
        turn.n,
        turn.address,
        turn.role.value,
        turn.speaker,
        turn.language,
        turn.text,
        turn.start_ms,
        turn.end_ms,
        pack.marks(turn.marks),
        turn.translates,
    )


def _exhibit(alias: str, interview: int, position: int, exhibit: nouns.Exhibit) -> None:
    file = exhibit.original
    key = insert_one(
        alias,
        models.Exhibit,
        ("interview_id", "position", "token", "title", "blob", "size", "media_type", "name"),
        (interview, position, exhibit.id, exhibit.title, file.blob, file.size, file.media_type, file.name),
    )
    insert(
        alias,
        models.CustodyEvent,
        ("exhibit_id", "position", "at", "event", "by", "note"),
        ((key, n, e.at, e.event, e.by, e.note) for n, e in enumerate(exhibit.chain_of_custody)),
    )


def _rest(alias: str, interview: int, it: nouns.Interview) -> None:
    insert(
        alias,
        models.Dropped,
        ("interview_id", "position", "text"),
        ((interview, n, text) for n, text in enumerate(it.dropped)),
    )
    insert(
        alias,
        models.Question,
        ("interview_id", "position", "code", "text", "turn", "options", "answer"),
        (
            (interview, n, q.code, q.text, q.turn, pack.texts(q.options), q.answer)
            for n, q in enumerate(it.questions)
        ),
    )
