"""Interviews and small archives on disk, for tests of the store and of what stands on it.

Everything in them is invented. ``CHEAP`` makes a key slot that costs nothing to open.
"""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from whensafe.nouns.actor import Actor
from whensafe.nouns.ids import (
    ADDRESS_CHARS,
    INTERVIEW_CHARS,
    TOKEN_CHARS,
    Address,
    BlobName,
    ExhibitId,
    InterviewId,
    ParticipantId,
    RecordingId,
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
    Recording,
    Role,
    Session,
    Silence,
    SourceRef,
    State,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language
from whensafe.store.django_settings import configure

configure({"SECRET_KEY": "for tests only"})

from whensafe.store.key_slots import Cost  # noqa: E402  (models need Django set up)
from whensafe.store.opening import create_store, open_store  # noqa: E402
from whensafe.store.store import DjangoStore  # noqa: E402

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
WORDS = [
    "they",
    "counted",
    "us",
    "at",
    "dawn",
    "and",
    "again",
    "when",
    "the",
    "lamp",
    "went",
    "out",
    "beside",
    "the",
    "northern",
    "wall",
]

_serial = itertools.count()


def fresh(chars: int = TOKEN_CHARS) -> str:
    """A token that no other call in this run gives."""
    return token(os.urandom(20), chars)


@cache
def _template() -> Path:
    root = Path(tempfile.mkdtemp(prefix="whensafe-test-")) / "archive"
    atexit.register(shutil.rmtree, root.parent)
    return make_anew(root)


def make(root: Path) -> Path:
    """An archive, closed. Quick: a copy of one that was made once in this run, keys and all."""
    shutil.copytree(_template(), root)
    return root


def make_anew(root: Path, name: str = "documenter") -> Path:
    """An archive of its own, closed."""
    create_store(root, PASSPHRASE, name, cost=CHEAP)
    return root


def opened(root: Path, passphrase: str = PASSPHRASE, **more: float) -> DjangoStore:
    """An archive, opened; close it."""
    store, _ = open_store(root, passphrase, **more)
    return store


def entered(root: Path, passphrase: str = PASSPHRASE, name: str | None = None) -> Actor:
    """Who this passphrase opens the archive for."""
    store, actor = open_store(root, passphrase, name)
    store.close()
    return actor


def turn(n: int, text: str, *, speaker: ParticipantId | None = None) -> Turn:
    """A narrator's turn on odd numbers, an interviewer's on even ones."""
    return Turn(
        n,
        Address(fresh(ADDRESS_CHARS)),
        Role.NARRATOR if n % 2 else Role.INTERVIEWER,
        speaker,
        Language("en"),
        text,
        start_ms=n * 1000 if n % 3 else None,
        end_ms=n * 1000 + 900 if n % 3 else None,
        marks=(Mark(MarkKind.LABEL, 0, "A: "), Mark(MarkKind.SOFT_BREAK, 3, "\n")) if n % 2 else (),
    )


def recorded() -> tuple[Recording, ...]:
    """Two recordings, one of them a cut."""
    whole, cut = (
        Original(BlobName(fresh(26)), 2**33, kind, f"sound.{kind[-3:]}")
        for kind in ("audio/mpeg", "audio/wav")
    )
    spans = (
        Silence(Address(fresh(ADDRESS_CHARS)), 0, 1500),
        Silence(Address(fresh(ADDRESS_CHARS)), 9000, 9001),
    )
    return Recording(RecordingId(fresh()), whole), Recording(RecordingId(fresh()), cut, 2**40, spans)


def interview(turns: int = 4, *, state: State = State.KEPT, added_at: str | None = None) -> Interview:
    """An interview that has something of everything."""
    n = next(_serial)
    baker = Participant(ParticipantId(fresh()), "Olena the baker", Role.NARRATOR)
    asks = Participant(ParticipantId(fresh()), None, Role.INTERVIEWER)
    first = Transcript(
        TranscriptId(fresh()),
        Language("en"),
        TranscriptKind.VERBATIM,
        tuple(
            turn(k, f"{n} {k} {' '.join(WORDS)} \U0001f56f", speaker=baker.id) for k in range(1, turns + 1)
        ),
    )
    other = Transcript(
        TranscriptId(fresh()),
        Language("uk"),
        TranscriptKind.TRANSLATION,
        (
            Turn(
                1,
                Address(fresh(14)),
                Role.NARRATOR,
                None,
                Language("uk"),
                "Нас рахували.",
                translates=first.turns[0].address,
            ),
        )
        if turns
        else (),
        based_on=first.id,
    )
    files = tuple(Original(BlobName(fresh(26)), 10 + k, "text/plain", f"file {k}.txt") for k in range(2))
    photo = Original(BlobName(fresh(26)), 5, "image/png", "wall.png")
    return Interview(
        id=InterviewId(fresh(INTERVIEW_CHARS)),
        state=state,
        title=f"At the northern wall, {n}",
        standfirst="What a baker heard.",
        section=("Voices", "North"),
        language=Language("en"),
        published=SaidDate("2026-02-03"),
        first_published=SaidDate("2025"),
        interviewed=SaidDate("2024-11"),
        source=SourceRef("The Invented Courier", "https://courier.example/1"),
        republisher=None,
        basis=Basis.PUBLISHED,
        participants=(baker, asks),
        sessions=(
            Session(SessionId(fresh()), 1, SaidDate("2024-11"), files, (first, other)),
            Session(SessionId(fresh()), 2, None, (), (), recorded()),
        ),
        exhibits=(
            Exhibit(
                ExhibitId(fresh()),
                photo,
                "The wall",
                (
                    CustodyEvent("2026-03-01T12:00:00Z", "handed over", "the baker"),
                    CustodyEvent("2026-03-02T12:00:00Z", "scanned", "a documenter", "both sides"),
                ),
            ),
        ),
        dropped=("Accept all cookies", "Read also"),
        questions=(
            Question("speaker", "Who speaks here?", 2, ("narrator", "interviewer")),
            Question("date", "Which date?", answer="2024-11"),
        ),
        added_at=added_at or f"2026-03-01T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}Z",
    )
