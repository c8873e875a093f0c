"""One interview as the command line and other programs read it. The keys and their order are a contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whensafe.nouns.interview import (
    Exhibit,
    Interview,
    Original,
    Question,
    Recording,
    Session,
    Transcript,
    Turn,
)

Json = dict[str, Any]


def as_json(interview: Interview, digest_of: Callable[[Original], str]) -> Json:
    """Every key of the contract, in its order. ``digest_of`` gives a file's SHA-256 in hex, computed now.

    ``turns`` are those of the first transcript; ``sessions`` hold every transcript and every original. Of
    what was cleared for another audience (`as_told`) every key is there, too: files, times and when it was
    taken in are null, and lists of what only the team works with are empty.
    """
    first = interview.transcript
    files = [original for session in interview.sessions for original in session.originals]
    return {
        "id": interview.id,
        "title": interview.title,
        "standfirst": interview.standfirst,
        "section": list(interview.section),
        "language": interview.language,
        "published": interview.published,
        "first_published": interview.first_published,
        "interviewed": interview.interviewed,
        "source": {"name": interview.source.name, "url": interview.source.url},
        "republisher": interview.republisher,
        "basis": interview.basis.value,
        "participants": [{"id": p.id, "name": p.name, "role": p.role.value} for p in interview.participants],
        "turns": _turns(interview, first) if first is not None else [],
        "dropped": list(interview.dropped),
        "questions": [question_json(question) for question in interview.questions],
        "original": _original(files[0], digest_of) if files else None,
        "exhibits": [_exhibit(exhibit, digest_of) for exhibit in interview.exhibits],
        "sessions": [_session(interview, session, digest_of) for session in interview.sessions],
        "added_at": interview.added_at or None,
    }


def question_json(question: Question) -> Json:
    """A question with what was answered, if anything."""
    return {
        "code": question.code,
        "text": question.text,
        "turn": question.turn,
        "options": list(question.options),
        "answer": question.answer,
    }


def _turns(interview: Interview, transcript: Transcript) -> list[Json]:
    return [_turn(interview, turn) for turn in transcript.turns]


def _turn(interview: Interview, turn: Turn) -> Json:
    return {
        "n": turn.n,
        "address": turn.address,
        "role": turn.role.value,
        "speaker": interview.name_of(turn.speaker),
        "language": turn.language,
        "text": turn.text,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
    }


def _original(original: Original, digest_of: Callable[[Original], str]) -> Json:
    return {
        "sha256": digest_of(original),
        "bytes": original.size,
        "media_type": original.media_type,
        "name": original.name,
    }


def _exhibit(exhibit: Exhibit, digest_of: Callable[[Original], str]) -> Json:
    return {
        "id": exhibit.id,
        "title": exhibit.title,
        **_original(exhibit.original, digest_of),
        "chain_of_custody": [
            {"at": e.at, "event": e.event, "by": e.by, "note": e.note} for e in exhibit.chain_of_custody
        ],
    }


def _recording(recording: Recording, digest_of: Callable[[Original], str]) -> Json:
    return {
        "id": recording.id,
        **_original(recording.original, digest_of),
        "duration_ms": recording.duration_ms,
        "silent": [
            {"address": span.address, "start_ms": span.start_ms, "end_ms": span.end_ms}
            for span in recording.silent
        ],
    }


def _session(interview: Interview, session: Session, digest_of: Callable[[Original], str]) -> Json:
    return {
        "id": session.id,
        "n": session.n,
        "interviewed": session.interviewed,
        "originals": [_original(original, digest_of) for original in session.originals],
        "recordings": [_recording(recording, digest_of) for recording in session.recordings],
        "transcripts": [_transcript(interview, transcript) for transcript in session.transcripts],
    }


def _transcript(interview: Interview, transcript: Transcript) -> Json:
    return {
        "id": transcript.id,
        "language": transcript.language,
        "kind": transcript.kind.value,
        "based_on": transcript.based_on,
        "turns": [{**_turn(interview, turn), "translates": turn.translates} for turn in transcript.turns],
    }
