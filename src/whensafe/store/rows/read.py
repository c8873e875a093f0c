"""Rows, read as an interview. Every query is by the interview's key, so that it costs what is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from whensafe.errors import Damaged
from whensafe.nouns import interview as nouns
from whensafe.nouns.ids import (
    Address,
    BlobName,
    ExhibitId,
    InterviewId,
    ParticipantId,
    SessionId,
    TranscriptId,
)
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language
from whensafe.store import models
from whensafe.store.rows import pack

_ROLES = {role.value: role for role in nouns.Role}
_TURN = (
    "transcript_id", "n", "address", "role", "speaker", "language", "text", "start_ms", "end_ms", "marks",
    "translates",
)  # fmt: skip


def read(alias: str, row: models.Interview) -> nouns.Interview:
    """The interview that these rows hold, or `Damaged` if a value is none that we write."""
    try:
        return _read(alias, row)
    except (ValueError, KeyError) as error:
        raise Damaged("an interview's rows can't be read", where=row.token) from error


def _read(alias: str, row: models.Interview) -> nouns.Interview:
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
        participants=_participants(alias, row.pk),
        sessions=_sessions(alias, row.pk),
        exhibits=_exhibits(alias, row.pk),
        dropped=tuple(
            models.Dropped.objects.using(alias)
            .filter(interview_id=row.pk)
            .order_by("position")
            .values_list("text", flat=True)
        ),
        questions=_questions(alias, row.pk),
        added_at=row.added_at,
        duplicate_of=InterviewId(row.duplicate_of) if row.duplicate_of is not None else None,
    )


def _date(text: str | None) -> SaidDate | None:
    return SaidDate(text) if text is not None else None


def _participants(alias: str, pk: int) -> tuple[nouns.Participant, ...]:
    rows = models.Participant.objects.using(alias).filter(interview_id=pk).order_by("position")
    return tuple(
        nouns.Participant(ParticipantId(token), name, _ROLES[role])
        for token, name, role in rows.values_list("token", "name", "role")
    )


def _sessions(alias: str, pk: int) -> tuple[nouns.Session, ...]:
    originals: Mapping[int, list[nouns.Original]] = defaultdict(list)
    files = models.Original.objects.using(alias).filter(interview_id=pk).order_by("position")
    for session, blob, size, media_type, name in files.values_list(
        "session_id", "blob", "size", "media_type", "name"
    ):
        originals[session].append(nouns.Original(BlobName(blob), size, media_type, name))
    transcripts = _transcripts(alias, pk)
    sessions = models.InterviewSession.objects.using(alias).filter(interview_id=pk).order_by("position")
    return tuple(
        nouns.Session(
            SessionId(token), n, _date(interviewed), tuple(originals[key]), tuple(transcripts.get(key, ()))
        )
        for key, token, n, interviewed in sessions.values_list("pk", "token", "n", "interviewed")
    )


def _transcripts(alias: str, pk: int) -> Mapping[int, list[nouns.Transcript]]:
    rows = models.Transcript.objects.using(alias).filter(interview_id=pk).order_by("position")
    found = list(rows.values_list("pk", "session_id", "token", "language", "kind", "based_on"))
    turns = _turns(alias, [row[0] for row in found])
    by_session: dict[int, list[nouns.Transcript]] = defaultdict(list)
    for key, session, token, language, kind, based_on in found:
        by_session[session].append(
            nouns.Transcript(
                TranscriptId(token),
                Language(language),
                nouns.TranscriptKind(kind),
                tuple(turns.get(key, ())),
                TranscriptId(based_on) if based_on is not None else None,
            )
        )
    return by_session


def _turns(alias: str, transcripts: Iterable[int]) -> Mapping[int, list[nouns.Turn]]:
    by_transcript: dict[int, list[nouns.Turn]] = defaultdict(list)
    rows = (
        models.Turn.objects.using(alias).filter(transcript_id__in=transcripts).order_by("transcript_id", "pk")
    )
    for key, n, address, role, speaker, language, text, start, end, marks, translates in rows.values_list(
        *_TURN
    ):
        by_transcript[key].append(
            nouns.Turn(
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
        )
    return by_transcript


def _exhibits(alias: str, pk: int) -> tuple[nouns.Exhibit, ...]:
    exhibits = list(models.Exhibit.objects.using(alias).filter(interview_id=pk).order_by("position"))
    if not exhibits:
        return ()
    chains: dict[int, list[nouns.CustodyEvent]] = defaultdict(list)
    events = models.CustodyEvent.objects.using(alias).filter(exhibit__interview_id=pk).order_by("position")
    for key, at, event, by, note in events.values_list("exhibit_id", "at", "event", "by", "note"):
        chains[key].append(nouns.CustodyEvent(at, event, by, note))
    return tuple(
        nouns.Exhibit(
            ExhibitId(row.token),
            nouns.Original(BlobName(row.blob), row.size, row.media_type, row.name),
            row.title,
            tuple(chains[row.pk]),
        )
        for row in exhibits
    )


def _questions(alias: str, pk: int) -> tuple[nouns.Question, ...]:
    rows = models.Question.objects.using(alias).filter(interview_id=pk).order_by("position")
    return tuple(
        nouns.Question(code, text, turn, pack.read_texts(options), answer)
        for code, text, turn, options, answer in rows.values_list("code", "text", "turn", "options", "answer")
    )
