"""What a documenter may change in a draft: small frozen values. `correct` applies them.

``transcript`` says in which transcript turns are counted; without it, in the one that a reader opens first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from whensafe.nouns.ids import ParticipantId, TranscriptId
from whensafe.nouns.interview import Role
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language


@dataclass(frozen=True, slots=True)
class SetTitle:
    """Title and standfirst; ``None`` where there is none."""

    title: str | None
    standfirst: str | None = None


@dataclass(frozen=True, slots=True)
class SetDates:
    """All three dates as the documenter knows them. Where there is one session, it was on that day."""

    published: SaidDate | None = None
    first_published: SaidDate | None = None
    interviewed: SaidDate | None = None


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The language of the interview and of every turn that had the former one."""

    language: Language


@dataclass(frozen=True, slots=True)
class SetSource:
    """Where it was first published, and who republished it."""

    name: str | None
    url: str | None
    republisher: str | None = None


@dataclass(frozen=True, slots=True)
class SetTurn:
    """Who speaks in turn ``n``: a role, and a participant's name or a new one; ``None``: not said."""

    n: int
    role: Role
    speaker_name: str | None = None
    transcript: TranscriptId | None = None


@dataclass(frozen=True, slots=True)
class SwapRoles:
    """Who was taken for narrator asks, who was taken for interviewer answers."""


@dataclass(frozen=True, slots=True)
class NamePerson:
    """A participant's name and role; the turns they speak in follow."""

    participant: ParticipantId
    name: str | None
    role: Role


@dataclass(frozen=True, slots=True)
class JoinTurns:
    """Turn ``n`` and the next one are one speech."""

    n: int
    transcript: TranscriptId | None = None


@dataclass(frozen=True, slots=True)
class SplitTurn:
    """Turn ``n`` is two speeches; the second begins at code point ``at``."""

    n: int
    at: int
    transcript: TranscriptId | None = None


@dataclass(frozen=True, slots=True)
class DropTurn:
    """Turn ``n`` is no speech (a teaser, a caption); its text goes to what was set aside."""

    n: int
    transcript: TranscriptId | None = None


@dataclass(frozen=True, slots=True)
class RestoreDropped:
    """What was set aside at ``index`` (from 0) is speech: a turn before turn ``before``, else the last."""

    index: int
    role: Role
    before: int | None = None
    transcript: TranscriptId | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Question ``index`` (from 0) is settled. Turns, people and dates follow what the answer says of them."""

    index: int
    answer: str


Change: TypeAlias = (
    SetTitle
    | SetDates
    | SetLanguage
    | SetSource
    | SetTurn
    | SwapRoles
    | NamePerson
    | JoinTurns
    | SplitTurn
    | DropTurn
    | RestoreDropped
    | Answer
)
