"""Invented interviews to seal stretches of: marks, times, a translation, a title that quotes, any letters."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import strategies as st

from whensafe.nouns.ids import (
    Address,
    BlobName,
    ExhibitId,
    InterviewId,
    ParticipantId,
    SessionId,
    TranscriptId,
    token,
)
from whensafe.nouns.interview import (
    Basis,
    CustodyEvent,
    Exhibit,
    Interview,
    Mark,
    MarkKind,
    Original,
    Participant,
    Question,
    Role,
    Session,
    SourceRef,
    State,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.text import Language, nfc

_count = itertools.count(1)
LETTERS = st.sampled_from([
    "a", "b", " ", " ", "e\u0301", "\u0301", "й", "ї", "И\u0306", "\u05e9\u05dc\u05d5\u05dd", "\u0627\u0644",
    "\U0001f56f", "\U0001f469\u200d\U0001f33e", "\U0001f44d\U0001f3fd", "\ufffc", "\n", "«", "—",
    "\u1112\u1161\u11ab", "n\u0308", "\u202e", "1",
])  # fmt: skip
"""Emoji of several code points, marks that compose and marks that don't, Hebrew, Arabic, a source's hole."""


def fresh(chars: int = 12) -> str:
    """A token that no other call gives."""
    return token(next(_count).to_bytes(20, "big")[-((chars * 5 + 7) // 8) :], chars)


def mint() -> TranscriptId:
    return TranscriptId(fresh())


def turn(n: int, text: str, role: Role | None = None, **more: Any) -> Turn:
    asked = role or (Role.INTERVIEWER if n % 2 else Role.NARRATOR)
    return Turn(n, Address(fresh(14)), asked, None, Language("en"), nfc(text), **more)


def transcript(*turns: Turn, kind: TranscriptKind = TranscriptKind.VERBATIM, **more: Any) -> Transcript:
    return Transcript(mint(), Language("en"), kind, turns, **more)


def interview(*transcripts: Transcript, **more: Any) -> Interview:
    """One session with these transcripts and a file; what is given in ``more`` overrules."""
    file = Original(BlobName(fresh(26)), 10, "text/plain", "as received.txt")
    session = Session(SessionId(fresh()), 1, None, (file,), transcripts)
    values: dict[str, Any] = {
        "id": InterviewId(fresh(10)),
        "state": State.KEPT,
        "title": None,
        "standfirst": None,
        "section": (),
        "language": Language("en"),
        "published": None,
        "first_published": None,
        "interviewed": None,
        "source": SourceRef(None, None),
        "republisher": None,
        "basis": Basis.OWN,
        "participants": (Participant(ParticipantId(fresh()), "Petro Vashchuk", Role.NARRATOR),),
        "sessions": (session,),
        "exhibits": (),
        "dropped": (),
        "questions": (),
        "added_at": "2026-03-01T12:00:00Z",
    }
    return Interview(**{**values, **more})


def texts_of(it: Interview) -> dict[Address, Turn]:
    return {turn.address: turn for s in it.sessions for t in s.transcripts for turn in t.turns}


@st.composite
def marked(draw: Any, n: int = 1) -> Turn:
    """A turn of any letters, with marks in their order and perhaps times."""
    text = nfc("".join(draw(st.lists(LETTERS, min_size=1, max_size=30))))
    at = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    kinds = [MarkKind.LABEL, MarkKind.MARKUP, MarkKind.SOFT_BREAK, MarkKind.LINE_NUMBER]
    marks = tuple(Mark(draw(st.sampled_from(kinds)), place, f"m{k}") for k, place in enumerate(at))
    times = draw(st.sampled_from([(None, None), (1000, None), (1000, 9000)]))
    return turn(n, text, marks=marks, start_ms=times[0], end_ms=times[1])


def exhibit(title: str, note: str = "") -> Exhibit:
    file = Original(BlobName(fresh(26)), 5, "image/png", "wall.png")
    return Exhibit(
        ExhibitId(fresh()), file, title, (CustodyEvent("2026-03-01T12:00:00Z", "received", "a clerk", note),)
    )


def question(text: str, **more: Any) -> Question:
    return Question("speaker", text, **more)
