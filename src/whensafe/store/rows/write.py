"""An interview, written as rows."""

from __future__ import annotations

from django.db import connections

from whensafe.nouns import interview as nouns
from whensafe.store import models
from whensafe.store.rows import pack

_TURN = (
    "INSERT INTO store_turn"
    " (transcript_id, n, address, role, speaker, language, text, start_ms, end_ms, marks, translates)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
"""By hand: a model instance a turn costs four times as much as the row."""


def write(alias: str, it: nouns.Interview) -> int:
    """Write it whole, replacing the rows of its id; the primary key stays what it was."""
    row, _ = models.Interview.objects.using(alias).update_or_create(
        token=it.id,
        defaults={
            "state": it.state.value,
            "title": it.title,
            "standfirst": it.standfirst,
            "section": pack.texts(it.section),
            "language": it.language,
            "published": it.published,
            "first_published": it.first_published,
            "interviewed": it.interviewed,
            "source_name": it.source.name,
            "source_url": it.source.url,
            "republisher": it.republisher,
            "basis": it.basis.value,
            "added_at": it.added_at,
            "duplicate_of": it.duplicate_of,
        },
    )
    clear(alias, row.pk)
    _people(alias, row, it)
    for position, session in enumerate(it.sessions):
        _session(alias, row, position, session)
    for position, exhibit in enumerate(it.exhibits):
        _exhibit(alias, row, position, exhibit)
    _rest(alias, row, it)
    return row.pk


def clear(alias: str, pk: int) -> None:
    """Delete the rows of an interview's parts, in the order that their references allow."""
    with connections[alias].cursor() as cursor:
        for statement in _CLEAR:
            cursor.execute(statement, [pk])


_CLEAR = (
    "DELETE FROM store_turn WHERE transcript_id IN (SELECT id FROM store_transcript WHERE interview_id = %s)",
    "DELETE FROM store_transcript WHERE interview_id = %s",
    "DELETE FROM store_original WHERE interview_id = %s",
    "DELETE FROM store_interviewsession WHERE interview_id = %s",
    "DELETE FROM store_custodyevent WHERE exhibit_id IN (SELECT id FROM store_exhibit WHERE interview_id=%s)",
    "DELETE FROM store_exhibit WHERE interview_id = %s",
    "DELETE FROM store_participant WHERE interview_id = %s",
    "DELETE FROM store_dropped WHERE interview_id = %s",
    "DELETE FROM store_question WHERE interview_id = %s",
)


def _people(alias: str, row: models.Interview, it: nouns.Interview) -> None:
    models.Participant.objects.using(alias).bulk_create(
        models.Participant(interview=row, position=n, token=p.id, name=p.name, role=p.role.value)
        for n, p in enumerate(it.participants)
    )


def _session(alias: str, row: models.Interview, position: int, session: nouns.Session) -> None:
    kept = models.InterviewSession.objects.using(alias).create(
        interview=row, position=position, token=session.id, n=session.n, interviewed=session.interviewed
    )
    models.Original.objects.using(alias).bulk_create(
        models.Original(
            interview=row,
            session=kept,
            position=n,
            blob=o.blob,
            size=o.size,
            media_type=o.media_type,
            name=o.name,
        )
        for n, o in enumerate(session.originals)
    )
    for n, transcript in enumerate(session.transcripts):
        written = models.Transcript.objects.using(alias).create(
            interview=row,
            session=kept,
            position=n,
            token=transcript.id,
            language=transcript.language,
            kind=transcript.kind.value,
            based_on=transcript.based_on,
        )
        _turns(alias, written.pk, transcript.turns)


def _turns(alias: str, transcript: int, turns: tuple[nouns.Turn, ...]) -> None:
    rows = [
        (
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
        for turn in turns
    ]
    with connections[alias].cursor() as cursor:
        cursor.executemany(_TURN, rows)


def _exhibit(alias: str, row: models.Interview, position: int, exhibit: nouns.Exhibit) -> None:
    original = exhibit.original
    kept = models.Exhibit.objects.using(alias).create(
        interview=row,
        position=position,
        token=exhibit.id,
        title=exhibit.title,
        blob=original.blob,
        size=original.size,
        media_type=original.media_type,
        name=original.name,
    )
    models.CustodyEvent.objects.using(alias).bulk_create(
        models.CustodyEvent(exhibit=kept, position=n, at=e.at, event=e.event, by=e.by, note=e.note)
        for n, e in enumerate(exhibit.chain_of_custody)
    )


def _rest(alias: str, row: models.Interview, it: nouns.Interview) -> None:
    models.Dropped.objects.using(alias).bulk_create(
        models.Dropped(interview=row, position=n, text=text) for n, text in enumerate(it.dropped)
    )
    models.Question.objects.using(alias).bulk_create(
        models.Question(
            interview=row,
            position=n,
            code=q.code,
            text=q.text,
            turn=q.turn,
            options=pack.texts(q.options),
            answer=q.answer,
        )
        for n, q in enumerate(it.questions)
    )
