"""Sealed texts that may come: places that were made, until something is taken in for them."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import Address, InterviewId, TranscriptId
from whensafe.nouns.interview import Role
from whensafe.nouns.said import SaidDate
from whensafe.nouns.sealed import GroupId, SealId
from whensafe.nouns.text import Language


@dataclass(frozen=True, slots=True)
class New:
    """A new interview that will consist of the sealed text; its title is kept in clear."""

    language: Language
    title: str | None = None
    interviewed: SaidDate | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A sealed text that may come: a record until it is taken in. ``id`` is the seal's to be.

    ``after`` is the address of the turn before it; ``None`` for the end, empty for the beginning. ``new`` is
    the interview that will be made for it.
    """

    id: SealId
    interview: InterviewId
    group: GroupId
    address: Address
    transcript: TranscriptId
    after: Address | None
    role: Role
    language: Language
    ground: Ground
    at: str
    new: New | None = None
