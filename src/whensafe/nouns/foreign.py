"""What is kept of another archive that was merged into this one: its ledger, and what came from it."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.ids import InterviewId


@dataclass(frozen=True, slots=True)
class ForeignLedger:
    """Another archive's private ledger, kept whole, under its own origin.

    ``archive`` is that archive's token and ``id`` the same, but for a copy of this archive that went its own
    way. ``public`` is its Ed25519 key, ``checkpoint`` its signed note for ``size`` entries. ``forgotten``
    are indices of entries whose openings were let go here, because a seal took what they said.
    """

    id: str
    archive: str
    public: bytes
    checkpoint: bytes
    size: int
    at: str
    forgotten: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignLeaf:
    """One leaf, with its opening as long as that is kept."""

    leaf: bytes
    salt: bytes | None
    payload: bytes | None


@dataclass(frozen=True, slots=True)
class ForeignEntries:
    """Some leaves of a foreign ledger from ``start`` on. ``id`` is the ledger's and the start."""

    id: str
    ledger: str
    start: int
    leaves: tuple[ForeignLeaf, ...]


@dataclass(frozen=True, slots=True)
class FromArchive:
    """An interview came from another archive, by merging. ``id`` is the interview's."""

    id: str
    interview: InterviewId
    archive: str
    at: str
