"""The archive as the acts see it: the ports, joined by wiring, and the two things minted everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.desk.ports import Clock, Fetcher, Randomness, Reader, Seen, Store
from whensafe.nouns.ids import (
    ADDRESS_CHARS,
    INTERVIEW_CHARS,
    TOKEN_CHARS,
    Address,
    ExhibitId,
    InterviewId,
    ParticipantId,
    RecordingId,
    SessionId,
    TranscriptId,
    token,
)


@dataclass(frozen=True, slots=True)
class Archive:
    """An unlocked archive: its store and what it needs of the world. Every act takes one."""

    store: Store
    clock: Clock
    randomness: Randomness
    reader: Reader
    fetcher: Fetcher
    seen: Seen

    def now(self) -> str:
        """The time as acts record it: RFC 3339 in UTC, whole seconds, ``Z``."""
        return self.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Mint:
    """Fresh random tokens, one method per kind of id."""

    randomness: Randomness

    def _token(self, chars: int) -> str:
        return token(self.randomness.bytes((chars * 5 + 7) // 8), chars)

    def interview(self) -> InterviewId:
        """An interview's id."""
        return InterviewId(self._token(INTERVIEW_CHARS))

    def session(self) -> SessionId:
        """A session's id."""
        return SessionId(self._token(TOKEN_CHARS))

    def transcript(self) -> TranscriptId:
        """A transcript's id."""
        return TranscriptId(self._token(TOKEN_CHARS))

    def participant(self) -> ParticipantId:
        """A participant's id."""
        return ParticipantId(self._token(TOKEN_CHARS))

    def exhibit(self) -> ExhibitId:
        """An exhibit's id."""
        return ExhibitId(self._token(TOKEN_CHARS))

    def recording(self) -> RecordingId:
        """A recording's id."""
        return RecordingId(self._token(TOKEN_CHARS))

    def record(self) -> str:
        """The id of a value in a register."""
        return self._token(TOKEN_CHARS)

    def address(self) -> Address:
        """The stable address of one turn."""
        return Address(self._token(ADDRESS_CHARS))
