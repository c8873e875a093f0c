"""What a seal is to the archive: where it is, when it may be asked to open, bytes that nobody here reads.

`SealedText` is the plaintext on its short way between a transcript and a seal. It refuses to be printed,
compared, hashed or pickled, so that no log, error or cache gets it by accident.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NewType, NoReturn

from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import Address, BlobName, InterviewId, RecordingId, SessionId, TranscriptId
from whensafe.nouns.interview import Mark

SealId = NewType("SealId", str)
GroupId = NewType("GroupId", str)
EvidenceId = NewType("EvidenceId", str)


class SealScope(enum.StrEnum):
    """What a seal covers."""

    PASSAGE = "passage"  # a stretch of words, also across turns
    TURN = "turn"
    EXCHANGE = "exchange"  # a whole question-and-answer: the only stretch whose existence may be secret
    INTERVIEW = "interview"


class SealState(enum.StrEnum):
    """Sealed, or released: the words were brought back."""

    SEALED = "sealed"
    RELEASED = "released"


class SealedText:
    """Words on their way into a seal or out of one. `reveal` is the one way to them."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def reveal(self) -> str:
        """The words. Whoever calls this is listed in `tests/protection/test_sealed_text.py`."""
        return self._words

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("sealed text isn't printed, compared, hashed or pickled")

    __str__ = __repr__ = __format__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __hash__ = _refuse
    __reduce__ = __reduce_ex__ = __getstate__ = __copy__ = __deepcopy__ = _refuse
    __len__ = __bool__ = __iter__ = __contains__ = __bytes__ = _refuse


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words cut from one turn, enough to restore them. Positions of ``marks`` count from its start."""

    transcript: TranscriptId
    address: Address
    words: SealedText
    marks: tuple[Mark, ...] = ()
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class FieldHole:
    """A hole in words that are in no turn. ``field`` is a key of `protection.fields`, ``at`` a code point."""

    field: str
    at: int
    seal: SealId


@dataclass(frozen=True, slots=True)
class FieldHoles:
    """Whose the holes in an interview's title and other fields are. ``id`` is the interview's."""

    id: InterviewId
    interview: InterviewId
    holes: tuple[FieldHole, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal. ``ciphertext`` is an age file; ``commitment`` is SHA-256 over what is inside, salt first.

    ``addresses`` are the turns that have a hole of it (`MarkKind.SEAL` marks its place), and translations of
    them, whose words are in an `Evidence` file and whose hole may be marked as an earlier seal's.
    ``secret`` means that its very existence is told to nobody but the team. ``sealed_from`` are the
    transcripts before it, ``released_as`` those after its release. ``ledger`` is the size of the private
    ledger before it was made.
    """

    id: SealId
    interview: InterviewId
    group: GroupId
    scope: SealScope
    secret: bool
    ground: Ground
    condition: str
    commitment: bytes
    ciphertext: bytes
    addresses: tuple[Address, ...]
    sealed_from: tuple[TranscriptId, ...]
    at: str
    state: SealState = SealState.SEALED
    released_as: tuple[TranscriptId, ...] = ()
    released_at: str | None = None
    ledger: int = 0


@dataclass(frozen=True, slots=True)
class SealedRecording:
    """A recording as it was before a seal: an age file whose key lies in an evidence file and nowhere else.

    So it opens when that evidence does, and needn't travel to custodians. ``session`` is where it belongs;
    ``archive`` the one that sealed it, if it came by merging.
    """

    id: str
    interview: InterviewId
    session: SessionId
    recording: RecordingId
    blob: BlobName
    at: str
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What holds more words than one seal's own, in one sealed file.

    Without ``turns``: originals, earlier versions, digests and salts of the interview, all its words. With
    them: whole turns that render sealed ones, or that sealed ones render; their words can't be told apart by
    seal. Each later group that seals something there wraps one more layer: ``layers`` from the innermost.
    Only when each group has been opened, outermost first, does it come back. ``commitment`` is
    SHA-256 over what is inside the outermost layer. ``ledger`` is the size of the private ledger when it was
    made: what earlier entries said of the interview's words is in it, or in an earlier evidence file.
    """

    id: EvidenceId
    interview: InterviewId
    blob: BlobName
    layers: tuple[GroupId, ...]
    commitment: bytes
    at: str
    ledger: int = 0
    turns: tuple[Address, ...] = ()
