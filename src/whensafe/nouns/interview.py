"""An interview and what belongs to it, as the archive keeps them (DESIGN: the nouns).

``Interview`` 1-* ``Session`` 1-* ``Transcript`` 1-* ``Turn``; a session may have recordings. All text is NFC;
all positions are code points of that text; all times are whole milliseconds from the start of the recording;
addresses are tokens minted at intake and ``n`` (from 1) is for display only.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

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


class Role(enum.StrEnum):
    """What somebody was in the room. In court the examiner is an interviewer, the witness a narrator."""

    NARRATOR = "narrator"
    INTERVIEWER = "interviewer"
    INTERPRETER = "interpreter"
    PRESENT = "present"


class Basis(enum.StrEnum):
    """Why the archive holds it: we made it, it was published elsewhere, somebody deposited it."""

    OWN = "own"
    PUBLISHED = "published"
    DEPOSITED = "deposited"


class TranscriptKind(enum.StrEnum):
    """How the words came to be written."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    TRANSLATION = "translation"


class State(enum.StrEnum):
    """A draft is stored and encrypted but not yet taken in: neither listed nor searched until kept."""

    DRAFT = "draft"
    KEPT = "kept"


class MarkKind(enum.StrEnum):
    """What stood in the source but is not words, or was recorded as something simpler."""

    LABEL = "label"  # a name, initials, Q:, a dash: who speaks
    LINE_NUMBER = "line_number"
    MARKUP = "markup"  # **, <v …>, an entity, a tag
    SOFT_BREAK = "soft_break"  # a line break inside a sentence, kept as one space
    SEAL = "seal"  # the U+FFFC here is a sealed stretch; ``verbatim`` is the seal's id


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing removed from, or simplified in, a turn's text. ``at`` is the code point it stood before."""

    kind: MarkKind
    at: int
    verbatim: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the interview. ``name`` is as written in the source; ``None`` where it gives none."""

    id: ParticipantId
    name: str | None
    role: Role


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted speech. ``text`` is immutable within its transcript.

    ``speaker`` is ``None`` where the source doesn't say who speaks. ``translates`` is the address of the
    turn that this one renders, in a translation.
    """

    n: int
    address: Address
    role: Role
    speaker: ParticipantId | None
    language: Language
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    marks: tuple[Mark, ...] = ()
    translates: Address | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The evidentiary copy, bytes as received, never altered. The digest is computed when it is shown."""

    blob: BlobName
    size: int
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A span of a recording that is silent because a seal covers the turn that was spoken there."""

    address: Address
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound or film of a session. ``duration_ms`` is ``None`` where the file doesn't say.

    With ``silent`` spans ``original`` is not what was received but a cut of it, made when they were sealed.
    """

    id: RecordingId
    original: Original
    duration_ms: int | None = None
    silent: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """One written form of a session, from one original."""

    id: TranscriptId
    language: Language
    kind: TranscriptKind
    turns: tuple[Turn, ...]
    based_on: TranscriptId | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting. ``originals`` lists every document it came from, the first one taken in first."""

    id: SessionId
    n: int
    interviewed: SaidDate | None
    originals: tuple[Original, ...]
    transcripts: tuple[Transcript, ...]
    recordings: tuple[Recording, ...] = ()

    @property
    def superseded(self) -> tuple[Transcript, ...]:
        """First readings that a corrected transcript replaced: kept, neither shown first nor searched."""
        replaced = {t.based_on for t in self.transcripts if t.kind is not TranscriptKind.TRANSLATION}
        return tuple(t for t in self.transcripts if t.id in replaced)

    @property
    def current(self) -> tuple[Transcript, ...]:
        """The transcripts in use, translations too."""
        superseded = self.superseded
        return tuple(t for t in self.transcripts if t not in superseded)


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """One link of an item's chain of custody: what happened, when (RFC 3339), who, in words."""

    at: str
    event: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A photo, document or object that came with the interview."""

    id: ExhibitId
    original: Original
    title: str
    chain_of_custody: tuple[CustodyEvent, ...]


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where it was first published: name and address without tracking parameters."""

    name: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the documenter can settle. ``code`` is stable and translated by the faces.

    ``text`` is the question in English, ``turn`` the turn it is about (from 1), ``options`` the answers that
    the source allows. ``answer`` stays ``None`` while it is open.
    """

    code: str
    text: str
    turn: int | None = None
    options: tuple[str, ...] = ()
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """A recorded conversation made to create a lasting account; the unit of accession.

    ``section`` is the breadcrumb, outermost first. ``dropped`` is every stretch that was set aside as
    boilerplate, in the order of the source, so that nobody has to trust the reader. ``added_at`` is
    RFC 3339 in UTC. ``duplicate_of`` is the interview that this one looks like, if any.
    """

    id: InterviewId
    state: State
    title: str | None
    standfirst: str | None
    section: tuple[str, ...]
    language: Language
    published: SaidDate | None
    first_published: SaidDate | None
    interviewed: SaidDate | None
    source: SourceRef
    republisher: str | None
    basis: Basis
    participants: tuple[Participant, ...]
    sessions: tuple[Session, ...]
    exhibits: tuple[Exhibit, ...]
    dropped: tuple[str, ...]
    questions: tuple[Question, ...]
    added_at: str
    duplicate_of: InterviewId | None = None

    @property
    def transcript(self) -> Transcript | None:
        """The first transcript of the first session that has one: what a reader opens first."""
        return next((t for s in self.sessions for t in s.transcripts), None)

    def turn_at(self, address: str | None) -> tuple[Transcript, Turn] | None:
        """The turn that has this address in a transcript in use, and that transcript."""
        for session in self.sessions:
            for transcript in session.current:
                for turn in transcript.turns:
                    if turn.address == address:
                        return transcript, turn
        return None

    def name_of(self, participant: ParticipantId | None) -> str | None:
        """The name of one of this interview's participants, if the source gives one."""
        return next((p.name for p in self.participants if p.id == participant), None)
