"""What intake makes of a file: everything an interview has, before ids and addresses are minted.

A reading is a proposal with its doubts beside it. It is a pure function of the bytes (and, for text, of a
hint about the encoding), so the same file always reads the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.ids import Address
from whensafe.nouns.interview import Basis, Mark, Question, Role, SourceRef, TranscriptKind
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """Somebody named or numbered in the source; turns point at the place in `Reading.participants`."""

    name: str | None
    role: Role


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """A turn as read. ``speaker`` is an index into `Reading.participants`, or ``None`` if not said.

    ``address`` is what an export of ours calls it, ``translates`` what that calls the turn it renders.
    Whether it may have that address here is for the desk to say: anybody may have written the file.
    """

    role: Role
    speaker: int | None
    language: Language
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    marks: tuple[Mark, ...] = ()
    address: Address | None = None
    translates: Address | None = None


@dataclass(frozen=True, slots=True)
class ReadText:
    """A further text in the same file: another sitting's, or a rendering. ``session`` counts from 1."""

    session: int
    kind: TranscriptKind
    language: Language
    interviewed: SaidDate | None
    turns: tuple[ReadTurn, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read.

    ``family`` is which reader took it (see `intake.sniff`), ``media_type`` what the bytes are, whatever the
    file's name says. No turns is an honest answer: a scan, "No transcript.".
    """

    family: str
    media_type: str
    title: str | None
    standfirst: str | None
    section: tuple[str, ...]
    language: Language
    kind: TranscriptKind
    published: SaidDate | None
    first_published: SaidDate | None
    interviewed: SaidDate | None
    source: SourceRef
    republisher: str | None
    basis: Basis
    participants: tuple[ReadPerson, ...]
    turns: tuple[ReadTurn, ...]
    dropped: tuple[str, ...]
    questions: tuple[Question, ...]
    further: tuple[ReadText, ...] = ()
    session: int = 1
    session_date: SaidDate | None = None


def without_words(
    family: str, media_type: str, *, questions: tuple[Question, ...] = (), dropped: tuple[str, ...] = ()
) -> Reading:
    """What is read where there are no words to read: no turns, nobody, no dates, and what is to be asked."""
    return Reading(
        family=family,
        media_type=media_type,
        title=None,
        standfirst=None,
        section=(),
        language=Language("und"),
        kind=TranscriptKind.VERBATIM,
        published=None,
        first_published=None,
        interviewed=None,
        source=SourceRef(None, None),
        republisher=None,
        basis=Basis.OWN,
        participants=(),
        turns=(),
        dropped=dropped,
        questions=questions,
    )
