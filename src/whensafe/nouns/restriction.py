"""What the gate hides from audiences while the team works with it. A name is restricted, never sealed."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NewType

from whensafe.nouns.actor import Audience
from whensafe.nouns.condition import PersonId
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import Address, InterviewId, TranscriptId
from whensafe.nouns.said import SaidDate
from whensafe.nouns.sealed import SealId

RestrictionId = NewType("RestrictionId", str)


class ScopeKind(enum.StrEnum):
    """What is hidden."""

    INTERVIEW = "interview"
    TURN = "turn"  # with the turns that translate it
    PASSAGE = "passage"  # code points start to end of one turn
    PERSON = "person"  # every spelling and word form of a person, in every interview, present and later
    WORDS = "words"  # a place, a unit, a name: the same for spellings that no person has


@dataclass(frozen=True, slots=True)
class Scope:
    """A kind and what it needs: the other fields are ``None`` or empty.

    ``words`` are spellings. ``interview`` of a PERSON or WORDS scope is ``None``: they reach everywhere.
    """

    kind: ScopeKind
    interview: InterviewId | None = None
    address: Address | None = None
    start: int | None = None
    end: int | None = None
    person: PersonId | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """A restriction that stands because a released seal put these words back.

    Consent covers them if it was given to the version before the seal, or to the one after the release.
    """

    seal: SealId
    sealed_from: tuple[TranscriptId, ...]
    released_as: tuple[TranscriptId, ...]


@dataclass(frozen=True, slots=True)
class Restriction:
    """One rule. ``hidden_from`` empty means everybody but the team. ``until`` is a condition in its written
    form: once it holds, the rule no longer hides. ``review`` is a day on which somebody looks again; it is
    never a day of opening, and is told only if ``review_cleared``. ``ended_at`` (RFC 3339) ends the rule.
    ``ledger`` is the size of the private ledger before it was made.
    """

    id: RestrictionId
    interview: InterviewId | None
    scope: Scope
    ground: Ground
    at: str
    hidden_from: tuple[Audience, ...] = ()
    until: str | None = None
    review: SaidDate | None = None
    review_cleared: bool = False
    restored: Restored | None = None
    ended_at: str | None = None
    ledger: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """A transcript made from another only by sealing, restricting or releasing. ``id`` is the newer one."""

    id: TranscriptId
    interview: InterviewId
    parent: TranscriptId
    by: SealId
